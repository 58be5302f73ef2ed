import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, it } from 'vitest';
import { exampleTerms } from '../rig/deal-terms.ts';
import { dealOfQuote, exchangeDesk } from './exchange-desk.ts';

const terms = exampleTerms();
const expiresAt = '2026-03-02T01:30:00.000Z';
const give = {
  ...{ type: 'GiveQuote' as const, quoteId: 'q1', terms, expiresAt, reference: 'SO-1' },
  limits: { openQuotes: '2', quoteSize: '10000' },
};
const givenQuote = { type: 'FirmQuoteGiven' as const, data: { quoteId: 'q1', terms, expiresAt, reference: 'SO-1' } };
const second = { ...givenQuote, data: { ...givenQuote.data, quoteId: 'q2' } };
const accept = {
  ...{ type: 'AcceptQuote' as const, quoteId: 'q1', marketRate: '7.1300', moved: '0.001405' },
  limits: { marketMove: '0.005', unsettled: '' },
};
const dealId = dealOfQuote('q1');
const accepted = {
  type: 'FirmQuoteAccepted' as const,
  data: { quoteId: 'q1', dealId, terms, marketRate: '7.1300', reference: 'SO-1' },
};
const expired = { type: 'FirmQuoteExpired' as const, data: { quoteId: 'q1' } };
const withdrawn = { type: 'FirmQuoteWithdrawn' as const, data: { quoteId: 'q1' } };
const withdraw = { type: 'WithdrawQuote', quoteId: 'q1' } as const;
const before = facts('2026-03-02T01:29:59.999Z');
const after = facts(expiresAt);

describe('a firm quote', () => {
  it('is given once', () => {
    given(exchangeDesk, []).when(give).then([givenQuote]);
    given(exchangeDesk, [givenQuote]).when(give).thenNothing();
  });

  it('is used once: accepting it again does nothing', () => {
    given(exchangeDesk, [givenQuote]).when(accept, before).then([accepted]);
    given(exchangeDesk, [givenQuote, accepted]).when(accept, after).thenNothing();
    given(exchangeDesk, [givenQuote, accepted]).when(withdraw).thenRefused('FIRM_QUOTE_ACCEPTED', { quote: 'q1' });
  });

  it('is refused from its last instant on, also where its timer is late', () => {
    given(exchangeDesk, [givenQuote]).when(accept, after).thenRefused('FIRM_QUOTE_OVER', { quote: 'q1', expiresAt });
    given(exchangeDesk, [givenQuote, expired]).when(accept, before).thenRefused('FIRM_QUOTE_OVER');
    given(exchangeDesk, [givenQuote]).when({ type: 'ExpireQuote', quoteId: 'q1' }, before).thenNothing();
    given(exchangeDesk, [givenQuote]).when({ type: 'ExpireQuote', quoteId: 'q1' }, after).then([expired]);
    given(exchangeDesk, [givenQuote, accepted]).when({ type: 'ExpireQuote', quoteId: 'q1' }, after).thenNothing();
  });

  it('can be withdrawn', () => {
    given(exchangeDesk, [givenQuote]).when(withdraw).then([withdrawn]);
    given(exchangeDesk, [givenQuote, withdrawn]).when(withdraw).thenNothing();
    given(exchangeDesk, [givenQuote, withdrawn]).when(accept, before).thenRefused('FIRM_QUOTE_WITHDRAWN');
    given(exchangeDesk, []).when(withdraw).thenRefused('FIRM_QUOTE_NOT_FOUND', { quote: 'q1' });
    given(exchangeDesk, []).when(accept).thenRefused('FIRM_QUOTE_NOT_FOUND');
  });

  it('is not taken where the market moved more than it may: the option is not free', () => {
    given(exchangeDesk, [givenQuote])
      .when({ ...accept, moved: '0.005001' }, before)
      .thenRefused('MARKET_MOVED', { quote: 'q1', moved: '0.005001', limit: '0.005' });
    given(exchangeDesk, [givenQuote])
      .when({ ...accept, moved: '0.9', limits: { marketMove: '', unsettled: '' } }, before)
      .then([accepted]);
  });
});

describe('limits', () => {
  it('bound what one quote sells', () => {
    const large = { ...give, terms: exampleTerms(1_000_001n) };
    given(exchangeDesk, []).when(large).thenRefused('FIRM_QUOTE_TOO_LARGE', { sell: 'USD 10000.01', limit: '10000' });
    given(exchangeDesk, [])
      .when({ ...give, limits: { openQuotes: '', quoteSize: '' } })
      .then([givenQuote]);
  });

  it('bound the open quotes of a customer; one that ran out counts no more', () => {
    const third = { ...give, quoteId: 'q3' };
    given(exchangeDesk, [givenQuote, second]).when(third, before).thenRefused('FIRM_QUOTES_TOO_MANY', { open: '2' });
    const later = { ...third, expiresAt: '2026-03-02T02:00:00.000Z' };
    given(exchangeDesk, [givenQuote, second])
      .when(later, after)
      .then([{ ...givenQuote, data: { ...givenQuote.data, quoteId: 'q3', expiresAt: later.expiresAt } }]);
  });

  it('bound what is not settled; what is settled, or taken over by another deal, moves on', () => {
    const limited = { ...accept, quoteId: 'q2', limits: { marketMove: '', unsettled: '15000.00' } };
    const history = [givenQuote, second, accepted];
    given(exchangeDesk, history)
      .when(limited, before)
      .thenRefused('UNSETTLED_DEALS_EXCEEDED', { unsettled: 'USD 20000.00', limit: '15000.00' });
    const freed = { type: 'DealLineFreed' as const, data: { dealId, taken: [] } };
    given(exchangeDesk, history).when({ type: 'FreeLine', dealId, taken: [] }).then([freed]);
    given(exchangeDesk, [...history, freed])
      .when({ type: 'FreeLine', dealId, taken: [] })
      .thenNothing();
    const two = { ...accepted, data: { ...accepted.data, quoteId: 'q2', dealId: dealOfQuote('q2') } };
    given(exchangeDesk, [...history, freed])
      .when(limited, before)
      .then([two]);
    const taken = { ...freed, data: { dealId, taken: [{ reference: 'part', amount: money(600_000n, 'USD') }] } };
    given(exchangeDesk, [...history, taken])
      .when(limited, before)
      .thenRefused('UNSETTLED_DEALS_EXCEEDED', { unsettled: 'USD 16000.00', limit: '15000.00' });
  });
});
