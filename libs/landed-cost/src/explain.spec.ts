import { describe, expect, test } from 'vitest';
import type { Explanation } from './explain.ts';
import { explain, explained } from './explain.ts';
import type { Figure } from './figure.ts';
import { rules } from './index.ts';
import { cny, goods, parcel, priced, retail } from './rig/asking.ts';
import { goldenCases } from './rig/golden.ts';

const wine = retail(0n, { lines: [goods('2204210000', cny(98_000n))], freight: cny(2_000n) });

describe('an explanation', () => {
  test('shows how a figure was worked out, by which rule, from what', () => {
    const [, consumption] = priced(wine).lines[0]?.figures ?? [];
    if (consumption === undefined) throw new Error('no consumption tax');
    const { rules: by, from, ...shown } = explain(consumption, 'zh');
    expect(shown).toEqual({
      label: '消费税',
      amount: 'CNY 77.78',
      formula: '(P + D) / (1 − c) × c × s',
      arithmetic: '(1000.00 + 0.00) / (1 − 0.10) × 0.10 × 0.7 = 77.777777… → 77.78',
    });
    expect(by.join('\n')).toContain('消费税：葡萄酒');
    expect(by.join('\n')).toContain('财关税〔2018〕49号');
    expect(by.join('\n')).toContain('未核对');
    expect(from.map(({ label, amount }) => [label, amount])).toEqual([
      ['完税价格', 'CNY 1000.00'],
      ['关税', 'CNY 0.00'],
    ]);
  });

  test('as text, in both languages', () => {
    expect(explained(priced(wine), 'en')[0]).toBe('retail import within the limits · CN · 2026-03-02');
    expect(explained(priced(parcel(4_000n)), 'zh')[0]).toBe('按项征收关税 · DE · 2026-08-03');
    for (const line of explained(priced(wine), 'zh')) expect(line).toMatch(/[\u4e00-\u9fff]/);
  });

  test('every figure of every golden case ends in what was asked and in rules of its day', () => {
    const known = new Map(rules.map((rule) => [rule.id, rule]));
    for (const { id, question, expected } of goldenCases()) {
      if ('refused' in expected) continue;
      const cost = priced(question);
      const visit = (figure: Figure): void => {
        // A leaf is an amount of the question; what was worked out names its terms and sources.
        const leaf = figure.formula === '';
        expect([leaf && figure.of.length > 0, figure.arithmetic === ''], id).toEqual([false, false]);
        for (const { id: rule, validFrom, validTo } of figure.rules) {
          expect(known.has(rule), `${id}: ${rule}`).toBe(true);
          expect(validFrom <= cost.day && (validTo === undefined || cost.day <= validTo), `${id}: ${rule}`).toBe(true);
        }
        figure.of.forEach(visit);
      };
      [cost.landed, cost.refund, ...cost.totals].forEach(visit);
      expect(cost.rules.length, id).toBeGreaterThan(0);
      expect(cost.unchecked, id).toEqual(cost.rules.filter(({ checked }) => !checked).map((rule) => rule.id));
    }
  });

  test('rates say where they come from', () => {
    const rates = [{ from: 'USD', rate: '7.1', source: 'bank of the day' }];
    const cost = priced(retail(0n, { rates, lines: [goods('1901101000', { minor: 10_000n, currency: 'USD' })] }));
    const text = JSON.stringify(cost.lines[0]?.value, (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(text).toContain('100.00 × 7.1 = 710.00');
    expect(text).toContain('bank of the day');
    const labels = (one: Explanation): string[] => [one.label, ...one.from.flatMap(labels)];
    expect(labels(explain(cost.landed, 'en'))).toContain('Dutiable value');
  });
});
