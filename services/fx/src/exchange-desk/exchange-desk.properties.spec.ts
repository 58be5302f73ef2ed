import { money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { exampleTerms } from '../rig/deal-terms.ts';
import { type DeskCommand, dealOfQuote, exchangeDesk } from './exchange-desk.ts';

const soon = '2026-03-02T02:00:00.000Z';
const never = '2099-01-01T00:00:00.000Z';
const limits = { openQuotes: '2', quoteSize: '' };
const give = (quoteId: string, expiresAt: string): DeskCommand => ({
  ...{ type: 'GiveQuote', quoteId, terms: exampleTerms(), expiresAt, reference: '', limits },
});
const accept = (quoteId: string, moved = '0'): DeskCommand => ({
  ...{ type: 'AcceptQuote', quoteId, marketRate: '7.1200', moved, limits: { marketMove: '0.005', unsettled: '25000' } },
});
const expire = (quoteId: string): DeskCommand => ({ type: 'ExpireQuote', quoteId });
const withdraw = (quoteId: string): DeskCommand => ({ type: 'WithdrawQuote', quoteId });
const free = (quoteId: string): DeskCommand => ({ type: 'FreeLine', dealId: dealOfQuote(quoteId), taken: [] });

it('a quote ends one way, before it expires; limits hold whatever comes', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  anyHistory('fx exchange desk', {
    service: 'fx',
    aggregate: exchangeDesk,
    roads: [
      [give('a', never), accept('a'), free('a')],
      [give('a', soon), expire('a'), give('b', never), withdraw('b')],
    ],
    wild: fc.oneof(
      fc.tuple(name, fc.constantFrom(soon, never)).map(([id, at]) => give(id, at)),
      fc.tuple(name, fc.constantFrom('0', '0.01')).map(([id, moved]) => accept(id, moved)),
      fc.tuple(fc.constantFrom(expire, withdraw, free), name).map(([of, id]) => of(id)),
    ),
    events: {
      ...{ FirmQuoteGiven: true, FirmQuoteAccepted: true, FirmQuoteExpired: true },
      ...{ FirmQuoteWithdrawn: true, DealLineFreed: true },
    },
    laws({ before, after, events, at, history }) {
      const open = Object.values(after.open).filter(({ expiresAt }) => expiresAt > at).length;
      holds(open <= 2 || events.every(({ type }) => type !== 'FirmQuoteGiven'), 'open quotes are limited', open);
      const unsettled = Object.values(after.lines).reduce((sum, { minor }) => sum + minor, 0n);
      holds(unsettled <= money(2_500_000n, 'USD').minor, 'unsettled deals are limited', unsettled);
      for (const { type, data } of events) {
        if (type !== 'FirmQuoteAccepted') continue;
        const quote = before.open[data.quoteId];
        holds(quote !== undefined && at < quote.expiresAt, 'accepted before it expired', data, at);
        holds(data.terms === quote?.terms, 'at the terms that were offered', data);
      }
      const used = history.flatMap((one) => (one.type === 'FirmQuoteAccepted' ? [one.data.quoteId] : []));
      holds(new Set(used).size === used.length, 'a quote is used once', used);
    },
  });
});
