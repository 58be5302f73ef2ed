import { describe, expect, test } from 'vitest';
import { roundTo } from './exact.ts';
import { formula } from './formula.ts';
import { isRefused, landedCost, rules } from './index.ts';
import { goldenCases, inShort } from './rig/golden.ts';

const cases = goldenCases();

describe('the golden set', () => {
  test.each(cases.map((one) => [one.id, one.source, one] as const))(
    '%s (%s)',
    (_id, _source, { question, expected }) => {
      expect(inShort(landedCost(question, rules))).toEqual(expected);
    },
  );

  test('every figure of a line is the one worked out for it', () => {
    const wrong = cases.flatMap(({ id, question, arithmetic }) => {
      const answer = landedCost(question, rules);
      if (isRefused(answer)) return [];
      const off = figuresOf(arithmetic).filter(([label, amount]) => {
        const [kind, line] = label.split(' ');
        const figures = answer.lines.find((one) => String(one.line) === line)?.figures ?? [];
        const minor = figures.filter((figure) => figure.kind === kind).reduce((all, one) => all + one.amount.minor, 0n);
        return figures.some((figure) => figure.kind === kind) && minor !== amount;
      });
      return off.map(([label]) => `${id} ${label}`);
    });
    expect(wrong).toEqual([]);
  });

  test('has at least 200 cases over all regimes, each with its arithmetic and its source', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(new Set(cases.map(({ question }) => question.regime)).size).toBe(8);
    expect(cases.filter(({ arithmetic, source }) => arithmetic.length === 0 || source === '')).toEqual([]);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  test('its arithmetic comes to what it says', () => {
    const wrong = cases.flatMap(({ id, arithmetic }) =>
      arithmetic.filter((line) => /^[A-Z_]+( \w+)? = /.test(line) && !adds(line)).map((line) => `${id}: ${line}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the score is told', () => {
    const right = cases.filter(({ question, expected }) => same(inShort(landedCost(question, rules)), expected));
    console.info(`landed cost: ${right.length} of ${cases.length} golden cases to the cent`);
    expect(right.length).toBe(cases.length);
  });
});

/** Results of the arithmetic by what they are of: 'VAT 2' → minor units, several of one label added up. */
function figuresOf(arithmetic: readonly string[]): [string, bigint][] {
  const found = new Map<string, bigint>();
  for (const line of arithmetic) {
    const [, label, result] = /^([A-Z_]+ \d+) = .+ = (-?[\d.]+)$/.exec(line) ?? [];
    if (label === undefined || result === undefined) continue;
    found.set(label, (found.get(label) ?? 0n) + BigInt(result.replace('.', '')));
  }
  return [...found];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .map(([name, inner]) => [name, sorted(inner)])
    .sort();
}

// 'VAT 1 = 320.00 * 0.13 * 0.7 = 29.12', computed by the formula reader and rounded half up.
function adds(line: string): boolean {
  const [, how = '', result = ''] = /^\S+(?: \w+)? = (.+) = (-?[\d.]+)$/.exec(line) ?? [];
  const minor = roundTo(formula(how.replaceAll('*', '×').replaceAll('-', '−')).value({}), 'CNY', 'half-up');
  return minor === BigInt(result.replace('.', ''));
}
