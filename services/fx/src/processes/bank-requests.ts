import { type FxEvent, type Only, outside } from '@portolan/contracts';
import { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Commands, RequestContext, Requests } from '@portolan/engine';
import { convert, equal } from '@portolan/money';
import { funds } from '../funds/funds.ts';
import { cover, type Sale, saleBooked, saleReserveFreed } from '../ledger/postings.ts';
import { payment } from '../payout/payment.ts';
import { payout } from '../payout/payout.ts';
import { endToEndIdOf, messageIdOf, uetrOf } from '../payout/references.ts';
import { lockReference, quote } from '../quote/quote.ts';
import { termsOf } from '../quote/terms.ts';
import type { Bank, Payee } from './bank.ts';
import { outgoing } from './paying.ts';
import { answerRecall, reportStatus } from './payouts.ts';
import { post } from './posting.ts';

type Of<Type extends FxEvent['type']> = Only<FxEvent, Type>['data'];

/** What we ask of the bank, repeated until it has answered. `spread`: what the client's rate is less than the bank's. */
export function bankRequests(bank: Bank, commands: Commands, spread: string): Requests<FxEvent> {
  return {
    name: 'fx.bank.v1',
    on: {
      QuoteRequested: ({ data }, request) => lockRate(bank, spread, data, request),
      SaleRequested: ({ data, meta }, request) => sell(bank, meta.tenant, data, request),
      PayoutCreated: ({ data, meta }, request) => payOut(bank, commands, meta.tenant, meta.time, data, request),
      PayoutRecallRequested: ({ data, meta }, request) =>
        recall(bank, commands, { tenant: meta.tenant, createdAt: meta.time }, data, request),
      // People decide it; until then the other bank knows that it is being looked at.
      RecallRequestRead: async ({ data: { messageId, request: asked }, meta }) => {
        const { recallId, originalEndToEndId: endToEndId } = asked;
        const answerId = `P${messageId.toUpperCase().slice(0, 34)}`;
        await bank.answerRecall({ answerId, createdAt: meta.time, recallId, endToEndId, status: 'PDCR' });
      },
    },
  };
}

async function lockRate(bank: Bank, spread: string, asked: Of<'QuoteRequested'>, request: RequestContext) {
  const { quoteId, attempt, sell: amount, buyCurrency, orderNo } = asked;
  const offer = await bank.lock(lockReference(quoteId, attempt), amount, buyCurrency, orderNo);
  const command =
    'refused' in offer
      ? ({ type: 'RefuseQuote', attempt, reason: offer.refused } as const)
      : ({ type: 'LockRate', attempt, terms: termsOf(amount, buyCurrency, offer, spread) } as const);
  await request.execute(quote, quoteId, command);
}

/** The figures of a sale, for the books. */
export function saleOf(tenant: string, { quoteId, attempt, terms }: Of<'SaleRequested'> | Of<'RateLocked'>): Sale {
  const { sell: amount, buy, midRate } = terms;
  return { quoteId, attempt, tenant, sell: amount, buy, mid: convert(amount, midRate, buy.currency) };
}

// The books come before CurrencySold: whoever hears of the sale finds the money there.
async function sell(bank: Bank, tenant: string, asked: Of<'SaleRequested'>, request: RequestContext) {
  const { quoteId, attempt, terms } = asked;
  const sale = saleOf(tenant, asked);
  const deal = await bank.deal(lockReference(quoteId, attempt), terms.bankReference);
  if ('refused' in deal) {
    await post(request, saleReserveFreed(sale), {});
    await request.execute(quote, quoteId, { type: 'WithdrawLock' });
    return;
  }
  const { dealReference, sold, bought } = deal;
  if (!equal(sold, terms.sell) || bought.currency !== terms.buy.currency) {
    throw new Error(`deal ${dealReference} is not what quote ${quoteId} asked for`);
  }
  await post(request, saleBooked(sale), {});
  await post(request, cover(sale, dealReference, bought), {});
  await request.execute(quote, quoteId, { type: 'RecordSale', dealReference, bought });
}

async function payOut(
  bank: Bank,
  commands: Commands,
  tenant: string,
  createdAt: string,
  created: Of<'PayoutCreated'>,
  request: RequestContext,
) {
  const { payoutId, orderId, messageId, endToEndId, amount, executionDate, orderNo, reference } = created;
  const attempt = Math.max(created.attempt, 1);
  // Before the message can reach the bank: its answer must find its payout.
  const registered = { payoutId, orderId, tenant, messageId, endToEndId };
  await request.execute(payment, payoutId, registered, { tenant: outside });
  const { state } = await commands.load(payout, tenant, payoutId);
  const reject = (reason: string, additionalInformation: string) => {
    const owner = { tenant, correlation: request.context.correlation };
    const named = { id: payoutId, attempt, owner, payment: outgoing(tenant, state) };
    return reportStatus(request, named, { status: 'RJCT', reason, additionalInformation });
  };
  const payee = await payeeOf(commands, tenant, created);
  if (payee === undefined) {
    await reject('AC01', "the bank never told the payer's account");
    return;
  }
  const remittance = [orderNo, reference].filter((part) => part !== '').join(' ');
  const references = { messageId, endToEndId, remittance };
  const told = { uetr: uetrOf(payoutId, attempt), categoryPurpose: categoryPurposes[created.purpose] ?? 'SUPP' };
  const answer = await bank.pay({ tenant, payee, ...references, amount, executionDate, createdAt, ...told });
  // FF01: the file was not accepted.
  if ('refused' in answer) await reject('FF01', answer.refused);
  else await request.execute(payout, payoutId, { type: 'RecordSent', attempt, sha256: answer.sha256 });
}

// ISO 20022 external category purposes: what kind of payment it is, for the banks on the way.
const categoryPurposes: Readonly<Partial<Record<Purpose, string>>> = {
  [Purpose.PURPOSE_MERCHANT]: 'SUPP',
  [Purpose.PURPOSE_TAX]: 'TAXS',
  [Purpose.PURPOSE_REFUND]: '',
};

async function recall(
  bank: Bank,
  commands: Commands,
  { tenant, createdAt }: { readonly tenant: string; readonly createdAt: string },
  { payoutId, attempt, recallId, reason }: Of<'PayoutRecallRequested'>,
  request: RequestContext,
) {
  const { state } = await commands.load(payout, tenant, payoutId);
  const { amount, orderId: correlation, executionDate } = state;
  const references = { messageId: messageIdOf(payoutId, attempt), endToEndId: endToEndIdOf(payoutId, attempt) };
  const original = { ...references, uetr: uetrOf(payoutId, attempt), amount, executionDate };
  const answer = await bank.recall({ recallId, createdAt, ...original, reason });
  if (answer === undefined) return;
  const named = { id: payoutId, attempt, owner: { tenant, correlation }, payment: outgoing(tenant, state) };
  await answerRecall(request, named, { status: 'REFUSED', reason: 'FF01' });
}

/** Undefined: a refund to a payer whose account the bank did not tell. */
async function payeeOf(
  commands: Commands,
  tenant: string,
  { purpose, fundsId }: Of<'PayoutCreated'>,
): Promise<Payee | undefined> {
  if (purpose === Purpose.PURPOSE_TAX) return { kind: 'treasury' };
  if (purpose !== Purpose.PURPOSE_REFUND) return { kind: 'merchant' };
  const { state } = await commands.load(funds, tenant, fundsId);
  const { counterparty: name, counterpartyAccount: account, account: paidInto = '' } = state.entry ?? {};
  return name === undefined || account === undefined ? undefined : { kind: 'payer', name, account, paidInto };
}
