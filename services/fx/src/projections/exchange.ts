import type { Complete } from '@portolan/contracts';
import { type FxEvent, outside } from '@portolan/contracts';
import type { DealTerms } from '@portolan/contracts/fx/v1/types';
import type { Projection, View } from '@portolan/engine';

/** A firm quote of a customer, by its id. */
export interface FirmQuoteDocument {
  readonly [field: string]: unknown;
  /** FIRM, ACCEPTED, EXPIRED, WITHDRAWN */
  readonly state: string;
  readonly terms: Complete<DealTerms>;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly dealId: string;
  readonly reference: string;
}

/** A deal of a customer, by its id. */
export interface DealDocument {
  readonly [field: string]: unknown;
  readonly state: string;
  readonly terms: Complete<DealTerms>;
  readonly quoteId: string;
  readonly parentId: string;
  readonly reference: string;
  readonly bookedAt: string;
}

/** A rate as it was published: by pair and version; the latest of each pair by the pair. The operator's. */
export interface RateDocument {
  readonly [field: string]: unknown;
  readonly pair: string;
  readonly mid: string;
  readonly parity: string;
  readonly deviation: string;
  readonly source: string;
  readonly observedAt: string;
  /** PUBLISHED, HELD_BACK */
  readonly state: string;
}

/** Quotes, deals and rates as they are asked for. */
export const exchange: Projection<FxEvent> = {
  name: 'fx.exchange.v1',
  reads: ['fx'],
  collections: {
    firm_quotes: {},
    deals: { indexes: { byTime: ['bookedAt'], byState: ['state', 'bookedAt'] } },
    exchange_rates: { indexes: { byPair: ['pair', 'observedAt'] } },
    exchange_latest: {},
  },
  on: {
    FirmQuoteGiven: ({ data: { quoteId, terms, expiresAt, reference }, meta }, view) => {
      const quote = { state: 'FIRM', terms, createdAt: meta.time, expiresAt, dealId: '', reference };
      return view.put('firm_quotes', meta.tenant, quoteId, quote);
    },
    FirmQuoteAccepted: ({ data: { quoteId, dealId }, meta }, view) =>
      quoteIs(view, meta.tenant, quoteId, { state: 'ACCEPTED', dealId }),
    FirmQuoteExpired: ({ data: { quoteId }, meta }, view) => quoteIs(view, meta.tenant, quoteId, { state: 'EXPIRED' }),
    FirmQuoteWithdrawn: ({ data: { quoteId }, meta }, view) =>
      quoteIs(view, meta.tenant, quoteId, { state: 'WITHDRAWN' }),
    DealBooked: ({ data: { dealId, ...booked }, meta }, view) =>
      view.put('deals', meta.tenant, dealId, { ...booked, state: 'BOOKED', bookedAt: meta.time }),
    DealFundsAwaited: ({ data: { dealId }, meta }, view) => dealIs(view, meta.tenant, dealId, 'AWAITING_FUNDS'),
    DealFunded: ({ data: { dealId }, meta }, view) => dealIs(view, meta.tenant, dealId, 'FUNDED'),
    DealSettled: ({ data: { dealId }, meta }, view) => dealIs(view, meta.tenant, dealId, 'SETTLED'),
    DealClosed: ({ data: { dealId }, meta }, view) => dealIs(view, meta.tenant, dealId, 'CLOSED'),
    DealCancelled: ({ data: { dealId }, meta }, view) => dealIs(view, meta.tenant, dealId, 'CANCELLED'),
    DealRolled: ({ data: { dealId }, meta }, view) => dealIs(view, meta.tenant, dealId, 'ROLLED'),
    DealSplit: ({ data: { dealId }, meta }, view) => dealIs(view, meta.tenant, dealId, 'SPLIT'),
    RatePublished: ({ data: { approved: _, ...rate }, meta }, view) =>
      rateIs(view, { ...rate, state: 'PUBLISHED' }, meta.version),
    RateHeldBack: ({ data: { limit: _, ...rate }, meta }, view) =>
      rateIs(view, { ...rate, state: 'HELD_BACK' }, meta.version),
  },
};

async function quoteIs(view: View, tenant: string, id: string, change: Partial<FirmQuoteDocument>): Promise<void> {
  const quote = await view.get<FirmQuoteDocument>('firm_quotes', tenant, id);
  if (quote !== undefined) await view.put('firm_quotes', tenant, id, { ...quote, ...change });
}

async function dealIs(view: View, tenant: string, id: string, state: string): Promise<void> {
  const known = await view.get<DealDocument>('deals', tenant, id);
  if (known !== undefined) await view.put('deals', tenant, id, { ...known, state });
}

async function rateIs(view: View, rate: RateDocument, version: number): Promise<void> {
  await view.put('exchange_rates', outside, `${rate.pair}/${version}`, rate);
  await view.put('exchange_latest', outside, rate.pair, rate);
}
