import type { Money } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess, type Taxable, taxableValue, untaxedCode } from './assess.ts';
import { limitsOn } from './limits.ts';

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
const values = (taxed: Taxable) => minors(assess(taxed, day).lines.map((one) => one.taxableValue));
const filed = (hsCode: string) => ({ hsCode, legalUnit: '011', legalQuantityPerUnit: '1' });
const minors = (amounts: readonly Money[]) => amounts.map(({ minor }) => minor);

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
    expect(untaxedCode([filed('1901101000'), filed('9999999999')], day)).toBe('9999999999');
    expect(untaxedCode([filed('1901101000')], day)).toBeUndefined();
    expect(() => assess(list([1n], 0n, 0n, '9999999999'), day)).toThrow('9999999999');
  });
  test('cosmetics are taxed by their price per gram, where the legal unit is kilograms', () => {
    expect(untaxedCode([filed('3304990029')], day)).toBe('3304990029');
    expect(
      untaxedCode([{ ...filed('3304990029'), legalUnit: '035', legalQuantityPerUnit: '0.05' }], day),
    ).toBeUndefined();
    const [cream] = list([50_000n], 0n, 0n, '3304990029').lines;
    if (cream === undefined) throw new Error('no line');
    const of = (value: string) => ({
      ...{ freight: yuan(0n), insurance: yuan(0n) },
      lines: [{ ...cream, legalQuantity: { value, unit: '035' } }],
    });
    // 500.00 / 50 g = 10.00: 500.00 / 0.85 × 0.15 × 0.7; of 51 g none
    expect(assess(of('0.05'), day).consumptionTax).toEqual(yuan(6_176n));
    expect(assess(of('0.051'), day).consumptionTax).toEqual(yuan(0n));
  });
  test('several items above the limit are never assessed', () =>
    expect(() => assess(list([400_000n, 200_000n]), day)).toThrow('COST_SINGLE_LIMIT'));
});

describe('spreading freight and insurance', () => {
  test('by value, the last line taking the rest', () =>
    expect(values(list([10_000n, 20_000n, 30_000n], 900n, 101n))).toEqual([10_167n, 20_334n, 30_500n]));
  test('of gifts alone, the last line takes all', () => expect(values(list([0n, 0n], 700n))).toEqual([0n, 700n]));
  test('adds up to the cent, and takes nothing from any line', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 50_000n }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 10_000n }), (totals, freight) => {
        const taxed = list(totals, freight);
        const spread = values(taxed);
        expect(spread.reduce((all, value) => all + value, 0n)).toBe(taxableValue(taxed).minor);
        expect(spread.every((value, index) => value >= (totals[index] ?? 0n))).toBe(true);
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
