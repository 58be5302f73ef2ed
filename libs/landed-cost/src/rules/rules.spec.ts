import { describe, expect, test } from 'vitest';
import { rulesAt } from '../book.ts';
import type { Rule } from '../rule.ts';
import { dayIn } from '../zones.ts';
import { rules } from './index.ts';
import { label, series } from './series.ts';

const day = /^\d{4}-\d\d-\d\d$/;

describe('rules', () => {
  test('each has its own id, its days, its source, and its name in both languages', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, validFrom, validTo, source, title } of rules) {
      expect([day.test(validFrom), validTo === undefined || day.test(validTo)], id).toEqual([true, true]);
      expect(validTo === undefined || validFrom <= validTo, id).toBe(true);
      expect([source.length > 3, /[a-z]/i.test(title.en), /[\u4e00-\u9fff]/.test(title.zh)], id).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  test('versions of one rule never hold on the same day', () => {
    const versions = Map.groupBy(rules, ({ id }) => id.replace(/\.\d{4}-\d\d-\d\d$/, ''));
    for (const [subject, [...all]] of versions) {
      all.sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
      all.reduce((before, after) => {
        expect(before.validTo !== undefined && before.validTo < after.validFrom, subject).toBe(true);
        return after;
      });
    }
  });

  test('rates and amounts are decimals', () => {
    const decimals = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, inner]) =>
            typeof inner === 'string' &&
            /^(rate|duty|amount|ceiling|single|yearly|perItem|share|incomeTax|limit)$/.test(name)
              ? [inner]
              : decimals(inner),
          )
        : [];
    for (const { id, parameters } of rules) {
      for (const text of decimals(parameters)) expect(text, id).toMatch(/^\d+(\.\d+)?$/);
    }
  });

  test('what the law left open or nobody compared is marked, and says why where sources disagree', () => {
    const tariffs = rules.filter(({ kind }) => ['tariff', 'refund-rate', 'duty-layer', 'rounding'].includes(kind));
    expect(tariffs.filter(({ checked }) => checked)).toEqual([]);
    expect(rules.find(({ id }) => id.startsWith('eu-item-duty'))?.note).toContain('origin');
  });

  test('a version ends the day before the next one begins', () => {
    const parameters = { mode: 'half-up' } as const;
    const of = { id: 'x', kind: 'rounding', jurisdiction: 'CN', title: label('x', '舍入') } as const;
    const made = series(
      of,
      { from: '2019-12-31', source: 's', checked: true, parameters },
      { from: '2020-03-01', source: 's', checked: true, parameters },
    );
    expect(made.map(({ id, validFrom, validTo }) => [id, validFrom, validTo])).toEqual([
      ['x.2019-12-31', '2019-12-31', '2020-02-29'],
      ['x.2020-03-01', '2020-03-01', undefined],
    ]);
  });
});

describe('rules as of an instant', () => {
  const ids = (instant: string) => new Set(rulesAt(rules, instant).map(({ id }: Rule) => id));

  test('each by the calendar of who made it', () => {
    // Midnight of 2026-07-01 in Berlin; still June in Lisbon, in London and in New York.
    const instant = '2026-06-30T22:00:00Z';
    expect([dayIn('DE', instant), dayIn('PT', instant), dayIn('US', instant), dayIn('CN', instant)]).toEqual([
      ...['2026-07-01', '2026-06-30', '2026-06-30', '2026-07-01'],
    ]);
    expect(ids(instant).has('it-parcel-fee.2026-07-01')).toBe(true);
    expect(ids('2026-06-30T21:59:59Z').has('it-parcel-fee.2026-07-01')).toBe(false);
  });

  test('limits of retail imports change at midnight in China, and were announced before', () => {
    expect(ids('2018-12-31T15:59:59Z').has('cn-retail-limits.2016-04-08')).toBe(true);
    expect(ids('2018-12-31T16:00:00Z').has('cn-retail-limits.2019-01-01')).toBe(true);
    expect(rules.find(({ id }) => id === 'cn-retail-limits.2019-01-01')?.announced).toBe('2018-11-21');
  });

  test('an instant that is none', () => expect(() => dayIn('CN', 'soon')).toThrow(RangeError));
});
