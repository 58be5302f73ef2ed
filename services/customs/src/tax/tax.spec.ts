import type { Money } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, type Taxable, taxableValue, untaxedCode, valuesOfLines } from './assess.ts';
import { limitsOn } from './limits.ts';
import { ratesOf, tariffRows } from './tariff.ts';
import { taxesInFull, taxesWithin } from './taxes.ts';

const day = '2026-03-02';
const yuan = (minor: bigint): Money => ({ minor, currency: 'CNY' });
const line = (number: number, hsCode: string, total: bigint): Taxable['lines'][number] => ({
  line: number,
  sku: `S${number}`,
  hsCode,
  name: '商品',
  model: '',
  barcode: '',
  destination: 'CN',
  quantity: { value: '1', unit: 'C62' },
  legalQuantity: { value: '1', unit: '011' },
  price: yuan(total),
  total: yuan(total),
  recordNo: '1',
  origin: 'NZ',
});
const list = (totals: readonly bigint[], freight = 0n, insurance = 0n, hsCode = '1901101000'): Taxable => ({
  lines: totals.map((total, index) => line(index + 1, hsCode, total)),
  freight: yuan(freight),
  insurance: yuan(insurance),
});
const minors = (amounts: readonly Money[]) => amounts.map(({ minor }) => minor);

describe('taxes on a value', () => {
  // Written arithmetic of the published composite rates: (c + v) / (1 − c) · 70 %.
  test.each([
    ['c 0, v 13 %', '0', '0.13', 0n, 9_100n, 9_100n],
    ['c 0, v 9 %', '0', '0.09', 0n, 6_300n, 6_300n],
    ['wine, c 10 %', '0.10', '0.13', 7_778n, 10_111n, 17_889n],
    ['high-end cosmetics, c 15 %', '0.15', '0.13', 12_353n, 10_706n, 23_059n],
    ['c 20 %', '0.20', '0.13', 17_500n, 11_375n, 28_875n],
  ])('within the limits, CNY 1,000: %s', (_, consumptionTax, valueAddedTax, ct, vat, total) => {
    const rates = { duty: '0.30', valueAddedTax, consumptionTax };
    const taxes = taxesWithin(yuan(100_000n), rates, limitsOn(day));
    expect(taxes).toEqual({ duty: yuan(0n), consumptionTax: yuan(ct), valueAddedTax: yuan(vat) });
    expect(taxes.consumptionTax.minor + taxes.valueAddedTax.minor).toBe(total);
  });
  test.each([
    ['P 8,000, d 8 %, c 20 %', 800_000n, '0.08', '0.20', 64_000n, 216_000n, 140_400n, 420_400n],
    ['P 6,000, d 6 %, c 0', 600_000n, '0.06', '0', 36_000n, 0n, 82_680n, 118_680n],
    ['P 6,000, d 5 %, c 15 %', 600_000n, '0.05', '0.15', 30_000n, 111_176n, 96_353n, 237_529n],
  ])('above the single limit: %s', (_, value, duty, consumptionTax, d, ct, vat, total) => {
    const taxes = taxesInFull(yuan(value), { duty, valueAddedTax: '0.13', consumptionTax });
    expect(taxes).toEqual({ duty: yuan(d), consumptionTax: yuan(ct), valueAddedTax: yuan(vat) });
    expect(d + ct + vat).toBe(total);
  });
  test('a half cent goes up, exactly', () => {
    // 5.00 × 9.1 % = 0.455
    const rates = { duty: '0', valueAddedTax: '0.13', consumptionTax: '0' };
    expect(taxesWithin(yuan(500n), rates, limitsOn(day)).valueAddedTax).toEqual(yuan(46n));
  });
});

