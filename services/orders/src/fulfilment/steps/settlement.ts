import { Purpose } from '@portolan/contracts/fx/v1/types';
import { Step } from '@portolan/contracts/orders/v1/types';
import { formatMoney, isZero } from '@portolan/money';
import { type HoldReason, reason } from '../holds.ts';
import type { StepRule } from '../rule.ts';
import { known, type StepRequest, type Underway } from '../state.ts';

// What came in the merchant's own currency needs no sale; of what went back to the buyer nothing is left.
const isSold = ({ started: { terms, settlementCurrency }, known: { escrowReleased } }: Underway): boolean =>
  terms.total.currency !== settlementCurrency && !(escrowReleased !== undefined && isZero(escrowReleased.net));

/** The bank locks a rate. */
export const lockRate: StepRule = {
  step: Step.STEP_LOCK_RATE,
  applies: isSold,
  request: (underway) => ({
    $case: 'lockRate',
    value: {
      orderId: underway.started.orderId,
      sell: known(underway, 'escrowReleased').net,
      buyCurrency: underway.started.settlementCurrency,
      orderNo: underway.started.terms.orderNo,
    },
  }),
  begun: ({ quoteRequested }) => quoteRequested !== undefined,
  until: {
    ended: ({ rateLocked, currencySold }) => (rateLocked ?? currencySold) !== undefined,
    hold: awaitingRate,
  },
  failsBy: ['quoteRefused'],
};

function awaitingRate({ started, known: { escrowReleased, quoteRefused } }: Underway): HoldReason {
  const sell = escrowReleased === undefined ? '' : formatMoney(escrowReleased.net);
  const data = { sell, currency: started.settlementCurrency };
  if (quoteRefused === undefined) return reason('AWAITING_RATE', 'bank', 'RATE_BEFORE_SALE', data);
  return reason('RATE_REFUSED', 'operations', 'RATE_BEFORE_SALE', { ...data, reason: quoteRefused.reason });
}

/** It buys the currency at that rate. */
export const sell: StepRule = {
  step: Step.STEP_SELL,
  applies: isSold,
  request: (underway) => ({
    $case: 'sell',
    value: {
      orderId: underway.started.orderId,
      quoteId: underway.known.rateLocked?.quoteId ?? known(underway, 'currencySold').quoteId,
    },
  }),
  begun: ({ saleRequested }) => saleRequested !== undefined,
  until: { ended: ({ currencySold }) => currencySold !== undefined, hold: awaitingSale },
  // RateLockExpired.
  toldByEvent: ['QUOTE_EXPIRED'],
};

function awaitingSale({ known: { rateLocked } }: Underway): HoldReason {
  if (rateLocked === undefined) return reason('AWAITING_SALE', 'bank', 'SOLD_BEFORE_PAYOUT', { sell: '', buy: '' });
  const { sell, buy, expiresAt } = rateLocked.terms;
  const data = { sell: formatMoney(sell), buy: formatMoney(buy) };
  return reason('AWAITING_SALE', 'bank', 'SOLD_BEFORE_PAYOUT', data, expiresAt);
}

/** The merchant is paid. */
export const payOut: StepRule = {
  step: Step.STEP_PAY_OUT,
  applies: ({ known: { escrowReleased } }) => escrowReleased === undefined || !isZero(escrowReleased.net),
  request: (underway) => {
    const { started, known: heard, retried } = underway;
    const repeated = retried.STEP_PAY_OUT?.after === 'payoutRejected';
    const { orderId, terms } = started;
    return {
      $case: 'createPayout',
      value: {
        orderId,
        orderNo: terms.orderNo,
        amount: owedToMerchant(underway),
        purpose: Purpose.PURPOSE_MERCHANT,
        attempt: repeated ? (heard.payoutCreated?.attempt ?? 1) + 1 : 1,
        reference: '',
      },
    };
  },
  begun: ({ payoutCreated }) => payoutCreated !== undefined,
  until: { ended: ({ payoutSettled }) => payoutSettled !== undefined, hold: awaitingPayout },
  failsBy: ['payoutRejected'],
};

const owedToMerchant = (underway: Underway) =>
  isSold(underway) ? known(underway, 'currencySold').terms.buy : known(underway, 'escrowReleased').net;

