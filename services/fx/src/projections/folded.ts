import { type FxEvent, outside } from '@portolan/contracts';
import type { Projection, Recorded, View } from '@portolan/engine';
import type { DomainEvent } from '@portolan/eventsourcing';

/** An aggregate as its events made it, and under what it is listed. */
export interface FoldedDocument<State = unknown> {
  readonly [field: string]: unknown;
  readonly tenant: string;
  readonly folded: State;
  readonly at: string;
  readonly state: string;
  readonly orderNo: string;
}

interface Folding<State, Event extends DomainEvent> {
  readonly collection: string;
  readonly aggregate: { readonly initial: State; evolve(state: State, event: Event): State };
  /** All events that are shown, and whose they are. */
  readonly idOf: { readonly [Type in Event['type']]?: (data: Extract<Event, { type: Type }>['data']) => string };
  /** Under which state, and which order number, it is listed. */
  listed(state: State): { readonly state: string; readonly orderNo: string };
}

/** A list of aggregates, each as its events made it: under its owner, and under the operator, who sees all. */
export function foldedList<State, Event extends DomainEvent & FxEvent>(
  name: string,
  { collection, aggregate, idOf, listed }: Folding<State, Event>,
): Projection<FxEvent> {
  const by = { byTime: ['at'], byState: ['state', 'at'], byOrderNo: ['orderNo', 'at'] };
  const entries = Object.entries(idOf).map(([type, id]) => {
    const handle = async (event: Recorded<FxEvent>, view: View) => {
      const { tenant, time } = event.meta;
      const key = (id as (data: unknown) => string)(event.data);
      const before = await view.get<FoldedDocument<State>>(collection, tenant, key);
      const folded = aggregate.evolve(before?.folded ?? aggregate.initial, event as unknown as Event);
      const document = { tenant, folded, at: before?.at ?? time, ...listed(folded) };
      await view.put(collection, tenant, key, document);
      await view.put(collection, outside, key, document);
    };
    return [type, handle] as const;
  });
  const on = Object.fromEntries(entries) as Projection<FxEvent>['on'];
  return { name, reads: ['fx'], collections: { [collection]: { indexes: by } }, on };
}
