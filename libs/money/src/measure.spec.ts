import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureOf, measureText } from './measure.ts';

test.each(['-1', '1e3', '1.000001', '', 'one', '1.', '.5', '123456789012345'])('%s is no measure', (text) =>
  expect(measureOf(text)).toBeUndefined(),
);

test('measures are told as short as they are', () =>
  expect(['1.50000', '3', '0.00001', '0'].map((text) => measureText(measureOf(text) ?? -1n))).toEqual([
    ...['1.5', '3', '0.00001', '0'],
  ]));

test('what is told is what was meant', () =>
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }), (count) => {
      expect(measureOf(measureText(count))).toBe(count);
    }),
  ));
