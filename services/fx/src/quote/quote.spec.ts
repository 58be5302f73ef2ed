import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { lockReference, quote } from './quote.ts';
import { termsOf } from './terms.ts';

const sell = money(126_523n, 'USD');
const ids = { quoteId: 'q', orderId: 'o' };
const expiresAt = '2026-03-02T01:30:00.000Z';
const terms = termsOf(sell, 'CNY', { reference: 'L', midRate: '7.1200', bankRate: '7.1195', expiresAt }, '0.0195');
const requested = {
  type: 'QuoteRequested' as const,
  data: { ...ids, sell, buyCurrency: 'CNY', attempt: 1, orderNo: 'SZ-1' },
};
const again = { ...requested, data: { ...requested.data, attempt: 2 } };
const refusedByBank = { type: 'QuoteRefused' as const, data: { ...ids, reason: 'no market' } };
const locked = { type: 'RateLocked' as const, data: { ...ids, terms, attempt: 1 } };
const expired = { type: 'RateLockExpired' as const, data: { ...ids, attempt: 1 } };
const selling = { type: 'SaleRequested' as const, data: { ...ids, terms, attempt: 1 } };
const bought = money(900_779n, 'CNY');
const sold = {
  type: 'CurrencySold' as const,
  data: { ...ids, terms: { ...terms, bankBuy: bought }, dealReference: 'D' },
};

const ask = { type: 'RequestQuote', ...ids, sell, buyCurrency: 'CNY', orderNo: 'SZ-1' } as const;
const lock = { type: 'LockRate', attempt: 1, terms } as const;
const use = { type: 'Sell', ...ids, attempt: 1 } as const;
const expire = { type: 'ExpireLock', attempt: 1 } as const;
const before = facts('2026-03-02T01:29:59.999Z');
const after = facts(expiresAt);

describe('a quote', () => {
  it('is asked for once', () => {
    given(quote, []).when(ask).then([requested]);
    given(quote, [requested]).when(ask).thenNothing();
    given(quote, [requested, locked]).when(ask, before).thenNothing();
  });

  it('is for one amount and pair while it is open', () => {
    given(quote, [requested])
      .when({ ...ask, sell: money(1n, 'USD') })
      .thenRefused('QUOTE_DIFFERS');
    given(quote, [requested, locked])
      .when({ ...ask, buyCurrency: 'EUR' }, before)
      .thenRefused('QUOTE_DIFFERS');
  });

  it.each([
    [money(0n, 'USD'), 'CNY'],
    [money(-1n, 'USD'), 'CNY'],
    [sell, 'USD'],
    [sell, 'CNH'],
  ])('is not given for %o into %s', (amount, buyCurrency) => {
    given(quote, [])
      .when({ ...ask, sell: amount, buyCurrency })
      .thenRefused('QUOTE_PAIR_INVALID');
  });

  it('is locked at the terms of the bank', () => {
    given(quote, [requested]).when(lock).then([locked]);
    given(quote, [requested, locked]).when(lock).thenNothing();
    given(quote, [requested, locked, expired, again]).when(lock).thenNothing();
  });

  it('stays locked at its terms where the bank is asked again under another spread', () => {
    given(quote, [requested, locked])
      .when({ ...lock, terms: { ...terms, clientRate: '6.5000', buy: money(822_400n, 'CNY') } })
      .thenNothing();
  });

  it('can be refused by the bank, and asked for anew', () => {
    const refuse = { type: 'RefuseQuote', attempt: 1, reason: 'no market' } as const;
    given(quote, [requested]).when(refuse).then([refusedByBank]);
    given(quote, [requested, locked]).when(refuse).thenNothing();
    given(quote, [requested, refusedByBank]).when(ask).then([again]);
    given(quote, [requested, refusedByBank]).when(use).thenRefused('QUOTE_NOT_LOCKED');
  });

  it('expires at its instant, not before', () => {
    given(quote, [requested, locked]).when(expire, before).thenNothing();
    given(quote, [requested, locked]).when(expire, after).then([expired]);
    given(quote, [requested, locked, selling]).when(expire, after).thenNothing();
    given(quote, [requested, locked])
      .when({ ...expire, attempt: 2 }, after)
      .thenNothing();
  });

  it('that expired is asked for again as the next attempt, also where its timer is late', () => {
    given(quote, [requested, locked, expired]).when(ask, after).then([again]);
    given(quote, [requested, locked]).when(ask, after).then([expired, again]);
    expect([lockReference('q', 1), lockReference('q', 2)]).toEqual(['q', 'q-2']);
  });

  it('is used once', () => {
    given(quote, [requested, locked]).when(use, before).then([selling]);
    given(quote, [requested, locked, selling]).when(use, after).thenNothing();
    given(quote, [requested, locked, selling, sold]).when(use, after).thenNothing();
    given(quote, [requested, locked, selling, sold]).when(ask).thenRefused('QUOTE_ALREADY_SOLD');
  });

  it('is sold only as it was reserved: not a lock that came since', () => {
    const none = { ...use, attempt: 0 };
    given(quote, [requested, locked]).when(none, before).thenRefused('QUOTE_NOT_LOCKED', { quote: 'q' });
    given(quote, [requested, locked])
      .when({ ...use, attempt: 2 }, before)
      .thenRefused('QUOTE_EXPIRED');
    given(quote, [requested, locked, selling]).when(none, before).thenNothing();
  });

  it('is not used before it is locked, at or after its end, or by another order', () => {
    given(quote, []).when(use).thenRefused('QUOTE_UNKNOWN', { quote: 'q' });
    given(quote, [requested, locked])
      .when({ ...use, orderId: 'other' })
      .thenRefused('QUOTE_UNKNOWN');
    given(quote, [requested]).when(use).thenRefused('QUOTE_NOT_LOCKED');
    given(quote, [requested, locked]).when(use, after).thenRefused('QUOTE_EXPIRED', { quote: 'q', expiresAt });
    given(quote, [requested, locked, expired]).when(use, before).thenRefused('QUOTE_EXPIRED');
  });

  it('ends with what the bank really bought', () => {
    const record = { type: 'RecordSale', dealReference: 'D', bought } as const;
    given(quote, [requested, locked, selling]).when(record).then([sold]);
    given(quote, [requested, locked, selling, sold]).when(record).thenNothing();
    given(quote, [requested, locked]).when(record).thenNothing();
  });

  it('is over where the bank does not deal at it', () => {
    given(quote, [requested, locked, selling]).when({ type: 'WithdrawLock' }).then([expired]);
    given(quote, [requested, locked, selling, sold]).when({ type: 'WithdrawLock' }).thenNothing();
  });
});
