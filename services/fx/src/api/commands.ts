import type { Complete } from '@portolan/contracts';
import type {
  CreatePayoutRequest,
  LockRateRequest,
  OpenEscrowRequest,
  SellRequest,
  StartInspectionRequest,
} from '@portolan/contracts/fx/v1/fx';
import { madeId } from '@portolan/eventsourcing';
import { isCurrency, type Money } from '@portolan/money';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { escrow, escrowId } from '../escrow/escrow.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { payoutSent, saleReserved, saleReserveFreed } from '../ledger/postings.ts';
import { payout } from '../payout/payout.ts';
import { payoutId } from '../payout/references.ts';
import { saleOf } from '../processes/bank-requests.ts';
import { quote, quoteId } from '../quote/quote.ts';

/** What the handlers are told by configuration. */
export interface Rules {
  /** The platform's share of an escrow that is opened now, a decimal. */
  readonly commission: string;
  readonly inspectionDays: number;
  readonly payoutCurrency: string;
  /** Name of a tenant's account for payouts; '' where none is on record. */
  beneficiaryOf(tenant: string): string;
}

export function openEscrow({ commands }: Runtime, { commission }: Rules) {
  return async ({ orderId, orderNo, amount }: Complete<OpenEscrowRequest>, { context }: Call) => {
    const id = escrowId(context.tenant, orderNo);
    const terms = { orderId, orderNo, amount: known(amount), commission };
    const command = { type: 'OpenEscrow', escrowId: id, ...terms } as const;
    return answered(await commands.execute(escrow, id, command, context), id);
  };
}

export function startInspection({ commands }: Runtime, { inspectionDays: days }: Rules) {
  return async ({ orderId, orderNo, deliveredAt }: StartInspectionRequest, { context }: Call) => {
    const id = escrowId(context.tenant, orderNo);
    const command = { type: 'StartInspection', orderId, orderNo, deliveredAt, days } as const;
    return answered(await commands.execute(escrow, id, command, context), id);
  };
}

export function lockRate({ commands }: Runtime) {
  return async ({ orderId, sell, buyCurrency }: Complete<LockRateRequest>, { context }: Call) => {
    const id = quoteId(context.tenant, orderId);
    const command = { type: 'RequestQuote', quoteId: id, orderId, sell: known(sell), buyCurrency } as const;
    return answered(await commands.execute(quote, id, command, context), id);
  };
}

/**
 * Reserves what is to be sold, then records the sale: two sales never count on the same money. Where the quote turns
 * out to be over, the reserve is freed again.
 */
export function sell({ commands }: Runtime) {
  return async ({ orderId, quoteId: id }: SellRequest, { context }: Call) => {
    const { tenant } = context;
    const { state } = await commands.load(quote, tenant, id);
    const { terms, attempt, status } = state;
    const sale =
      status === 'LOCKED' && state.orderId === orderId && terms !== undefined
        ? saleOf(tenant, { quoteId: id, orderId, terms, attempt })
        : undefined;
    if (sale !== undefined) answered(await commands.execute(ledger, mainBook, saleReserved(sale), context), id);
    const outcome = await commands.execute(quote, id, { type: 'Sell', quoteId: id, orderId }, context);
    if (!outcome.ok && sale !== undefined) {
      const freeing = { ...context, commandId: madeId('command', context.commandId, 'free') };
      answered(await commands.execute(ledger, mainBook, saleReserveFreed(sale), freeing), id);
    }
    return answered(outcome, id);
  };
}

/** Takes the money out of the customer's account first: what is not there cannot be paid out. */
export function createPayout({ commands }: Runtime, { beneficiaryOf, payoutCurrency: currency }: Rules) {
  return async ({ orderId, amount }: Complete<CreatePayoutRequest>, { context }: Call) => {
    const { tenant } = context;
    const id = payoutId(tenant, orderId);
    const beneficiary = beneficiaryOf(tenant);
    const { version } = await commands.load(payout, tenant, id);
    const posting = payoutSent(id, tenant, known(amount));
    // What the payout itself would refuse must not move money before it does.
    if (version === 0 && amount.minor > 0n && amount.currency === currency && beneficiary !== '') {
      answered(await commands.execute(ledger, mainBook, posting, context), id);
    }
    const command = { type: 'CreatePayout', payoutId: id, orderId, amount, beneficiary, tenant, currency } as const;
    return answered(await commands.execute(payout, id, command, context), id);
  };
}

function known(amount: Money): Money {
  if (isCurrency(amount.currency)) return amount;
  throw new RefusedError({ refused: 'AMOUNT_CURRENCY_UNKNOWN', data: { currency: amount.currency } });
}
