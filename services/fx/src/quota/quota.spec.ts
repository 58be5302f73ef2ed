import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { expect, it } from 'vitest';
import { quota, quotaId, type TakeQuota } from './quota.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const take = (minor: bigint, reference: string): TakeQuota => ({
  ...{ quotaId: 'q1', year: 2026, direction: 'SELL', amount: usd(minor), limit: usd(5_000_000n), reference },
});
const taken = (minor: bigint, reference: string) => ({
  type: 'IndividualQuotaTaken' as const,
  data: { quotaId: 'q1', year: 2026, direction: 'SELL', amount: usd(minor), reference },
});

it('a person sells USD 50,000 a year and not a cent more', () => {
  given(quota, [])
    .when(take(5_000_000n, 'a'))
    .then([taken(5_000_000n, 'a')]);
  given(quota, [taken(4_999_999n, 'a')])
    .when(take(1n, 'b'))
    .then([taken(1n, 'b')]);
  given(quota, [taken(4_999_999n, 'a')])
    .when(take(2n, 'b'))
    .thenRefused('QUOTA_EXCEEDED', {
      ...{ amount: 'USD 0.02', left: 'USD 0.01', year: '2026' },
    });
});

it('what is asked twice is taken once', () => {
  given(quota, [taken(5n, 'a')])
    .when(take(5n, 'a'))
    .thenNothing();
  given(quota, [taken(5n, 'a')])
    .when(take(6n, 'a'))
    .thenRefused('QUOTA_REFERENCE_DIFFERS');
  given(quota, []).when(take(0n, 'a')).thenRefused('QUOTA_AMOUNT_INVALID');
  given(quota, [])
    .when({ ...take(1n, 'a'), amount: money(1n, 'EUR') })
    .thenRefused('QUOTA_AMOUNT_INVALID');
});

it('years and directions are counted apart', () => {
  const ids = [
    quotaId('h', 2026, 'SELL'),
    quotaId('h', 2027, 'SELL'),
    quotaId('h', 2026, 'BUY'),
    quotaId('i', 2026, 'BUY'),
  ];
  expect(new Set(ids).size).toBe(4);
});
