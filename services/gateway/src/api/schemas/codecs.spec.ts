import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { currencies, decimal } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireSchema } from '../openapi.ts';
import { charge, count, enumOf, instant, int64, money, pageLimit, price, version } from './codecs.ts';

describe('money', () => {
  it('is a decimal text outside and minor units inside', () => {
    expect(money.decode({ amount: '12.34', currency: 'USD' })).toEqual({ minor: 1234n, currency: 'USD' });
    expect(money.decode({ amount: '-12', currency: 'JPY' })).toEqual({ minor: -12n, currency: 'JPY' });
    expect(money.encode({ minor: 5n, currency: 'KWD' })).toEqual({ amount: '0.005', currency: 'KWD' });
  });

  it('comes back as it went, in every currency', () => {
    const amounts = fc.tuple(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.constantFrom(...currencies));
    fc.assert(
      fc.property(amounts, ([minor, currency]) => {
        expect(money.decode(money.encode({ minor, currency }))).toEqual({ minor, currency });
      }),
    );
  });

  it.each([
    ['39.905', 'USD', 'CURRENCY_DIGITS'],
    ['39.9', 'USD', 'CURRENCY_DIGITS'],
    ['39', 'USD', 'CURRENCY_DIGITS'],
    ['39.00', 'JPY', 'CURRENCY_DIGITS'],
    ['1.00', 'XAU', 'CURRENCY_UNKNOWN'],
    ['1.00', 'usd', 'CURRENCY_SHAPE'],
    ['1e3', 'USD', 'AMOUNT_SHAPE'],
    ['.50', 'USD', 'AMOUNT_SHAPE'],
    ['1,000.00', 'USD', 'AMOUNT_SHAPE'],
    [' 1.00', 'USD', 'AMOUNT_SHAPE'],
  ])('refuses %s %s', (amount, currency, flaw) => {
    const { error } = money.safeDecode({ amount, currency });
    expect(error?.issues.map(({ message }) => message)).toEqual([flaw]);
  });

  it('may be held above or at zero', () => {
    expect(price.safeDecode({ amount: '0.00', currency: 'USD' }).success).toBe(false);
    expect(charge.safeDecode({ amount: '0.00', currency: 'USD' }).success).toBe(true);
    expect(charge.safeDecode({ amount: '-0.01', currency: 'USD' }).success).toBe(false);
  });

  it('is documented as it travels', () => {
    const components: Record<string, Record<string, unknown>> = {};
    expect(wireSchema(money, components)).toEqual({ $ref: '#/components/schemas/Money' });
    expect(components.Money).toMatchObject({
      required: ['amount', 'currency'],
      additionalProperties: false,
      examples: [{ amount: decimal({ minor: 1234n, currency: 'USD' }) }],
    });
  });
});

describe('integers', () => {
  it('are text outside, beyond 2^53 too', () => {
    expect(int64.decode('9223372036854775807')).toBe(2n ** 63n - 1n);
    expect(int64.safeDecode('9223372036854775808').success).toBe(false);
    expect(int64.encode(-3n)).toBe('-3');
    expect(int64.safeDecode('3.0').success).toBe(false);
  });

  it('may be JSON numbers where units are counted', () => {
    expect(count.decode(12)).toBe(12n);
    expect(count.decode('12')).toBe(12n);
    for (const wrong of [0, -1, 1.5, '-5', 'a dozen'])
      expect(count.safeParse(wrong).success, String(wrong)).toBe(false);
  });

  it('have a default where a query leaves them out', () => {
    expect(pageLimit.parse(undefined)).toBe(50);
    expect(pageLimit.safeParse('0').success).toBe(false);
    expect(pageLimit.safeParse('201').success).toBe(false);
    expect(version.safeParse('-1').success).toBe(false);
  });
});

it('shows an instant that is not there as null', () => {
  expect(instant.encode('')).toBeNull();
  expect(instant.decode(null)).toBe('');
  expect(instant.encode('2026-03-02T01:00:00.000Z')).toBe('2026-03-02T01:00:00.000Z');
  expect(instant.safeEncode('yesterday').success).toBe(false);
});

it('takes the prefix off an enum, and lets a newer value pass as what it is', () => {
  const milestone = enumOf('MilestoneInTest', Milestone, 'MILESTONE_');
  expect(milestone.encode('MILESTONE_DELIVERED')).toBe('DELIVERED');
  expect(milestone.decode('DELIVERED')).toBe('MILESTONE_DELIVERED');
  expect(milestone.encode('UNRECOGNIZED')).toBe('UNRECOGNIZED');
  expect(milestone.safeParse('MILESTONE_DELIVERED').success).toBe(false);
});
