import type { Complete } from '@portolan/contracts';
import type { Hold, Step } from '@portolan/contracts/orders/v1/types';
import type { Facts } from '@portolan/eventsourcing';
import type { FulfilmentEvent } from './evolve.ts';
import type { HoldReason } from './holds.ts';
import type { FulfilmentState, Started } from './state.ts';

type HoldNow = Complete<Hold>;

/** What a hold means for the record: a hold of the same code that says something new is placed anew and goes on. */
export function holdMoves(
  state: FulfilmentState,
  started: Started,
  step: Step,
  wanted: HoldReason | undefined,
  facts: Facts,
): FulfilmentEvent[] {
  const { hold } = state;
  if (wanted === undefined) return [];
  const goesOn = hold?.code === wanted.code && hold.step === step;
  const next = { ...holdFor(state, started, step, wanted), since: goesOn ? hold.since : facts.at };
  if (hold !== undefined && saysTheSame(hold, next)) return [];
  const { orderId } = started;
  const placed: FulfilmentEvent = { type: 'HoldPlaced', data: { orderId, hold: next } };
  if (goesOn || hold === undefined) return [placed];
  return [{ type: 'HoldCleared', data: { orderId, code: hold.code } }, placed];
}

function holdFor(state: FulfilmentState, started: Started, step: Step, wanted: HoldReason): Omit<HoldNow, 'since'> {
  const { orderId, terms } = started;
  const data = { orderId, orderNo: terms.orderNo, ...wanted.data };
  return { ...wanted, data, step, ...storage(state, started) };
}

// A packed parcel costs by the day until it leaves the shelf.
function storage({ known, packedAt }: FulfilmentState, { storageCostPerDay }: Started) {
  const leftShelf = known.parcelDispatched ?? known.parcelCancelled;
  if (known.parcelPacked === undefined || leftShelf !== undefined || storageCostPerDay === undefined) {
    return { costFrom: '' };
  }
  return { costPerDay: storageCostPerDay, costFrom: packedAt };
}

function saysTheSame(left: HoldNow, right: HoldNow): boolean {
  const fields = new Set([...Object.keys(left.data), ...Object.keys(right.data)]);
  return (
    (['code', 'owner', 'rule', 'due', 'step', 'costFrom'] as const).every((field) => left[field] === right[field]) &&
    left.costPerDay?.minor === right.costPerDay?.minor &&
    [...fields].every((field) => left.data[field] === right.data[field])
  );
}
