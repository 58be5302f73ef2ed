import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Durations, measure, minutesBetween, slotOf, withDuration } from './durations.ts';

const counted = (minutes: readonly number[]): Durations => minutes.reduce(withDuration, {});

describe('durations', () => {
  test.each([
    ['2026-03-02T01:00:00.000Z', '2026-03-02T01:00:59.999Z', 0],
    ['2026-03-02T01:00:00.000Z', '2026-03-02T01:01:00.000Z', 1],
    ['2026-03-02T01:00:00.000Z', '2026-03-09T01:00:00.000Z', 10_080],
    ['2026-03-02T01:00:00.000Z', '2026-03-02T00:00:00.000Z', 0],
  ])('from %s until %s are %i minutes', (from, until, minutes) => {
    expect(minutesBetween(from, until)).toBe(minutes);
  });

  test.each([
    [0, 0],
    [999, 999],
    [1_000, 1_000],
    [1_009, 1_000],
    [10_080, 10_000],
    [10_199, 10_100],
    [999_999, 999_000],
    [5_000_000, 999_000],
  ])('%i minutes are counted as %i', (minutes, slot) => {
    expect(slotOf(minutes)).toBe(slot);
  });

  test.each([
    [[], { count: 0, p50: 0, p90: 0, p99: 0 }],
    [[7], { count: 1, p50: 7, p90: 7, p99: 7 }],
    [[4, 1, 3, 2], { count: 4, p50: 2, p90: 4, p99: 4 }],
    [Array.from({ length: 100 }, (_, at) => at + 1), { count: 100, p50: 50, p90: 90, p99: 99 }],
    [Array.from({ length: 200 }, (_, at) => at + 1), { count: 200, p50: 100, p90: 180, p99: 198 }],
  ])('of %j the nearest ranks are %j', (minutes, measured) => {
    expect(measure([counted(minutes)])).toEqual(measured);
  });

  test('a document of any number of durations holds at most 3,700', () => {
    const minutes = Array.from({ length: 111_000 }, (_, at) => (at < 1_000 ? at : (at - 900) * 10));
    const slots = new Set(minutes.map(slotOf));
    expect(slots.size).toBe(3_700);
  });
});

const days = fc.array(fc.array(fc.nat({ max: 2_000_000 }), { maxLength: 40 }), { maxLength: 5 });

test('however they are spread over days, and in whatever order they came, percentiles are those of the sorted list', () => {
  fc.assert(
    fc.property(days, (minutes) => {
      const all = minutes.flat().map(slotOf);
      const sorted = all.toSorted((one, other) => one - other);
      const at = (percent: number) => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0;
      const expected = { count: all.length, p50: at(50), p90: at(90), p99: at(99) };
      expect(measure(minutes.map(counted))).toEqual(expected);
      expect(measure([counted(minutes.flat().toReversed())])).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});

test('a longer duration is never counted as a shorter one, and by less than 1 % too short', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999 }), fc.nat({ max: 999_999 }), (one, other) => {
      if (one <= other) expect(slotOf(one)).toBeLessThanOrEqual(slotOf(other));
      expect(one - slotOf(one)).toBeGreaterThanOrEqual(0);
      expect(one - slotOf(one)).toBeLessThan(Math.max(1, one / 100));
    }),
    { numRuns: 1_000 },
  );
});
