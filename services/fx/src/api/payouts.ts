import type { Complete } from '@portolan/contracts';
import type { CreatePayoutRequest, GiveTaxBackRequest } from '@portolan/contracts/fx/v1/fx';
import { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Commands } from '@portolan/engine';
import { formatMoney, money } from '@portolan/money';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { withheldBy } from '../escrow/ending.ts';
import { escrow, escrowId } from '../escrow/escrow.ts';
import { accountId } from '../ledger/accounts.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { taxGivenBack } from '../ledger/payments.ts';
import { availableIn } from '../ledger/sums.ts';
import { type CreatePayout, payout, purposeOf } from '../payout/payout.ts';
import { payoutId, refundId, returnId, taxPaymentId } from '../payout/references.ts';
import type { Payout } from '../payout/state.ts';
import { pay } from '../processes/paying.ts';
import { known } from './amounts.ts';
import type { Rules } from './rules.ts';

type Asked = Complete<CreatePayoutRequest>;

/** Takes the money out of its account first: what is not there cannot be paid out. */
export function createPayout({ commands }: Runtime, rules: Rules) {
  return async (request: Asked, { context }: Call) => {
    const asked = { ...request, attempt: Math.max(request.attempt, 1), amount: known(request.amount) };
    const repeats = purposeOf(asked.purpose) === Purpose.PURPOSE_REFUND;
    const { tenant } = context;
    const create = repeats ? await refundAgain(commands, tenant, asked) : payment(tenant, asked, rules);
    return answered(await pay(commands, create, context), create.payoutId);
  };
}

/**
 * Customs made the bill void: what was withheld for it goes to the merchant. The books come before TaxGivenBack.
 * @throws RefusedError PAYOUT_EXISTS where the bill is paid already, or on its way
 */
export function giveTaxBack({ commands }: Runtime) {
  return async ({ orderId, orderNo }: Complete<GiveTaxBackRequest>, { context }: Call) => {
    const { tenant } = context;
    const [id, paymentId] = [escrowId(tenant, orderNo), taxPaymentId(tenant, orderId)];
    const { state: paid } = await commands.load(payout, tenant, paymentId);
    if (paid.status !== 'NONE' && paid.status !== 'REJECTED') {
      throw new RefusedError({ refused: 'PAYOUT_EXISTS', data: { amount: formatMoney(paid.amount) } });
    }
    const { state } = await commands.load(escrow, tenant, id);
    const withheld = withheldBy(state);
    if (withheld !== undefined && state.orderId === orderId) {
      const { state: books } = await commands.load(ledger, tenant, mainBook);
      // A bill that the bank did not pay may have changed what lies there.
      const lies = availableIn(books, accountId(2200, withheld.currency, id));
      const posting = taxGivenBack(paymentId, tenant, id, money(lies, withheld.currency));
      if (lies > 0n) answered(await commands.execute(ledger, mainBook, posting, context), id);
    }
    return answered(await commands.execute(escrow, id, { type: 'GiveTaxBack', orderId, orderNo }, context), id);
  };
}

function payment(tenant: string, asked: Asked, { payoutCurrency, beneficiaryOf, treasury }: Rules): CreatePayout {
  const { orderId, amount, attempt, reference, orderNo } = asked;
  const purpose = purposeOf(asked.purpose);
  const ofTax = purpose === Purpose.PURPOSE_TAX;
  const id = ofTax ? taxPaymentId(tenant, orderId) : payoutId(tenant, orderId);
  const to = { tenant, beneficiary: ofTax ? treasury : beneficiaryOf(tenant), currency: payoutCurrency };
  return { payoutId: id, orderId, amount, purpose, attempt, ...to, fundsId: '', reference, orderNo };
}

/** A refund follows from its escrow alone; what the bank rejected of it is asked for again, as it was. */
async function refundAgain(commands: Commands, tenant: string, asked: Asked): Promise<CreatePayout> {
  const { attempt, orderNo } = asked;
  const { state } = await commands.load(escrow, tenant, escrowId(tenant, orderNo));
  const { fundsId, refunds, mismatched } = state;
  const ids = [
    ...refunds.map((left) => refundId(tenant, fundsId, left)),
    ...mismatched.map((id) => returnId(tenant, id)),
  ];
  for (const id of ids) {
    const { state: known } = await commands.load(payout, tenant, id);
    if (isMeant(known, asked)) return refundAnew(tenant, known, attempt);
  }
  throw new RefusedError({ refused: 'PAYOUT_UNKNOWN', data: {} });
}

// The rejected one, or the one that was asked for again already.
function isMeant({ status, attempt: last, amount }: Payout, { attempt, amount: asked }: Asked): boolean {
  const fits = amount.currency === asked.currency && amount.minor === asked.minor;
  return fits && ((status === 'REJECTED' && attempt === last + 1) || (attempt > 1 && attempt === last));
}

/** The same refund under the next attempt. */
export function refundAnew(tenant: string, before: Payout, attempt: number): CreatePayout {
  const { payoutId: id, orderId, amount, purpose, fundsId, reference, orderNo } = before;
  const same = { payoutId: id, orderId, amount, purpose, fundsId, reference, orderNo };
  return { ...same, tenant, attempt, beneficiary: '', currency: amount.currency };
}
