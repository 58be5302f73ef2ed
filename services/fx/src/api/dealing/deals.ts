import type { Complete } from '@portolan/contracts';
import type {
  CancelDealRequest,
  DealIdRequest,
  DealView,
  ListDealsRequest,
  RollDealRequest,
  SplitDealRequest,
} from '@portolan/contracts/fx/v1/exchange';
import type { CloseOut } from '@portolan/contracts/fx/v1/types';
import { formatMoney, money, subtract } from '@portolan/money';
import { answered, type Call, paged, RefusedError, type Runtime } from '@portolan/service';
import { type Deal, deal, dealFrom, type Terms } from '../../deal/deal.ts';
import { partsOf } from '../../deal/parts.ts';
import { accountId } from '../../ledger/accounts.ts';
import { dealFunded, dealFundsFreed } from '../../ledger/exchange.ts';
import { ledger, mainBook } from '../../ledger/ledger.ts';
import { availableIn } from '../../ledger/sums.ts';
import { inSoldCurrency } from '../../pricing/close-out.ts';
import type { Charges } from '../../pricing/terms.ts';
import { figuresOf } from '../../processes/deal-books.ts';
import type { DealDocument } from '../../projections/exchange.ts';
import { known } from '../amounts.ts';
import { closeOutNow, datesOf, marketValue, termsNow } from './market.ts';

/** The caller's deals, the latest first. */
export function listDeals(runtime: Runtime) {
  return async ({ state, page }: Complete<ListDealsRequest>, { caller: { tenant } }: Call) => {
    const by = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
    const { shown, nextCursor } = await paged(page, (reach) =>
      runtime.documents.find<DealDocument>({ collection: 'deals', tenant, descending: true, ...by, ...reach }),
    );
    const deals = await Promise.all(shown.map(({ id, document }) => viewOf(runtime, id, document)));
    return { deals, nextCursor };
  };
}

/** @throws RefusedError DEAL_NOT_FOUND */
export function getDeal(runtime: Runtime) {
  return async ({ id }: DealIdRequest, { caller: { tenant } }: Call) => {
    const { state } = await dealOf(runtime, tenant, id);
    const found = await runtime.documents.get<DealDocument>('deals', tenant, id);
    const { terms, quoteId, parentId, reference, status } = state;
    const bookedAt = found?.bookedAt ?? '';
    return viewOf(runtime, id, { state: status, terms, quoteId, parentId, reference, bookedAt });
  };
}

/**
 * Sets aside what is sold, then records it: two deals never count on the same money. Where the deal turns out to be
 * over, it is freed again.
 */
export function fundDeal(runtime: Runtime) {
  const { commands } = runtime;
  return async ({ id }: DealIdRequest, { context }: Call) => {
    const { state } = await dealOf(runtime, context.tenant, id);
    const figures = figuresOf(context.tenant, id, state.terms);
    const waits = state.status === 'AWAITING_FUNDS';
    if (waits) answered(await commands.execute(ledger, mainBook, dealFunded(figures), context), id);
    const outcome = await commands.execute(deal, id, { type: 'FundDeal' }, context);
    if (!outcome.ok && waits) {
      const freeing = { ...context, commandId: `${context.commandId}-free` };
      answered(await commands.execute(ledger, mainBook, dealFundsFreed(figures), freeing), id);
    }
    return answered(outcome, id);
  };
}

/** Ends a deal at the market's rate of now: what it comes to is the client's, gain and loss. */
export function cancelDeal(runtime: Runtime) {
  return async ({ id, reason }: CancelDealRequest, { context }: Call) => {
    const { state } = await dealOf(runtime, context.tenant, id);
    const closeOut = await endedNow(runtime, context.tenant, state);
    const command = { type: 'CancelDeal', reason, closeOut } as const;
    return answered(await runtime.commands.execute(deal, id, command, context), id);
  };
}

