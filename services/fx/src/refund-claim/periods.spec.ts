import { describe, expect, it } from 'vitest';
import { endOf, isDay, monthsAfter, periodOf, periodRules, settleBy } from './periods.ts';

describe('the days of a refund claim', () => {
  it.each([
    ['2012-06-30', undefined],
    ['2019-05-20', { fileBy: '2020-04-30', lastDay: '2020-04-30', collectBy: '2020-04-30', rule: 'STA 2012 No.24' }],
    [
      '2025-12-31',
      { fileBy: '2026-04-30', lastDay: '', collectBy: '2026-04-30', rule: 'MOF/STA 2020 No.2; STA 2022 No.9' },
    ],
    [
      '2026-01-01',
      {
        fileBy: '2027-04-30',
        lastDay: '2029-01-01',
        collectBy: '2027-04-30',
        rule: 'MOF/STA 2026 No.11; STA 2026 No.5 art. 48',
      },
    ],
  ])('exported on %s', (exportedOn, period) => {
    expect(periodOf(exportedOn)).toEqual(period);
  });

  it('stand in order, each with its source', () => {
    expect(periodRules.map(({ from }) => from)).toEqual([...periodRules.map(({ from }) => from)].sort());
    for (const { source } of periodRules) expect(source).toMatch(/STA \d{4} No\.\d+/);
  });

  it('end with the day in China', () => {
    expect(endOf('2027-04-30')).toBe('2027-04-30T16:00:00.000Z');
  });

  // Both examples of the tax office: refunded on 2025-02-13 and on 2026-01-02.
  it('give a refund before sale until the next April to be settled', () => {
    expect([settleBy('2025-02-13'), settleBy('2026-01-02')]).toEqual(['2026-04-30', '2027-04-30']);
  });

  it('count months by the calendar', () => {
    expect(monthsAfter('2026-03-02', 36)).toBe('2029-03-02');
    expect(monthsAfter('2028-02-29', 36)).toBe('2031-02-28');
    expect(monthsAfter('2026-08-31', 6)).toBe('2027-02-28');
    expect(['2026-02-28', '2026-02-29', '2026-2-1', 'soon'].map(isDay)).toEqual([true, false, false, false]);
  });
});
