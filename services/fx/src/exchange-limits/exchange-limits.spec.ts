import { given } from '@portolan/testkit';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeLimits, limitKinds, limitOf, type SetLimit } from './exchange-limits.ts';

const set = (name: string, value: string): SetLimit => ({ type: 'SetLimit', name, value, reason: 'policy' });
const done = (name: string, before: string, after: string) => ({
  type: 'ExchangeLimitSet' as const,
  data: { name, before, after, reason: 'policy' },
});

describe('limits of the exchange', () => {
  it('are what is usual until somebody sets them, and every change tells what stood before', () => {
    expect(Object.keys(limitKinds).map((name) => limitOf({ values: {} }, name))).toEqual([
      ...['5', '60', '0.02', '0.005', '0.5', '0.9', '', '', ''],
    ]);
    const first = done('OPEN_QUOTES', '5', '10');
    given(exchangeLimits, []).when(set('OPEN_QUOTES', '10')).then([first]);
    given(exchangeLimits, [first]).when(set('OPEN_QUOTES', '10')).thenNothing();
    given(exchangeLimits, [first])
      .when(set('OPEN_QUOTES', ''))
      .then([done('OPEN_QUOTES', '10', '')]);
    given(exchangeLimits, [])
      .when(set('QUOTE_SIZE.USD', '1000000'))
      .then([done('QUOTE_SIZE.USD', '', '1000000')]);
  });

  it.each([
    ['OPEN_QUOTES', '-1'],
    ['OPEN_QUOTES', 'many'],
    ['OPEN_QUOTES.USD', '1'],
    ['QUOTE_SIZE', '1'],
    ['QUOTE_SIZE.XXX', '1'],
    ['QUOTE_SIZE.USD.CNY', '1'],
    ['constructor', '1'],
    ['', '1'],
  ])('%s is not set to %j', (name, value) => {
    given(exchangeLimits, []).when(set(name, value)).thenRefused('EXCHANGE_LIMIT_INVALID', { name, value });
  });

  it('stand as the last change left them', () => {
    anyHistory('fx exchange limits', {
      service: 'fx',
      aggregate: exchangeLimits,
      roads: [[set('RATE_AGE', '30'), set('RATE_AGE', '')]],
      wild: fc
        .tuple(fc.constantFrom('RATE_AGE', 'NET_OPEN.USD', 'NOTHING'), fc.constantFrom('', '0', '1', 'x'))
        .map(([name, value]) => set(name, value)),
      events: { ExchangeLimitSet: true },
      // A value that came back is a change again.
      counts: () => true,
      laws({ before, after, events }) {
        for (const { data } of events) {
          holds(limitOf(before, data.name) === data.before, 'it tells what stood before', data);
          holds(limitOf(after, data.name) === data.after, 'and what stands now', data);
        }
      },
    });
  });
});
