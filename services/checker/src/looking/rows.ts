import { outside } from '@portolan/contracts';
import type { Invariant } from '@portolan/invariants';
import type { Runtime } from '@portolan/service';
import { record } from '../breaches.ts';
import { type KeptDocument, statesOf } from '../projections/watching.ts';
import { headsOf, type Positions, passed, readBy, taken } from './knowing.ts';
import type { Look } from './look.ts';

/** Figures by name: what a read model shows, or what it must show. */
export type Figures = Readonly<Record<string, bigint>>;

/** A read model whose figures an invariant's states give too. */
export interface ReadModel {
  /** As a breach names it: account, stock row, book line. */
  readonly what: string;
  /** Whose it is; it reads events of this service alone. */
  readonly service: string;
  /** <service>.<projection>, in whatever version. */
  readonly projection: string;
  readonly invariant: Pick<Invariant, 'name'>;
  expected(state: object): Figures;
  /** What its service shows; undefined where it shows nothing under this key. `owner`: the tenant whose it is. */
  shown(key: string, kept: KeptDocument): Promise<Figures | undefined>;
}

/** A row that differs, and what is known of it so far; each part is learnt after the one before it. */
interface Doubt {
  /** The last event of it that the checker had taken. */
  readonly event: string;
  /** Where the owner's histories ended then: the read model must have passed all of it. */
  readonly before?: Positions;
  /** How it differs, read anew after that. */
  readonly wrong?: Readonly<Record<string, string>>;
  /** Where the histories ended then: the checker must have taken all of it, and nothing about this row. */
  readonly after?: Positions;
}

/**
 * Holds what read models show against what the events give, row by row, round and round. One side may have read less
 * than the other, for however long: a row that differs is a breach only if it was read when its read model had passed
 * every event that the checker knew, and the checker has taken since whatever the read model could have known.
 */
export function rows(runtime: Runtime, model: ReadModel, rowsALook: number): Look {
  const { clock, documents } = runtime;
  const collection = statesOf(model.invariant.name);
  const doubts = new Map<string, Doubt>();
  let cursor: string | undefined;

  async function differs(key: string, kept: KeptDocument): Promise<Doubt['wrong']> {
    const shown = await model.shown(key, kept);
    const expected = model.expected(kept.state);
    const figure = Object.keys(expected).find((name) => shown?.[name] !== expected[name]);
    if (figure === undefined) return undefined;
    return { figure, expected: String(expected[figure]), shown: String(shown?.[figure] ?? '–') };
  }

  /** What is kept of a row in doubt; where an event has come for it, it is no longer in doubt: the round comes to it again. */
  async function unmoved(key: string, { event }: Doubt): Promise<KeptDocument | undefined> {
    const kept = await documents.get<KeptDocument>(collection, outside, key);
    if (kept !== undefined && lastEvent(kept) === event) return kept;
    doubts.delete(key);
    return undefined;
  }

  /** As many rows as there is room for: while one side is behind for long, doubts wait and nothing is added to them. */
  async function begin(): Promise<void> {
    const limit = rowsALook - doubts.size;
    if (limit <= 0) return;
    const from = cursor === undefined ? {} : { after: cursor };
    const found = await documents.find<KeptDocument>({ collection, tenant: outside, limit, ...from });
    for (const { id: key, document: kept } of found) {
      if (!doubts.has(key) && (await differs(key, kept))) doubts.set(key, { event: lastEvent(kept) });
    }
    cursor = found.length < limit ? undefined : found.at(-1)?.cursor;
  }

  async function readAgain(): Promise<void> {
    const heads = await headsOf(runtime, model.service);
    const read = await readBy(runtime, model.service);
    for (const [key, { before = heads, ...doubt }] of doubts) {
      if (doubt.wrong !== undefined) continue;
      doubts.set(key, { ...doubt, before });
      if (!passed(read, model.projection, before)) continue;
      const kept = await unmoved(key, doubt);
      if (kept === undefined) continue;
      const wrong = await differs(key, kept);
      if (wrong === undefined) doubts.delete(key);
      else doubts.set(key, { ...doubt, before, wrong });
    }
  }

  async function judge(): Promise<void> {
    const heads = await headsOf(runtime, model.service);
    const own = await readBy(runtime, 'checker');
    for (const [key, { after = heads, ...doubt }] of doubts) {
      if (doubt.wrong === undefined) continue;
      doubts.set(key, { ...doubt, after });
      if (!taken(own, after)) continue;
      const kept = await unmoved(key, doubt);
      if (kept === undefined) continue;
      await raise(key, kept, doubt.wrong);
      doubts.delete(key);
    }
  }

  async function raise(key: string, { last, trail }: KeptDocument, figures: Readonly<Record<string, string>>) {
    const { tenant, orderId, stream, time } = last;
    const breach = {
      ...{ invariant: 'read-models', code: 'DIFFERS', key: `${model.what} ${key}` },
      ...{ tenant, orderId, stream, time, data: { what: model.what, key, ...figures }, events: trail },
    };
    await documents.transact((transaction) => record(transaction, breach, clock.now()));
  }

  const some = (are: (doubt: Doubt) => boolean) => [...doubts.values()].some(are);

  return async () => {
    await begin();
    if (some(({ wrong }) => wrong === undefined)) await readAgain();
    if (some(({ wrong }) => wrong !== undefined)) await judge();
  };
}

const lastEvent = ({ trail }: KeptDocument): string => trail.at(-1) ?? '';