/** Ends a deal at the market's rate of now, and books it anew for another day. Answers the new deal. */
export function rollDeal(runtime: Runtime, charges: Charges) {
  return async ({ id, value }: RollDealRequest, { context }: Call) => {
    const { state } = await dealOf(runtime, context.tenant, id);
    const { sell, buy, valueDate } = state.terms;
    const closeOut = await endedNow(runtime, context.tenant, state);
    const conversion = { sell, buy: money(0n, buy.currency), value, lockMinutes: 1 };
    const terms = state.status === 'AWAITING_FUNDS' ? await termsNow(runtime, conversion, charges) : state.terms;
    if (state.status === 'AWAITING_FUNDS' && terms.valueDate === valueDate) wrongDay(id, valueDate);
    const renewed = { dealId: dealFrom(id, 'roll'), terms };
    const command = { type: 'RollDeal', closeOut, renewed } as const;
    return answered(await runtime.commands.execute(deal, id, command, context), renewed.dealId);
  };
}

/**
 * Splits a deal in two, at its own rate. With a day, the first part is a drawdown: it is settled on that day already.
 * Answers the first part.
 */
export function splitDeal(runtime: Runtime) {
  const { commands, clock } = runtime;
  return async ({ id, sell, valueDate }: Complete<SplitDealRequest>, { context }: Call) => {
    const { state } = await dealOf(runtime, context.tenant, id);
    const parts = partsOf(state.terms, known(sell));
    if (parts === undefined) {
      throw new RefusedError({ refused: 'DEAL_PART_INVALID', data: { deal: id, sell: formatMoney(sell) } });
    }
    const [first, rest] = parts;
    const part = { dealId: dealFrom(id, 'part', 1), terms: earlier(id, first, valueDate, clock.now()) };
    const other = { dealId: dealFrom(id, 'part', 2), terms: rest };
    const reason = valueDate === '' ? 'SPLIT' : 'DRAWDOWN';
    const command = { type: 'SplitDeal', reason, parts: [part, other] } as const;
    return answered(await commands.execute(deal, id, command, context), part.dealId);
  };
}

function earlier(id: string, terms: Terms, day: string, now: string): Terms {
  if (day === '') return terms;
  if (day >= terms.valueDate) wrongDay(id, day);
  const { cutOff, valueDate, tenor, calendars } = datesOf(terms.pair, now, day);
  return { ...terms, cutOff, valueDate, tenor, calendars: [...calendars] };
}

function wrongDay(id: string, day: string): never {
  throw new RefusedError({ refused: 'DEAL_DATE_INVALID', data: { deal: id, day } });
}

/**
 * What ending it now comes to; of a deal that is not open any more, nothing: the deal itself says so.
 * @throws RefusedError LEDGER_INSUFFICIENT_FUNDS where the client could not bear the loss
 */
async function endedNow(runtime: Runtime, tenant: string, state: Open): Promise<Complete<CloseOut>> {
  const { terms, status } = state;
  if (status !== 'AWAITING_FUNDS') return { rate: '', result: money(0n, terms.pair.slice(4)) };
  const closeOut = await closeOutNow(runtime, terms);
  if (closeOut.result.minor >= 0n) return closeOut;
  const { state: books } = await runtime.commands.load(ledger, tenant, mainBook);
  const loss = inSoldCurrency(terms, closeOut);
  const account = accountId(2000, loss.currency, tenant);
  const available = money(availableIn(books, account) + terms.deposit.minor, loss.currency);
  if (available.minor >= loss.minor) return closeOut;
  const [there, short] = [available, subtract(loss, available)].map((amount) => formatMoney(amount).slice(4));
  const data = { account, currency: loss.currency, available: there ?? '', short: short ?? '' };
  throw new RefusedError({ refused: 'LEDGER_INSUFFICIENT_FUNDS', data });
}

type Open = Deal & { readonly terms: Terms };

async function dealOf({ commands }: Runtime, tenant: string, id: string): Promise<{ readonly state: Open }> {
  const { state } = await commands.load(deal, tenant, id);
  const { terms } = state;
  if (terms === undefined) throw new RefusedError({ refused: 'DEAL_NOT_FOUND', data: { deal: id } });
  return { state: { ...state, terms } };
}

async function viewOf(runtime: Runtime, id: string, document: DealDocument): Promise<DealView> {
  const { state, terms, quoteId, parentId, reference, bookedAt } = document;
  const worth = await marketValue(runtime, state, terms);
  return {
    id,
    state,
    terms,
    quoteId,
    parentId,
    reference,
    bookedAt,
    ...(worth === undefined ? {} : { marketValue: worth }),
  };
}
