import type { ordersRefusals } from '@portolan/contracts';
import { type Decision, refuse } from '@portolan/eventsourcing';
import { formatMoney } from '@portolan/money';
import type { FulfilmentEvent } from './evolve.ts';
import type { FulfilmentState, Returning, Started } from './state.ts';
import { unitsBySku } from './steps/stocking.ts';

type Code = keyof typeof ordersRefusals;

/** Why goods come back. */
export const returnReasons = ['UNWANTED', 'DEFECTIVE', 'NOT_AS_DESCRIBED', 'WRONG_ITEM'] as const;

/** The buyer gives goods back, or is refunded for them: within the inspection period, once. */
export function requestReturn(
  terms: Returning,
  state: FulfilmentState,
  started: Started,
): Decision<FulfilmentEvent, Code> {
  const { orderId } = started;
  if (state.returning !== undefined) return refuse('ORDER_RETURNED_ALREADY', { orderId });
  if (!isInInspection(state)) return refuse('ORDER_NOT_IN_INSPECTION', { orderId });
  return returnFlaw(terms, started) ?? [{ type: 'ReturnRequested', data: { orderId, terms } }];
}

/** Delivered, and what the buyer paid is still in escrow. */
export const isInInspection = ({ known, ending }: FulfilmentState): boolean =>
  known.inspectionStarted !== undefined && known.escrowReleased === undefined && ending === undefined;

function returnFlaw(terms: Returning, { terms: agreed }: Started) {
  const { reason, keepsGoods, lines, refund } = terms;
  if (!returnReasons.some((one) => one === reason)) {
    return refuse('RETURN_REASON_UNKNOWN', { field: 'reason', actual: reason, offered: returnReasons.join(', ') });
  }
  // Goods that crossed the border would have to be declared on their way back.
  if (!keepsGoods && agreed.mode !== 'LOCAL') {
    return refuse('RETURN_GOODS_NOT_TAKEN', { field: 'keepsGoods', mode: agreed.mode });
  }
  return linesFlaw(lines, agreed) ?? refundFlaw(refund, agreed);
}

function linesFlaw(lines: Returning['lines'], { lines: sold }: Started['terms']) {
  if (lines.length === 0) return refuse('RETURN_LINES_MISSING', { field: 'lines' });
  const units = new Map(unitsBySku(sold).map(({ sku, quantity }) => [sku, quantity]));
  for (const [index, { sku, quantity }] of lines.entries()) {
    const returned = lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0n);
    const most = units.get(sku) ?? 0n;
    if (quantity > 0n && returned <= most) continue;
    const data = { field: `lines[${index}].quantity`, sku, actual: String(returned), most: String(most) };
    return refuse('RETURN_LINE_WRONG', data);
  }
  return undefined;
}

// Of a bonded import the tax is not the merchant's to give back: customs bills it.
function refundFlaw(refund: Returning['refund'], { total, tax }: Started['terms']) {
  const most = { ...total, minor: total.minor - (tax?.minor ?? 0n) };
  if (refund.currency === most.currency && refund.minor > 0n && refund.minor <= most.minor) return undefined;
  const actual = `${refund.currency} ${refund.minor}`;
  return refuse('RETURN_REFUND_WRONG', { field: 'refund', actual: shown(refund) ?? actual, most: formatMoney(most) });
}

function shown(amount: Returning['refund']): string | undefined {
  try {
    return formatMoney(amount);
  } catch {
    return undefined;
  }
}
