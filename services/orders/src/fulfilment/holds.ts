import { formatMoney } from '@portolan/money';
import type { Progress, Underway } from './state.ts';

/** Why an order stands still: the code, who acts next, the rule behind it, its deadline where one stands, its data. */
export interface HoldReason {
  readonly code: string;
  /** buyer, merchant, warehouse_operator, carrier, customs, platform, bank, operations */
  readonly owner: string;
  readonly rule: string;
  readonly due: string;
  readonly data: Readonly<Record<string, string>>;
}

type Data = HoldReason['data'];

const reason = (code: string, owner: string, rule: string, data: Data = {}, due = ''): HoldReason => ({
  code,
  owner,
  rule,
  due,
  data,
});

export function awaitingPayment({ started: { terms } }: Underway): HoldReason {
  const data = { orderNo: terms.orderNo, amount: formatMoney(terms.total) };
  return reason('AWAITING_PAYMENT', 'buyer', 'PAID_BEFORE_PACKING', data);
}

export function awaitingParcel({ started: { terms }, known }: Underway): HoldReason {
  const data = { warehouseId: terms.warehouseId };
  if (known.parcelShort === undefined || known.parcelReserved !== undefined) {
    return reason('AWAITING_PACKING', 'warehouse_operator', 'PACKED_BEFORE_LABEL', data);
  }
  const missing = known.parcelShort.shortages.map(({ sku, wanted, available }) => `${sku} ${available}/${wanted}`);
  return reason('AWAITING_STOCK', 'merchant', 'STOCK_BEFORE_PACKING', { ...data, missing: missing.join(', ') });
}

export function awaitingLabel({ started: { terms }, known: { labelRefused } }: Underway): HoldReason {
  const data = { carrier: terms.carrier };
  if (labelRefused === undefined) return reason('AWAITING_LABEL', 'carrier', 'LABEL_BEFORE_DECLARATION', data);
  const why = { ...data, reason: reasonsOf(labelRefused) };
  return reason('LABEL_REFUSED', 'operations', 'LABEL_BEFORE_DECLARATION', why);
}

const reasonsOf = ({ flaws }: { readonly flaws: readonly { readonly field: string; readonly reason: string }[] }) =>
  flaws.map((flaw) => `${flaw.field} ${flaw.reason}`).join('; ');

export function awaitingCustoms({ known }: Underway): HoldReason {
  const { caseMatched, caseMismatched, declarationReturned, statusUnknown } = known;
  if (caseMismatched !== undefined && caseMatched === undefined) {
    const [difference] = caseMismatched.differences;
    const { rule = '', field = '', expected = '', actual = '', owner = '' } = difference ?? {};
    const data = { rule, field, expected, actual, differences: String(caseMismatched.differences.length) };
    return reason('DOCUMENTS_DISAGREE', documentOwner[owner] ?? 'operations', 'DOCUMENTS_AGREE_BEFORE_LIST', data);
  }
  if (declarationReturned !== undefined) {
    const { kind, status, info } = declarationReturned;
    const document = kind.replace('MESSAGE_KIND_', '');
    const owner = messageOwner[document] ?? 'operations';
    return reason('CUSTOMS_RETURNED', owner, 'RELEASED_BEFORE_DISPATCH', { document, status, info });
  }
  if (statusUnknown !== undefined) {
    const { status, info } = statusUnknown;
    return reason('CUSTOMS_STATUS_UNKNOWN', 'operations', 'RELEASED_BEFORE_DISPATCH', { status, info });
  }
  return reason('AWAITING_CUSTOMS', 'customs', 'RELEASED_BEFORE_DISPATCH');
}

// Who answers for which document, in the words of holds. The list itself is ours.
const documentOwner: Readonly<Record<string, string>> = {
  platform: 'platform',
  payment_institution: 'bank',
  carrier: 'carrier',
  declarant: 'operations',
};
const messageOwner: Readonly<Record<string, string>> = { CEB303: 'platform', CEB403: 'bank', CEB505: 'carrier' };

export function awaitingDispatch({ started: { terms } }: Underway): HoldReason {
  const data = { warehouseId: terms.warehouseId };
  return reason('AWAITING_DISPATCH', 'warehouse_operator', 'DISPATCHED_BEFORE_HANDOVER', data);
}

export function awaitingDelivery({ started: { terms }, known: { labelIssued, handoverRefused } }: Underway) {
  const data = { carrier: terms.carrier, waybillNo: labelIssued?.waybillNo ?? '' };
  if (handoverRefused !== undefined) {
    const why = { ...data, reason: reasonsOf(handoverRefused) };
    return reason('HANDOVER_REFUSED', 'operations', 'DELIVERED_BEFORE_INSPECTION', why);
  }
  return reason('AWAITING_DELIVERY', 'carrier', 'DELIVERED_BEFORE_INSPECTION', data);
}

export function awaitingInspectionEnd({ known: { inspectionStarted } }: Underway): HoldReason {
  const due = inspectionStarted?.endsAt ?? '';
  return reason('AWAITING_INSPECTION_END', 'buyer', 'INSPECTED_BEFORE_RELEASE', {}, due);
}

export function awaitingRate({ started, known: { escrowReleased, quoteRefused } }: Underway): HoldReason {
  const sell = escrowReleased === undefined ? '' : formatMoney(escrowReleased.net);
  const data = { sell, currency: started.settlementCurrency };
  if (quoteRefused === undefined) return reason('AWAITING_RATE', 'bank', 'RATE_BEFORE_SALE', data);
  return reason('RATE_REFUSED', 'operations', 'RATE_BEFORE_SALE', { ...data, reason: quoteRefused.reason });
}

export function awaitingSale({ known: { rateLocked } }: Underway): HoldReason {
  if (rateLocked === undefined) return reason('AWAITING_SALE', 'bank', 'SOLD_BEFORE_PAYOUT');
  const { sell, buy, expiresAt } = rateLocked.terms;
  const data = { sell: formatMoney(sell), buy: formatMoney(buy) };
  return reason('AWAITING_SALE', 'bank', 'SOLD_BEFORE_PAYOUT', data, expiresAt);
}

export function awaitingBank({ known: { currencySold, payoutRejected } }: Underway): HoldReason {
  const amount = currencySold === undefined ? '' : formatMoney(currencySold.terms.buy);
  if (payoutRejected === undefined) return reason('AWAITING_BANK', 'bank', 'PAID_OUT_BEFORE_SETTLEMENT', { amount });
  const data = { amount, reason: payoutRejected.reason, information: payoutRejected.additionalInformation };
  return reason('PAYOUT_REJECTED', 'operations', 'PAID_OUT_BEFORE_SETTLEMENT', data);
}

/** The other service said no: somebody must look at it. */
export function stepRefused(step: string, { code, data }: Extract<Progress, { status: 'refused' }>): HoldReason {
  return reason('STEP_REFUSED', 'operations', 'EVERY_STEP_ACCEPTED', { ...data, step, refusal: code });
}
