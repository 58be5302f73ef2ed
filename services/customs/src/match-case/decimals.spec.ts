import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atMost, isMeasure, isPositive, plain, product, total } from './decimals.ts';

const measure = fc
  .tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 99_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(5, '0')}`);

describe('decimals of quantities and weights', () => {
  test.each([
    ['0.12', '3', '0.36'],
    ['0.185', '1', '0.185'],
    ['0.00001', '0.5', '0'],
    ['0.00003', '0.5', '0.00002'],
    ['1.5', '2', '3'],
  ])('%s × %s = %s', (left, right, expected) => expect(product(left, right)).toBe(expected));
  test('a sum is exact where binary floats are not', () => expect(total(['0.1', '0.2'])).toBe('0.3'));
  test('the sum of nothing is 0', () => expect(total([])).toBe('0'));
  test.each(['1', '0.00001', '14.50'])('%s is above zero', (text) => expect(isPositive(text)).toBe(true));
  test.each(['0', '0.000', '', '-1', '1.123456', '1.', '.5', '1e2'])('%j is not', (text) =>
    expect(isPositive(text)).toBe(false),
  );
  test('the shortest text of a measure is a measure of the same size', () =>
    fc.assert(
      fc.property(measure, (text) => {
        expect(isMeasure(plain(text))).toBe(true);
        expect(atMost(plain(text), text) && atMost(text, plain(text))).toBe(true);
      }),
    ));
  test('a sum does not depend on the order', () =>
    fc.assert(
      fc.property(fc.array(measure), (measures) => {
        expect(total(measures.toReversed())).toBe(total(measures));
      }),
    ));
});
