import { describe, expect, test } from 'vitest';
import { exactly, ofAmount, over, roundTo, written } from './exact.ts';
import { formula, substituted } from './formula.ts';

const at = (text: string, terms: Readonly<Record<string, string>> = {}) =>
  written(
    formula(text).value(Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, exactly(value)]))),
  );

describe('a formula', () => {
  test.each([
    ['1 + 2 × 3', '7'],
    ['(1 + 2) × 3', '9'],
    ['10 − 2 − 3', '5'],
    ['8 / 4 / 2', '1'],
    ['1 / 3', '0.333333…'],
    ['2 − 5', '−3'],
    ['min(2 × 3, 5)', '5'],
    ['0.1 + 0.2', '0.3'],
  ])('%s = %s', (text, value) => expect(at(text)).toBe(value));

  test('with terms', () => {
    expect(at('P / (1 − c) × v × s', { P: '1000', c: '0.15', v: '0.13', s: '0.7' })).toBe('107.058823…');
    expect(substituted(formula('P × v'), { P: '548.00', v: '0.13' })).toBe('548.00 × 0.13');
    expect(formula('(P + D) × v').names).toEqual(['P', 'D', 'v']);
  });

  test.each(['', '1 +', '(1', '1 2', '1 ? 2', 'min(1)', ')'])('%j is none', (text) =>
    expect(() => formula(text)).toThrow(),
  );
  test('a name without a value', () => expect(() => at('P × v', { P: '1' })).toThrow('v'));
  test('nothing is divided by zero', () => expect(() => at('1 / (1 − 1)')).toThrow('zero'));
});

describe('exact numbers', () => {
  test('round once, as the rule says', () => {
    const half = over(exactly('0.455'), exactly('1'));
    expect([roundTo(half, 'CNY', 'half-up'), roundTo(half, 'CNY', 'half-even')]).toEqual([46n, 46n]);
    expect([roundTo(exactly('0.445'), 'CNY', 'half-up'), roundTo(exactly('0.445'), 'CNY', 'half-even')]).toEqual([
      45n,
      44n,
    ]);
    expect([roundTo(exactly('0.441'), 'CNY', 'up'), roundTo(exactly('0.449'), 'CNY', 'down')]).toEqual([45n, 44n]);
    expect([roundTo(exactly('-0.455'), 'CNY', 'half-up'), roundTo(exactly('100.5'), 'JPY', 'half-up')]).toEqual([
      -46n,
      101n,
    ]);
  });
  test('what is no decimal', () => expect(() => exactly('1e3')).toThrow('1e3'));
  test('an amount in units', () => expect(written(ofAmount({ minor: 1234n, currency: 'KWD' }))).toBe('1.234'));
});
