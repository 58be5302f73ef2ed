import { catalogues, outside } from '@portolan/contracts';
import type { Clock, MachineClock, Projection, Recorded, View } from '@portolan/engine';
import { advance, allInvariants, type Kept, tableOf } from '@portolan/invariants';
import type { CollectionSpec, Document, Place } from '@portolan/store';
import { record } from '../breaches.ts';
import { blockPlace, digestCollections, note } from './digests.ts';

export const table = tableOf(allInvariants());

/** A state of an invariant, under its key. Those that something may be wrong with stand in `suspects` too. */
export type KeptDocument = Kept & Document;

export interface Suspect extends Document {
  readonly invariant: string;
  readonly key: string;
  /** Machine time since which it is suspect. */
  readonly since: number;
}

export const statesOf = (invariant: string): string => `state_${invariant.replaceAll('-', '_')}`;
export const suspects = 'suspects';

const collections: Readonly<Record<string, CollectionSpec>> = {
  ...Object.fromEntries(table.all.map(({ name }) => [statesOf(name), {}])),
  [suspects]: {},
  ...digestCollections,
};

/**
 * Every invariant, one step further with every event of every service, in the transaction that moves the position: an
 * event counts once, whatever crashes. What each invariant knows lies in documents, so a start reads nothing anew.
 */
export function watching(clock: Pick<Clock, 'now'>, machine: Pick<MachineClock, 'now'>): Projection {
  return {
    name: 'checker.invariants.v1',
    // What it found was told, and people have answered.
    record: true,
    reads: Object.keys(catalogues),
    collections,
    unhurried: true,
    expects,
    on: {},
    async onEach(event, view) {
      await note(view, event);
      for (const watch of table.of(event.type)) await step(view, watch, event, clock, machine);
    },
  };
}

/** Its block of digests, and the states that the event alone names. */
function expects(event: Recorded): readonly Place[] {
  const states = table.of(event.type).flatMap(({ invariant, fold }) => {
    const keys = fold.via === undefined ? fold.about(event, undefined) : [fold.via(event)];
    return keys.map((id) => ({ collection: statesOf(invariant.name), tenant: outside, id }));
  });
  return [...states, blockPlace(event)];
}

async function step(
  view: View,
  { invariant, fold }: ReturnType<typeof table.of>[number],
  event: Recorded,
  clock: Pick<Clock, 'now'>,
  machine: Pick<MachineClock, 'now'>,
): Promise<void> {
  const states = statesOf(invariant.name);
  const keptAt = (key: string) => view.get<KeptDocument>(states, outside, key);
  const via = fold.via === undefined ? undefined : (await keptAt(fold.via(event)))?.state;
  for (const key of fold.about(event, via)) {
    const before = await keptAt(key);
    const { kept, breach } = advance(invariant, fold, before, event, key, machine.now(), false);
    await view.put(states, outside, key, { ...kept });
    if (breach !== undefined) await record(view, breach, clock.now());
    await mark(view, invariant.name, key, before?.suspect ?? 0, kept.suspect);
  }
}

async function mark(view: View, invariant: string, key: string, before: number, since: number): Promise<void> {
  if (before === since) return;
  const id = `${invariant}/${key}`;
  if (since === 0) await view.delete(suspects, outside, id);
  else await view.put(suspects, outside, id, { invariant, key, since });
}
