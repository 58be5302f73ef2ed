import { readFileSync } from 'node:fs';
import { landedCostRefusals } from '@portolan/contracts';
import { describe, expect, test } from 'vitest';
import { refusalText } from './explain.ts';
import type { Question } from './question.ts';
import { cny, eur, goods, parcel, priced, refuses, retail } from './rig/asking.ts';

const stock = (exported: string, sold: string): Question => ({
  regime: 'CN_PREPAID_REFUND',
  at: '2026-03-02T02:00:00Z',
  lines: [{ line: 1, hsCode: '6109100010', purchase: cny(100n), exported, sold, returned: '0', lost: '0' }],
});

describe('a refusal', () => {
  test('names the field that cannot be', () => {
    expect(refuses('COST_QUESTION_INVALID', retail(-1n))).toEqual({ field: 'lines.0.total', value: '-1' });
    expect(refuses('COST_QUESTION_INVALID', retail(1n, { at: 'yesterday' }))).toMatchObject({ field: 'at' });
    expect(refuses('COST_QUESTION_INVALID', retail(1n, { lines: [] }))).toMatchObject({ field: 'lines' });
    const line = goods('19011010001', cny(1n));
    expect(refuses('COST_QUESTION_INVALID', retail(1n, { lines: [line] }))).toMatchObject({ field: 'lines.0.hsCode' });
    expect(
      refuses('COST_QUESTION_INVALID', retail(1n, { lines: [{ ...line, hsCode: '190110', quantity: '0' }] })),
    ).toEqual({
      field: 'lines.0.quantity',
      value: '0',
    });
  });
  test('a price cut above the price', () =>
    expect(refuses('COST_QUESTION_INVALID', retail(100n, { priceCut: cny(101n) }))).toMatchObject({
      field: 'priceCut',
    }));
  test('a rate of zero', () =>
    expect(
      refuses('COST_QUESTION_INVALID', retail(1n, { rates: [{ from: 'USD', rate: '0', source: 'x' }] })),
    ).toMatchObject({ field: 'rates.0.rate' }));
  test('what counts in yuan comes in yuan', () =>
    expect(refuses('COST_CURRENCY_DIFFERS', retail(1n, { usedThisYear: eur(1n) }))).toMatchObject({ currency: 'EUR' }));
  test('no rate for the currency', () => {
    const lines = [goods('1901101000', eur(100n))];
    expect(refuses('COST_EXCHANGE_RATE_MISSING', retail(1n, { lines }))).toEqual({ from: 'EUR', to: 'CNY' });
  });
  test('an unknown code', () =>
    expect(refuses('COST_CODE_UNKNOWN', retail(1n, { lines: [goods('9999999999', cny(1n))] }))).toEqual({
      ...{ hsCode: '9999999999', jurisdiction: 'CN', day: '2026-03-02' },
    }));
  test('no rule on that day', () =>
    expect(refuses('COST_RULE_MISSING', parcel(100n, { at: '2021-06-01T10:00:00Z' }))).toMatchObject({
      day: '2021-06-01',
    }));
  test('a mode before its day', () =>
    expect(refuses('COST_MODE_NOT_ALLOWED', retail(1n, { at: '2014-07-31T02:00:00Z' }))).toMatchObject({
      mode: '1210',
    }));
  test('above the single limit with several pieces', () => {
    const lines = [goods('1901101000', cny(500_001n), { quantity: '2' })];
    expect(refuses('COST_SINGLE_LIMIT', retail(1n, { lines }))).toEqual({ value: 'CNY 5000.01', limit: 'CNY 5000.00' });
  });
  test("above the year's limit", () =>
    expect(refuses('COST_YEARLY_LIMIT', retail(100n, { usedThisYear: cny(2_599_901n) }))).toEqual({
      ...{ value: 'CNY 1.00', used: 'CNY 25999.01', limit: 'CNY 26000.00' },
    }));
  test('a parcel above its limit', () => {
    const lines = [goods('1901101000', cny(100_001n), { quantity: '2' })];
    const parcelOf: Question = { ...retail(1n, { lines }), regime: 'CN_PERSONAL_POST', from: 'JP', forOwnUse: true };
    expect(refuses('COST_PARCEL_LIMIT', parcelOf)).toMatchObject({ limit: 'CNY 1000.00' });
  });
  test('a threshold without a measure', () =>
    expect(refuses('COST_MEASURE_MISSING', retail(1n, { lines: [goods('3304990029', cny(1n))] }))).toMatchObject({
      measures: 'ml, g, sheet',
    }));
  test('grams follow from kilograms', () => {
    const cream = (kg: string, total: bigint) =>
      retail(1n, { lines: [goods('3304990029', cny(total), { measures: { kg } })] });
    const taxOn = (kg: string) =>
      priced(cream(kg, 50_000n)).totals.find(({ kind }) => kind === 'CONSUMPTION_TAX')?.amount;
    expect([taxOn('0.050'), taxOn('0.0501')]).toEqual([cny(6_176n), cny(0n)]);
  });
  test('IOSS above its value', () =>
    expect(refuses('COST_SCHEME_NOT_ALLOWED', parcel(15_001n))).toMatchObject({ scheme: 'IOSS', limit: 'EUR 150.00' }));
  test('excise goods by H7', () =>
    expect(refuses('COST_EXCISE_NOT_ALLOWED', parcel(1n, { lines: [goods('220830', eur(100n))] }))).toMatchObject({
      declaration: 'H7',
    }));
  test('more sold than was exported', () =>
    expect(refuses('COST_QUANTITY_EXCEEDED', stock('10', '11'))).toEqual({ line: '1', exported: '10' }));

  test('is said in both languages, every blank filled in', () => {
    const refusal = {
      refused: 'COST_CODE_UNKNOWN',
      data: { hsCode: '99', jurisdiction: 'CN', day: '2026-03-02' },
    } as const;
    expect(refusalText(refusal, 'en')).toBe('The tariff of CN has no rates for 99 on 2026-03-02.');
    expect(refusalText(refusal, 'zh')).toBe('CN 税则在 2026-03-02 没有商品编码 99 的税率。');
  });
  test('each code is given by a case here', () => {
    const here = readFileSync(new URL(import.meta.url), 'utf8');
    const codes = Object.keys(landedCostRefusals);
    expect(codes.filter((code) => !new RegExp(`refuses\\(\\s*'${code}'`).test(here))).toEqual([]);
  });
});
