import { describe, expect, test } from 'vitest';
import { customsCountry, customsCurrency } from './codes.ts';

describe("customs' own numbers", () => {
  test('are not ISO, and never shared between tables', () => {
    expect([customsCountry('CN', '2026-03-02'), customsCurrency('CNY', '2026-03-02')]).toEqual(['142', '142']);
    expect([customsCountry('NZ', '2026-03-02'), customsCurrency('EUR', '2026-03-02')]).toEqual(['609', '300']);
  });

  test.each([
    ['XX', '2026-03-02'],
    ['toString', '2026-03-02'],
    ['CN', '2018-06-29'],
  ])('%s has none on %s', (code, day) => expect(customsCountry(code, day)).toBeUndefined());
});
