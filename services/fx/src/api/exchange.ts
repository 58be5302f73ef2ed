import type { Complete } from '@portolan/contracts';
import type { LockRateRequest, SellRequest } from '@portolan/contracts/fx/v1/fx';
import { madeId } from '@portolan/eventsourcing';
import { answered, type Call, type Runtime } from '@portolan/service';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { saleReserved, saleReserveFreed } from '../ledger/postings.ts';
import { saleOf } from '../processes/bank-requests.ts';
import { quote, quoteId } from '../quote/quote.ts';
import { known } from './amounts.ts';

export function lockRate({ commands }: Runtime) {
  return async ({ orderId, sell, buyCurrency, orderNo }: Complete<LockRateRequest>, { context }: Call) => {
    const id = quoteId(context.tenant, orderId);
    const asked = { orderId, sell: known(sell), buyCurrency, orderNo };
    return answered(await commands.execute(quote, id, { type: 'RequestQuote', quoteId: id, ...asked }, context), id);
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
    const selling = { type: 'Sell', quoteId: id, orderId, attempt: sale?.attempt ?? 0 } as const;
    const outcome = await commands.execute(quote, id, selling, context);
    if (!outcome.ok && sale !== undefined) {
      const freeing = { ...context, commandId: madeId('command', context.commandId, 'free') };
      answered(await commands.execute(ledger, mainBook, saleReserveFreed(sale), freeing), id);
    }
    return answered(outcome, id);
  };
}