function awaitingPayout(underway: Underway): HoldReason {
  const { payoutCreated, payoutRejected } = underway.known;
  const amount = payoutCreated === undefined ? '' : formatMoney(payoutCreated.amount);
  return awaitingBank(amount, payoutRejected);
}

type Rejected = { readonly reason: string; readonly additionalInformation: string } | undefined;

function awaitingBank(amount: string, rejected: Rejected): HoldReason {
  if (rejected === undefined) return reason('AWAITING_BANK', 'bank', 'PAID_OUT_BEFORE_SETTLEMENT', { amount });
  const data = { amount, reason: rejected.reason, information: rejected.additionalInformation };
  return reason('PAYOUT_REJECTED', 'operations', 'PAID_OUT_BEFORE_SETTLEMENT', data);
}

/**
 * What customs billed is paid from what the buyer paid for it, or, where the buyer has that back, from what is the
 * merchant's: customs bills what it released, whatever became of it. Of a bill that customs made void nothing is paid,
 * and what was withheld for it is the merchant's.
 */
export const payTax: StepRule = {
  step: Step.STEP_PAY_TAX,
  applies: isTaxDue,
  first: {
    happened: ({ taxBillAggregated, taxBillVoided }) => (taxBillAggregated ?? taxBillVoided) !== undefined,
    hold: awaitingTaxBill,
  },
  request: taxRequest,
  begun: ({ taxPaymentCreated, taxGivenBack }) => (taxPaymentCreated ?? taxGivenBack) !== undefined,
  until: {
    ended: ({ taxPaymentSettled, taxGivenBack }) => (taxPaymentSettled ?? taxGivenBack) !== undefined,
    hold: ({ known: { taxPaymentCreated, taxPaymentRejected } }) =>
      awaitingBank(taxPaymentCreated === undefined ? '' : formatMoney(taxPaymentCreated.amount), taxPaymentRejected),
  },
  // Nobody has to find the money for it any more.
  isRefusalVoid: (code, { taxBillVoided }) => code === 'LEDGER_INSUFFICIENT_FUNDS' && taxBillVoided !== undefined,
  failsBy: ['taxPaymentRejected'],
};

function isTaxDue({ started: { terms }, known: heard, ending }: Underway): boolean {
  const { taxBillGenerated, taxBillAggregated, taxBillVoided, taxPaymentCreated, escrowReleased } = heard;
  // What is on its way to the treasury comes to its end, whatever customs says since then.
  if (taxPaymentCreated !== undefined) return true;
  if (taxBillVoided !== undefined) return (escrowReleased?.tax?.minor ?? 0n) > 0n;
  const gone = heard.declarationCancelled ?? heard.listReturned;
  const released = heard.declarationReleased !== undefined && gone === undefined;
  if (ending !== undefined && !released) return false;
  return (taxBillGenerated ?? taxBillAggregated) !== undefined || (terms.tax?.minor ?? 0n) > 0n;
}

function taxRequest(underway: Underway): StepRequest {
  const { started, known: heard, retried } = underway;
  const { orderId, terms } = started;
  const { orderNo } = terms;
  const repeated = retried.STEP_PAY_TAX?.after === 'taxPaymentRejected';
  const unpaid = heard.taxPaymentCreated === undefined || repeated;
  if (heard.taxBillVoided !== undefined && unpaid) return { $case: 'giveTaxBack', value: { orderId, orderNo } };
  const { amount, taxNo: reference } = known(underway, 'taxBillAggregated');
  const attempt = repeated ? (heard.taxPaymentCreated?.attempt ?? 1) + 1 : 1;
  const purpose = Purpose.PURPOSE_TAX;
  return { $case: 'createPayout', value: { orderId, orderNo, amount, purpose, attempt, reference } };
}

const dayMs = 86_400_000;

// Tax of retail imports is due between day 31 and 45 after release (GACC announcement 2018 No. 194).
function awaitingTaxBill({ known: { declarationReleased } }: Underway): HoldReason {
  const released = declarationReleased?.releasedAt.instant ?? '';
  const due = released === '' ? '' : new Date(Date.parse(released) + 45 * dayMs).toISOString();
  return reason(
    'AWAITING_TAX_BILL',
    'customs',
    'TAX_PAID_BEFORE_END',
    { invtNo: declarationReleased?.invtNo ?? '' },
    due,
  );
}
