import type { FxEvent, Only } from '@portolan/contracts';
import type { Commands, React, RequestContext, Requests, Timers } from '@portolan/engine';
import { equal } from '@portolan/money';
import { type Deal, deal, type Terms } from '../deal/deal.ts';
import { exchangeDesk, mainDesk } from '../exchange-desk/exchange-desk.ts';
import { dealCovered, dealSettled, depositHeld, depositMoved } from '../ledger/exchange.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import type { Bank } from './bank.ts';
import { closedOut, figuresOf } from './deal-books.ts';
import { post } from './posting.ts';

type Of<Type extends FxEvent['type']> = Only<FxEvent, Type>['data'];
type Taken = Of<'DealLineFreed'>['taken'];

/** What follows from a quote that was accepted, and from each step of its deal, repeated until it is done. */
export function dealing(bank: Bank, commands: Commands): Requests<FxEvent> {
  return {
    name: 'fx.dealing.v1',
    on: {
      FirmQuoteAccepted: async ({ data: { quoteId, dealId, terms, reference } }, request) => {
        await request.execute(deal, dealId, { type: 'BookDeal', dealId, terms, quoteId, parentId: '', reference });
      },
      DealBooked: ({ data, meta }, request) => holdDeposit(commands, meta.tenant, data, request),
      DealFunded: ({ data: { dealId }, meta }, request) =>
        settleIfDue(commands, meta.tenant, dealId, meta.time, request),
      DealSettled: ({ data, meta }, request) => cover(bank, meta.tenant, data, request),
      DealCancelled: async ({ data: { dealId, closeOut }, meta }, request) => {
        const { state } = await commands.load(deal, meta.tenant, dealId);
        // One that never came about has no rate, and nothing in the books.
        const held = closeOut.rate !== '' && state.terms !== undefined;
        if (held) await post(request, closedOut(meta.tenant, dealId, state.terms, closeOut), {});
        await freeLine(request, dealId, []);
      },
      DealRolled: ({ data, meta }, request) => roll(commands, meta.tenant, data, request),
      DealSplit: ({ data, meta }, request) => split(commands, meta.tenant, data, request),
    },
  };
}

// A part of a deal has its deposit from the whole already.
async function holdDeposit(commands: Commands, tenant: string, data: Of<'DealBooked'>, request: RequestContext) {
  const { dealId, terms, parentId } = data;
  const { state: parent } = parentId === '' ? { state: undefined } : await commands.load(deal, tenant, parentId);
  if (terms.deposit.minor > 0n && parent?.status !== 'SPLIT') {
    const holding = await request.execute(ledger, mainBook, depositHeld(figuresOf(tenant, dealId, terms)));
    if (!holding.ok) {
      await request.execute(deal, dealId, { type: 'VoidDeal' });
      return;
    }
  }
  await request.execute(deal, dealId, { type: 'AwaitFunds' });
}

async function settleIfDue(commands: Commands, tenant: string, dealId: string, now: string, react: React) {
  const { state } = await commands.load(deal, tenant, dealId);
  if (state.terms !== undefined && now >= state.terms.cutOff) await settle(tenant, state, state.terms, react);
}

// The books come before DealSettled: whoever hears of it finds the money there. What is funded can only be settled.
async function settle(tenant: string, { dealId, status }: Deal, terms: Terms, react: React): Promise<void> {
  if (status !== 'FUNDED') return;
  const figures = figuresOf(tenant, dealId, terms);
  const { spread, rounding } = figures;
  await post(react, dealSettled(figures), {});
  await react.execute(deal, dealId, { type: 'SettleDeal', spread, rounding });
}

// Where the bank does not deal, the deal stays SETTLED and the position in 3000, where the aging of the books shows it.
async function cover(bank: Bank, tenant: string, { dealId, terms }: Of<'DealSettled'>, request: RequestContext) {
  await freeLine(request, dealId, []);
  const offer = await bank.lock(dealId, terms.sell, terms.buy.currency, '');
  if ('refused' in offer) return;
  const dealt = await bank.deal(dealId, offer.reference);
  if ('refused' in dealt) return;
  const { dealReference, sold, bought } = dealt;
  if (!equal(sold, terms.sell) || bought.currency !== terms.buy.currency) {
    throw new Error(`deal ${dealReference} does not cover deal ${dealId}`);
  }
  await post(request, dealCovered(figuresOf(tenant, dealId, terms), dealReference, bought), {});
  await request.execute(deal, dealId, { type: 'CloseDeal', bankReference: dealReference, bought });
}

async function roll(commands: Commands, tenant: string, data: Of<'DealRolled'>, request: RequestContext) {
  const { dealId, closeOut, renewed } = data;
  const { state } = await commands.load(deal, tenant, dealId);
  if (state.terms !== undefined) await post(request, closedOut(tenant, dealId, state.terms, closeOut), {});
  await bookParts(request, state, [renewed]);
}

async function split(commands: Commands, tenant: string, { dealId, parts }: Of<'DealSplit'>, request: RequestContext) {
  const { state } = await commands.load(deal, tenant, dealId);
  const deposits = parts.map((part) => ({ dealId: part.dealId, deposit: part.terms.deposit }));
  if ((state.terms?.deposit.minor ?? 0n) > 0n) await post(request, depositMoved(dealId, deposits), {});
  await bookParts(request, state, parts);
}

async function bookParts(request: RequestContext, parent: Deal, parts: Of<'DealSplit'>['parts']) {
  const { dealId: parentId, reference } = parent;
  await freeLine(
    request,
    parentId,
    parts.map(({ dealId, terms }) => ({ reference: dealId, amount: terms.sell })),
  );
  for (const { dealId, terms } of parts) {
    await request.execute(deal, dealId, { type: 'BookDeal', dealId, terms, quoteId: '', parentId, reference });
  }
}

async function freeLine(request: RequestContext, dealId: string, taken: Taken): Promise<void> {
  await request.execute(exchangeDesk, mainDesk, { type: 'FreeLine', dealId, taken });
}

/** The value date has come: what is funded is settled. */
export function valueDates(commands: Commands): Timers<FxEvent> {
  return {
    name: 'fx.value-dates.v1',
    on: {
      DealFundsAwaited: ({ data: { dealId, until } }, book) => book.set({ id: dealId, due: until, data: {} }),
      DealCancelled: ({ data: { dealId } }, book) => book.cancel(dealId),
      DealRolled: ({ data: { dealId } }, book) => book.cancel(dealId),
      DealSplit: ({ data: { dealId } }, book) => book.cancel(dealId),
    },
    async fire({ id, tenant }, react) {
      const { state } = await commands.load(deal, tenant, id);
      if (state.terms !== undefined) await settle(tenant, state, state.terms, react);
    },
  };
}

/** A firm quote that nobody accepted runs out. */
export const quoteExpiry: Timers<FxEvent> = {
  name: 'fx.firm-quotes.v1',
  on: {
    FirmQuoteGiven: ({ data: { quoteId, expiresAt } }, book) => book.set({ id: quoteId, due: expiresAt, data: {} }),
    FirmQuoteAccepted: ({ data: { quoteId } }, book) => book.cancel(quoteId),
    FirmQuoteWithdrawn: ({ data: { quoteId } }, book) => book.cancel(quoteId),
  },
  async fire({ id }, react) {
    await react.execute(exchangeDesk, mainDesk, { type: 'ExpireQuote', quoteId: id });
  },
};
