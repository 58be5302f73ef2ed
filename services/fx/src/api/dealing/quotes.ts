import type { Complete } from '@portolan/contracts';
import type { Conversion, FirmQuoteView, GiveQuoteRequest, QuoteIdRequest } from '@portolan/contracts/fx/v1/exchange';
import { formatMoney, money } from '@portolan/money';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import {
  dealOfQuote,
  exchangeDesk,
  firmQuoteId,
  isDeal,
  mainDesk,
  type OpenQuote,
} from '../../exchange-desk/exchange-desk.ts';
import { deviationOf } from '../../exchange-rate/exchange-rate.ts';
import { accountId } from '../../ledger/accounts.ts';
import { ledger, mainBook } from '../../ledger/ledger.ts';
import { availableIn } from '../../ledger/sums.ts';
import { isLockLength } from '../../pricing/spread.ts';
import type { Charges } from '../../pricing/terms.ts';
import type { FirmQuoteDocument } from '../../projections/exchange.ts';
import { limitsNow, spotNow, termsNow } from './market.ts';

/** What a conversion would cost now. Nothing is kept, and nobody is bound. */
export function getIndication(runtime: Runtime, charges: Charges) {
  return async (conversion: Complete<Conversion>): Promise<FirmQuoteView> => {
    held(conversion);
    const terms = await termsNow(runtime, conversion, charges);
    const now = runtime.clock.now();
    return { id: '', state: 'INDICATIVE', terms, createdAt: now, expiresAt: now, dealId: '', reference: '' };
  };
}

/** An offer that holds until it expires; the same command again answers the same quote. */
export function giveQuote(runtime: Runtime, charges: Charges) {
  const { commands, clock } = runtime;
  return async ({ conversion, reference }: Complete<GiveQuoteRequest>, { context }: Call) => {
    held(conversion);
    const quoteId = firmQuoteId(context.tenant, context.commandId);
    const terms = await termsNow(runtime, conversion, charges);
    const limits = await limitsNow(runtime);
    const lasts = new Date(Date.parse(clock.now()) + conversion.lockMinutes * 60_000).toISOString();
    // A rate for today holds no longer than today can be settled.
    const [expiresAt = lasts] = [lasts, terms.cutOff].sort();
    const { currency } = terms.sell;
    const command = {
      type: 'GiveQuote',
      ...{ quoteId, terms, expiresAt, reference },
      limits: { openQuotes: limits('OPEN_QUOTES'), quoteSize: limits(`QUOTE_SIZE.${currency}`) },
    } as const;
    return answered(await commands.execute(exchangeDesk, mainDesk, command, context), quoteId);
  };
}

/**
 * Takes an offer: once, before it expires, while the market stands near it, and with its deposit at hand. Taking it
 * again answers the same deal.
 */
export function acceptQuote(runtime: Runtime) {
  const { commands } = runtime;
  return async ({ id: quoteId }: QuoteIdRequest, { context }: Call) => {
    const { state } = await commands.load(exchangeDesk, context.tenant, mainDesk);
    const open = state.open[quoteId];
    const dealId = dealOfQuote(quoteId);
    const marketRate = open === undefined ? '' : await spotNow(runtime, open.terms.pair);
    if (open !== undefined) await depositAtHand(runtime, context.tenant, open);
    const limits = await limitsNow(runtime);
    const command = {
      type: 'AcceptQuote',
      ...{ quoteId, marketRate },
      moved: open === undefined ? '0' : deviationOf(marketRate, open.terms.spotRate),
      limits: {
        marketMove: limits('MARKET_MOVE'),
        unsettled: open === undefined ? '' : limits(`UNSETTLED.${open.terms.sell.currency}`),
      },
    } as const;
    return answered(await commands.execute(exchangeDesk, mainDesk, command, context), dealId);
  };
}

export function withdrawQuote({ commands }: Runtime) {
  return async ({ id }: QuoteIdRequest, { context }: Call) => {
    const command = { type: 'WithdrawQuote', quoteId: id } as const;
    return answered(await commands.execute(exchangeDesk, mainDesk, command, context), id);
  };
}

/** A firm quote of the caller, as it stands now. @throws RefusedError FIRM_QUOTE_NOT_FOUND */
export function getQuote({ commands, documents, clock }: Runtime) {
  return async ({ id }: QuoteIdRequest, { caller: { tenant } }: Call): Promise<FirmQuoteView> => {
    const { state } = await commands.load(exchangeDesk, tenant, mainDesk);
    const found = await documents.get<FirmQuoteDocument>('firm_quotes', tenant, id);
    const open = state.open[id];
    const { terms, expiresAt, reference } = open ?? found ?? notFound(id);
    const over = state.over[id];
    const dealId = over !== undefined && isDeal(over) ? over : '';
    const past = expiresAt <= clock.now() ? 'EXPIRED' : 'FIRM';
    const ended = over !== undefined && isDeal(over) ? 'ACCEPTED' : over;
    return { id, state: ended ?? past, terms, createdAt: found?.createdAt ?? '', expiresAt, dealId, reference };
  };
}

function notFound(quote: string): never {
  throw new RefusedError({ refused: 'FIRM_QUOTE_NOT_FOUND', data: { quote } });
}

/** @throws RefusedError FIRM_QUOTE_LOCK_UNKNOWN */
function held({ lockMinutes }: Complete<Conversion>): void {
  if (isLockLength(lockMinutes)) return;
  throw new RefusedError({ refused: 'FIRM_QUOTE_LOCK_UNKNOWN', data: { minutes: String(lockMinutes) } });
}

/** @throws RefusedError DEAL_DEPOSIT_SHORT */
async function depositAtHand({ commands }: Runtime, tenant: string, { terms: { deposit } }: OpenQuote): Promise<void> {
  if (deposit.minor === 0n) return;
  const { state } = await commands.load(ledger, tenant, mainBook);
  const available = availableIn(state, accountId(2000, deposit.currency, tenant));
  if (available >= deposit.minor) return;
  const data = { deposit: formatMoney(deposit), available: formatMoney(money(available, deposit.currency)) };
  throw new RefusedError({ refused: 'DEAL_DEPOSIT_SHORT', data });
}
