import type { Breach, Flaw, Fold, Invariant, Observed } from './invariant.ts';

/** What is kept of one state: plain data, so that it may lie in a map or in a document. */
export interface Kept<State extends object = object> {
  readonly state: State;
  /** The last events that changed it, oldest first. */
  readonly trail: readonly string[];
  /** Where the last one stands: what a breach names. */
  readonly last: {
    readonly tenant: string;
    readonly stream: string;
    readonly time: string;
    readonly orderId: string;
    /** Where it lies on the log; position 0 while nobody knows. */
    readonly service: string;
    readonly shard: number;
    readonly position: number;
  };
  /** Code of the flaw it has now and that was told; '' where it has none. */
  readonly told: string;
  /** Number of the event since which it has a flaw that is not told yet; 0: none. */
  readonly suspect: number;
}

const trailLength = 8;

/** The order that an event is about. */
function orderOf({ data, meta }: Observed): string {
  if (meta.correlation !== '') return meta.correlation;
  const named = (data as { readonly orderId?: unknown } | undefined)?.orderId;
  return typeof named === 'string' ? named : '';
}

/** One state after one event. `number`: how many events were taken; a flaw across streams only makes it suspect. */
export function advance(
  invariant: Invariant,
  fold: Fold<object, Observed>,
  kept: Kept | undefined,
  event: Observed,
  key: string,
  number: number,
  causal: boolean,
): { readonly kept: Kept; readonly breach: Breach | undefined } {
  const { meta } = event;
  const state = fold.next(kept?.state ?? invariant.begin(), event, key);
  const before = kept?.trail ?? [];
  const trail = before.length < trailLength ? [...before, meta.id] : [...before.slice(1), meta.id];
  const last = {
    ...{ tenant: meta.tenant, stream: meta.stream, time: meta.time },
    ...{ service: meta.service, shard: meta.shard, position: meta.position },
    orderId: orderOf(event) || (kept?.last.orderId ?? ''),
  };
  const flaw = invariant.never?.(state, key);
  if (flaw === undefined) return { kept: { state, trail, last, told: '', suspect: 0 }, breach: undefined };
  const known = kept?.told === flaw.code;
  if (invariant.across && !causal && !known)
    return { kept: { state, trail, last, told: '', suspect: kept?.suspect || number }, breach: undefined };
  const next = { state, trail, last, told: flaw.code, suspect: 0 };
  return { kept: next, breach: known ? undefined : breachOf(invariant, key, next, flaw) };
}

/** The breach that a suspect state has turned out to be. */
export function confirm(invariant: Invariant, key: string, kept: Kept): { kept: Kept; breach: Breach | undefined } {
  const flaw = invariant.never?.(kept.state, key);
  if (flaw === undefined) return { kept: { ...kept, suspect: 0 }, breach: undefined };
  return { kept: { ...kept, told: flaw.code, suspect: 0 }, breach: breachOf(invariant, key, kept, flaw) };
}

/** What is wrong with a state when nothing is under way any more, as far as nobody was told. */
export function closing(invariant: Invariant, key: string, kept: Kept, now: string): Breach | undefined {
  const flaw = invariant.never?.(kept.state, key) ?? invariant.atEnd?.(kept.state, key, now);
  return flaw === undefined || flaw.code === kept.told ? undefined : breachOf(invariant, key, kept, flaw);
}

function breachOf({ name: invariant }: Invariant, key: string, { last, trail }: Kept, { code, data }: Flaw): Breach {
  const { tenant, orderId, stream, time } = last;
  return { invariant, code, key, tenant, orderId, stream, time, data, events: trail };
}
