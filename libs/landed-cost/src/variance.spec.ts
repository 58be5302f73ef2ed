import { describe, expect, test } from 'vitest';
import { cny } from './rig/asking.ts';
import { type TaxedLine, varianceOf } from './variance.ts';

const line = (number: number, duty: bigint, consumption: bigint, vat: bigint): TaxedLine => ({
  ...{ line: number, duty: cny(duty), consumptionTax: cny(consumption), valueAddedTax: cny(vat) },
});

describe('estimated against assessed', () => {
  test('to the cent on every line', () => {
    const lines = [line(1, 0n, 7_778n, 10_111n), line(2, 0n, 0n, 9_100n)];
    expect(varianceOf(lines, lines, 'CNY')).toMatchObject({
      score: '1.0000',
      deviation: '0.0000',
      difference: cny(0n),
    });
  });
  test('a cent is rounding, more is a difference, and both are told', () => {
    const found = varianceOf(
      [line(1, 0n, 0n, 100n), line(2, 0n, 0n, 200n), line(3, 0n, 0n, 300n)],
      [line(1, 0n, 0n, 101n), line(2, 50n, 0n, 200n), line(3, 0n, 0n, 300n)],
      'CNY',
    );
    expect(found.lines.map(({ verdict, total }) => [verdict, total.minor])).toEqual([
      ...[['rounding', 1n] as const, ['different', 50n] as const, ['exact', 0n] as const],
    ]);
    // 1 of 3 exact; (1 + 50) / 651
    expect(found).toMatchObject({ score: '0.3333', deviation: '0.0783', difference: cny(51n) });
  });
  test('what cancels out still counts', () => {
    const found = varianceOf([line(1, 100n, 0n, 0n)], [line(1, 0n, 0n, 100n)], 'CNY');
    expect(found).toMatchObject({ difference: cny(0n), score: '0.0000', deviation: '2.0000' });
  });
  test('a line on one side only', () => {
    const found = varianceOf([line(1, 0n, 0n, 100n)], [line(2, 0n, 0n, 100n)], 'CNY');
    expect(found.lines.map((one) => [one.line, one.verdict])).toEqual([
      [1, 'missing'],
      [2, 'missing'],
    ]);
  });
  test('nothing at all, and nothing assessed', () => {
    expect(varianceOf([], [], 'CNY')).toMatchObject({ score: '1.0000', deviation: '0.0000' });
    expect(varianceOf([line(1, 1n, 0n, 0n)], [line(1, 0n, 0n, 0n)], 'CNY')).toMatchObject({ deviation: '1.0000' });
  });
});