describe('assessing a list', () => {
  test('two tins at 268.00 with 12.00 freight: 548.00 × 9.1 % = 49.87, no duty', () => {
    expect(assess(list([53_600n], 1_200n), day)).toMatchObject({
      taxableValue: yuan(54_800n),
      duty: yuan(0n),
      consumptionTax: yuan(0n),
      valueAddedTax: yuan(4_987n),
      total: yuan(4_987n),
      overSingleLimit: false,
    });
  });
  test('320.00 of goods and freight: 29.12', () =>
    expect(assess(list([30_000n], 2_000n), day).total).toEqual(yuan(2_912n)));
  test('at the limit to the cent the shares hold; one cent above, all is due', () => {
    expect(assess(list([500_000n]), day)).toMatchObject({ overSingleLimit: false, total: yuan(45_500n) });
    // 5,000.01: D 5 % = 250.00; VAT 13 % of 5,250.0105 = 682.50
    expect(assess(list([500_001n]), day)).toMatchObject({
      overSingleLimit: true,
      duty: yuan(25_000n),
      valueAddedTax: yuan(68_250n),
      total: yuan(93_250n),
    });
  });
  test('freight counts toward the limit', () =>
    expect(assess(list([499_000n], 1_001n), day).overSingleLimit).toBe(true));
  test('each line is rounded for itself', () => {
    // 5.00 each: 0.455 → 0.46, twice.
    expect(assess(list([500n, 500n]), day).total).toEqual(yuan(92n));
  });
  test('before 2019 the single limit was 2,000', () => {
    expect(limitsOn('2018-12-31')).toMatchObject({ single: yuan(200_000n), yearly: yuan(2_000_000n) });
    expect(limitsOn('2019-01-01')).toMatchObject({ single: yuan(500_000n), yearly: yuan(2_600_000n) });
    expect(() => limitsOn('2016-04-07')).toThrow('2016-04-07');
  });
  test('a code without a rate is named, and never assessed', () => {
    expect(untaxedCode(list([1n], 0n, 0n, '3304990029').lines, day)).toBe('3304990029');
    expect(untaxedCode(list([1n]).lines, day)).toBeUndefined();
    expect(() => assess(list([1n], 0n, 0n, '3304990029'), day)).toThrow('3304990029');
  });
  test('a rate does not hold before its day', () => expect(ratesOf('1901101000', '2019-03-31')).toBeUndefined());
  test('every row says where it comes from, and none claims more than was looked at', () => {
    for (const { source, checked } of tariffRows) expect([source.length > 0, checked]).toEqual([true, false]);
    expect(new Set(tariffRows.map(({ hsCode }) => hsCode)).size).toBe(tariffRows.length);
  });
});

describe('spreading freight and insurance', () => {
  test('by value, the last line taking the rest', () =>
    expect(minors(valuesOfLines(list([10_000n, 20_000n, 30_000n], 900n, 101n)))).toEqual([10_167n, 20_334n, 30_500n]));
  test('of gifts alone, the last line takes all', () =>
    expect(minors(valuesOfLines(list([0n, 0n], 700n)))).toEqual([0n, 700n]));
  test('adds up to the cent, and takes nothing from any line', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 10_000n }), (totals, freight) => {
        const taxed = list(totals, freight);
        const values = minors(valuesOfLines(taxed));
        expect(values.reduce((all, value) => all + value, 0n)).toBe(taxableValue(taxed).minor);
        expect(values.every((value, index) => value >= (totals[index] ?? 0n))).toBe(true);
      }),
    );
  });
  test('taxes of the lines add up to those of the list', () =>
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 90_000n }), { minLength: 1, maxLength: 5 }), (totals) => {
        const { lines, duty, valueAddedTax, consumptionTax, total } = assess(list(totals, 1_234n), day);
        const all = lines.flatMap((one) => minors([one.duty, one.valueAddedTax, one.consumptionTax]));
        expect(all.reduce((sum, amount) => sum + amount, 0n)).toBe(total.minor);
        expect(duty.minor + valueAddedTax.minor + consumptionTax.minor).toBe(total.minor);
      }),
    ));
});
