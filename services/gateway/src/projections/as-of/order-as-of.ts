import type { OrderNow } from '../now/order.ts';
import { renderPayload } from '../render.ts';
import { fold, type Thing } from '../snapshot-fold.ts';
import type { TimelineEntry } from '../timeline.ts';
import { claimAfter } from './claim.ts';
import { endingAfter } from './ending.ts';
import { escrowAfter } from './escrow.ts';
import { holdsAfter } from './holds.ts';
import { ledgerAfter } from './ledger.ts';
import { payoutsAfter } from './payouts.ts';
import { shipmentAfter } from './shipment.ts';
import { taxBillAfter } from './tax-bill.ts';
import { toldIn } from './told.ts';

/**
 * An order over all services, as its own events had left it: nothing is asked of a service, so nothing of later shows.
 * Undefined where it had not been placed.
 * @param entries of its timeline, in the order of causes, up to the instant that is asked for
 */
export function orderAsOf(entries: readonly TimelineEntry[]) {
  const things = thingsAfter(entries);
  const order = the('order', things);
  if (order === null) return undefined;
  const events = toldIn(entries);
  return {
    order: order satisfies OrderNow,
    ...endingAfter(events),
    holds: holdsAfter(events),
    declaration: the('declaration', things),
    taxBill: taxBillAfter(events),
    parcel: the('parcel', things),
    shipment: shipmentAfter(events),
    inbound: the('inbound', things),
    return: the('return', things),
    escrow: escrowAfter(events),
    payouts: payoutsAfter(events),
    ledger: ledgerAfter(events),
    claim: claimAfter(events),
  };
}

/** Each stream that a snapshot would hold, folded as it folds it. */
function thingsAfter(entries: readonly TimelineEntry[]): readonly Thing[] {
  const things = new Map<string, Thing>();
  for (const { type, time, version, owner: tenant, stream, data } of entries) {
    const shown = { type, time, tenant, version: String(version), data: renderPayload(data) };
    const after = fold(shown, things.get(stream));
    if (after !== undefined) things.set(stream, after);
  }
  return [...things.values()];
}

// An order has at most one of each; stock and book lines are nobody's alone.
function the<Kind extends Thing['kind']>(kind: Kind, things: readonly Thing[]) {
  type Now = Extract<Thing, { kind: Kind }>['now'];
  const found = things.find((thing) => thing.kind === kind);
  return found === undefined ? null : (found.now as Now);
}
