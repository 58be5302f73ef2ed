import { expect, it } from 'vitest';
import type { ZonedTime } from '../gen/portolan/common/v1/types.ts';
import { chinaTime, localTime } from './times.ts';

const zoned = (original: string, zoneSource: ZonedTime['zoneSource'] = 'ZONE_SOURCE_STATED'): ZonedTime => ({
  instant: '2026-03-08T23:42:45.000Z',
  original,
  offset: '-07:00',
  zoneSource,
});

it('says an instant by the clock in China, in both languages', () => {
  expect(chinaTime('2026-03-11T18:42:45.000Z', 'en')).toBe('2026-03-12 02:42 China time');
  expect(chinaTime('2026-03-11T18:42:45.000Z', 'zh')).toBe('北京时间 2026-03-12 02:42');
  expect(chinaTime('tomorrow', 'en')).toBe('tomorrow');
});

it('keeps the time of the place where something was seen', () => {
  expect(localTime(zoned('2026-03-08T16:42:45-07:00'))).toBe('2026-03-08 16:42 -07:00');
  expect(localTime(zoned('2026-03-08T16:42:45.123Z'))).toBe('2026-03-08 16:42 Z');
  expect(localTime(zoned('2026-03-08T16:42', 'ZONE_SOURCE_INFERRED'))).toBe('2026-03-08 16:42 (-07:00)');
  expect(localTime(zoned('20260308164245', 'ZONE_SOURCE_INFERRED'))).toBe('20260308164245 (-07:00)');
});
