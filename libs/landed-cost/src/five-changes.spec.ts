import { describe, expect, test } from 'vitest';
import type { GeneralTrade } from './question.ts';
import { cny, goods, priced, refuses, retail } from './rig/asking.ts';

// China time: the last millisecond before a day, and the day's first.
const before = (day: string) => new Date(Date.parse(`${day}T00:00:00.000+08:00`) - 1).toISOString();
const from = (day: string) => new Date(Date.parse(`${day}T00:00:00.000+08:00`)).toISOString();
const due = (at: string, total = 60_000n) => priced(retail(total, { at })).due.amount.minor;

describe('one order on each side of the five dated changes', () => {
  test('2014-08-01 (announcements 56 and 57 of July 2014): bonded import begins, taxed as personal articles', () => {
    expect(refuses('COST_MODE_NOT_ALLOWED', retail(60_000n, { at: before('2014-08-01') }))).toMatchObject({
      mode: '1210',
    });
    expect(due(from('2014-08-01'))).toBe(6_000n);
  });

  test('2015-04-28: lower duties are decided, and hold from 2015-06-01', () => {
    const nappies = (at: string): GeneralTrade => {
      const lines = [goods('9619001100', cny(60_000n))];
      return { regime: 'CN_GENERAL_TRADE', at, lines, freight: cny(0n), insurance: cny(0n) };
    };
    const duty = (at: string) => priced(nappies(at)).totals.find(({ kind }) => kind === 'DUTY')?.amount.minor;
    expect([before('2015-04-28'), from('2015-04-28'), before('2015-06-01'), from('2015-06-01')].map(duty)).toEqual([
      ...[4_500n, 4_500n, 4_500n, 1_200n],
    ]);
  });

  test('2016-04-08: from personal articles to 70 % of VAT and consumption tax', () => {
    expect(due(before('2016-04-08'))).toBe(6_000n);
    // 600.00 × 0.17 × 0.7
    expect(due(from('2016-04-08'))).toBe(7_140n);
    // 500.00: tax of 50.00 was waived, and is due since.
    expect([due(before('2016-04-08'), 50_000n), due(from('2016-04-08'), 50_000n)]).toEqual([0n, 5_950n]);
  });

  test('2018-10-01: exports from pilot zones are exempt without an invoice', () => {
    const exported = (at: string) =>
      priced({
        ...{ regime: 'CN_EXPORT_VAT', at, mode: '9610', exporter: 'trader', credit: cny(0n) },
        ...{ refundFiled: true, pilotZone: true, deemedIncome: false },
        lines: [{ line: 1, hsCode: '6109100010', fob: cny(116_000n), purchase: cny(0n), paper: 'none' }],
      });
    // 1,160.00 / 1.16 × 0.16
    expect(exported(before('2018-10-01'))).toMatchObject({ treatment: 'TAXED', due: { amount: cny(16_000n) } });
    expect(exported(from('2018-10-01'))).toMatchObject({ treatment: 'EXEMPT_NO_INVOICE', due: { amount: cny(0n) } });
  });

  test('2018-11-21 decided, 2019-01-01 in force: an order of 3,000.00 fits the single limit', () => {
    const order = (at: string) => retail(0n, { at, lines: [goods('1901101000', cny(300_000n), { quantity: '2' })] });
    for (const at of [before('2018-11-21'), from('2018-11-21'), before('2019-01-01')]) {
      expect(refuses('COST_SINGLE_LIMIT', order(at))).toMatchObject({ limit: 'CNY 2000.00' });
    }
    // 3,000.00 × 0.16 × 0.7
    expect(priced(order(from('2019-01-01'))).due.amount).toEqual(cny(33_600n));
  });
});
