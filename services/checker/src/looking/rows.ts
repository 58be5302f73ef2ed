import { outside } from '@portolan/contracts';
import type { Invariant } from '@portolan/invariants';
import type { Runtime } from '@portolan/service';
import { record } from '../breaches.ts';
import { type KeptDocument, statesOf } from '../projections/watching.ts';
import type { Look } from './look.ts';

/** Figures by name: what a read model shows, or what it must show. */
export type Figures = Readonly<Record<string, bigint>>;

/** A read model whose figures an invariant's states give too. */
export interface ReadModel {
  /** As a breach names it: account, stock row, book line. */
  readonly what: string;
  readonly invariant: Pick<Invariant, 'name'>;
  expected(state: object): Figures;
  /** What its service shows; undefined where it shows nothing under this key. `owner`: the tenant whose it is. */
  shown(key: string, kept: KeptDocument): Promise<Figures | undefined>;
}

interface Doubt {
  readonly since: number;
  /** The last event that the figures are of. */
  readonly event: string;
}

/**
 * Holds what read models show against what the events give, row by row, round and round. A row may be about to catch
 * up: it is a breach once it differs for longer than `patienceMs` while no event has come for it.
 */
export function rows(
  { clock, documents, machine }: Runtime,
  model: ReadModel,
  rowsALook: number,
  patienceMs: number,
): Look {
  const collection = statesOf(model.invariant.name);
  const doubts = new Map<string, Doubt>();
  let after: string | undefined;

  async function compare(key: string): Promise<void> {
    const kept = await documents.get<KeptDocument>(collection, outside, key);
    if (kept === undefined) return;
    const event = kept.trail.at(-1) ?? '';
    const shown = await model.shown(key, kept);
    const expected = model.expected(kept.state);
    const wrong = Object.keys(expected).find((name) => shown?.[name] !== expected[name]);
    const doubt = doubts.get(key);
    if (wrong === undefined) {
      doubts.delete(key);
      return;
    }
    if (doubt?.event !== event) {
      doubts.set(key, { since: machine.now(), event });
      return;
    }
    if (machine.now() - doubt.since < patienceMs) return;
    await raise(key, kept, { figure: wrong, expected: String(expected[wrong]), shown: String(shown?.[wrong] ?? '–') });
  }

  async function raise(key: string, { last, trail }: KeptDocument, figures: Readonly<Record<string, string>>) {
    const { tenant, orderId, stream, time } = last;
    await documents.transact((transaction) =>
      record(
        transaction,
        {
          ...{ invariant: 'read-models', code: 'DIFFERS', key: `${model.what} ${key}` },
          ...{ tenant, orderId, stream, time, data: { what: model.what, key, ...figures }, events: trail },
        },
        clock.now(),
      ),
    );
  }

  return async () => {
    for (const key of doubts.keys()) await compare(key);
    const found = await documents.find({
      ...{ collection, tenant: outside, limit: rowsALook },
      ...(after === undefined ? {} : { after }),
    });
    for (const { id } of found) if (!doubts.has(id)) await compare(id);
    after = found.length < rowsALook ? undefined : found.at(-1)?.cursor;
  };
}
