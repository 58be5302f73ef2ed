import { money } from '@portolan/money';
import { type Asked, anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type Quote, type QuoteCommand, quote } from './quote.ts';
import { termsOf } from './terms.ts';

const sell = money(65_000n, 'USD');
const ids = { quoteId: 'q', orderId: 'o' };
const request: QuoteCommand = { type: 'RequestQuote', ...ids, sell, buyCurrency: 'CNY', orderNo: 'SO-1' };
const terms = (expiresAt: string) =>
  termsOf(sell, 'CNY', { reference: 'B1', midRate: '7.13', bankRate: '7.1195', expiresAt }, '0.0195');
const lock =
  (expiresAt: string, late = 0) =>
  ({ attempt }: Quote): QuoteCommand => ({ type: 'LockRate', attempt: attempt - late, terms: terms(expiresAt) });
const expire = ({ attempt }: Quote): QuoteCommand => ({ type: 'ExpireLock', attempt });
const ask = { type: 'Sell', ...ids, attempt: 1 } as const;
const deal: QuoteCommand = { type: 'RecordSale', dealReference: 'D1', bought: money(462_768n, 'CNY') };
const withdraw: QuoteCommand = { type: 'WithdrawLock' };
const never = '2099-01-01T00:00:00.000Z';
const soon = '2026-03-02T02:00:00.000Z';

const wild: fc.Arbitrary<Asked<Quote, QuoteCommand>> = fc.oneof(
  fc.constantFrom<Asked<Quote, QuoteCommand>>(
    request,
    ask,
    deal,
    withdraw,
    expire,
    lock(never),
    lock(soon),
    lock(never, 1),
  ),
  fc.constantFrom<QuoteCommand>(
    { ...request, sell: money(1n, 'USD') },
    { ...request, buyCurrency: 'USD' },
    { ...request, sell: money(0n, 'USD') },
    { ...ask, orderId: 'other' },
  ),
  fc.constant(({ attempt }: Quote): QuoteCommand => ({ type: 'RefuseQuote', attempt, reason: 'CLOSED' })),
);

it('a rate is used once, before it expires, and as it was locked', () => {
  anyHistory('fx quote', {
    service: 'fx',
    aggregate: quote,
    roads: [
      [request, lock(never), ask, deal],
      [request, lock(soon), expire, request, lock(never), ask, withdraw],
    ],
    wild,
    events: {
      ...{ QuoteRequested: true, QuoteRefused: true, RateLocked: true },
      ...{ RateLockExpired: true, SaleRequested: true, CurrencySold: true },
    },
    over: ({ status }) => (status === 'SOLD' ? status : undefined),
    laws({ before, after, events, at }) {
      holds(after.attempt === before.attempt || after.attempt === before.attempt + 1, 'attempts are counted', after);
      for (const event of events) {
        if (event.type !== 'SaleRequested') continue;
        holds(before.status === 'LOCKED' && at < event.data.terms.expiresAt, 'sold before it expired', event, at);
        holds(event.data.terms === before.terms, 'at the terms that were locked', event);
      }
    },
  });
});
