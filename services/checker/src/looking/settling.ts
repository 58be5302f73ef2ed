import { catalogues, outside } from '@portolan/contracts';
import { confirm } from '@portolan/invariants';
import type { Runtime } from '@portolan/service';
import { record } from '../breaches.ts';
import { type KeptDocument, type Suspect, statesOf, suspects, table } from '../projections/watching.ts';
import { headsOf, type Positions, readBy, taken } from './knowing.ts';
import type { Look } from './look.ts';

/** Where every history ended at an instant of machine time. */
interface Heads {
  readonly at: number;
  readonly positions: Positions;
}

const most = 200;

/**
 * Topics are read side by side, so an effect may be read before its cause, and looks wrong until the cause is read too.
 * Whatever led to an event was sent before it: once everything has been read that stood in the histories after the
 * suspicion arose, what is suspect still is a breach.
 */
export function settling(runtime: Runtime): Look {
  const { clock, documents, machine } = runtime;
  let heads: Heads | undefined;

  async function headsNow(): Promise<Heads> {
    const at = machine.now();
    const positions = new Map<string, number>();
    for (const service of Object.keys(catalogues)) {
      for (const [place, position] of await headsOf(runtime, service)) positions.set(place, position);
    }
    return { at, positions };
  }

  /** In one transaction with what is known now: the cause may have been read meanwhile. */
  async function settle(id: string, { invariant: name, key }: Suspect): Promise<void> {
    const invariant = table.all.find((each) => each.name === name);
    await documents.transact(async (transaction) => {
      const kept = await transaction.get<KeptDocument>(statesOf(name), outside, key);
      await transaction.delete(suspects, outside, id);
      if (invariant === undefined || kept === undefined || kept.suspect === 0) return;
      const { kept: after, breach } = confirm(invariant, key, kept);
      await transaction.put(statesOf(name), outside, key, { ...after });
      if (breach !== undefined) await record(transaction, breach, clock.now());
    });
  }

  return async () => {
    const found = await documents.find<Suspect>({ collection: suspects, tenant: outside, limit: most });
    if (found.length === 0) {
      heads = undefined;
      return;
    }
    heads ??= await headsNow();
    if (!taken(await readBy(runtime, 'checker'), heads.positions)) return;
    const { at } = heads;
    heads = undefined;
    for (const { id, document } of found) if (document.since <= at) await settle(id, document);
  };
}
