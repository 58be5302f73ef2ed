import { describe, expect, test } from 'vitest';
import { chinaDay, chinaTime } from './china-time.ts';

describe('China time', () => {
  test.each([
    ['2026-03-02T01:02:03.456Z', '20260302090203', '2026-03-02'],
    ['2025-12-31T16:00:00.000Z', '20260101000000', '2026-01-01'],
    ['2026-06-30T15:59:59.999Z', '20260630235959', '2026-06-30'],
  ])('%s', (instant, time, day) => {
    expect(chinaTime(instant)).toBe(time);
    expect(chinaDay(instant)).toBe(day);
  });
});
