import { describe, expect, test } from 'vitest';
import { chinaDay, chinaMoment, chinaTime } from './time.ts';

describe('China time', () => {
  test.each([
    ['2026-03-02T01:02:03.456Z', '20260302090203', '2026-03-02'],
    ['2025-12-31T16:00:00.000Z', '20260101000000', '2026-01-01'],
    ['2026-06-30T15:59:59.999Z', '20260630235959', '2026-06-30'],
  ])('%s', (instant, time, day) => {
    expect(chinaTime(instant)).toBe(time);
    expect(chinaDay(instant)).toBe(day);
  });

  test('is read with its milliseconds, and what was written stays', () =>
    expect(chinaMoment('20260101000000125')).toEqual({
      instant: '2025-12-31T16:00:00.125Z',
      original: '20260101000000125',
      offset: '+08:00',
      zoneSource: 'ZONE_SOURCE_INFERRED',
    }));

  test.each(['20261301000000000', '20260230000000000', '20260302240000000', '2026030209020345', ''])(
    '%j is none',
    (text) => expect(chinaMoment(text)).toBeUndefined(),
  );
});
