import { describe, expect, it } from 'vitest';
import { zonedTime } from './zoned-time.ts';

describe('a time from outside', () => {
  it('keeps what was written: 12:41-04:00 never becomes 12:41Z', () => {
    expect(zonedTime('2026-03-12T12:41-04:00', 'US')).toEqual({
      instant: '2026-03-12T16:41:00.000Z',
      original: '2026-03-12T12:41-04:00',
      offset: '-04:00',
      zoneSource: 'ZONE_SOURCE_STATED',
    });
  });

  it.each([
    ['2026-03-12T12:41:05.1234567+08:00', '2026-03-12T04:41:05.123Z'],
    ['2026-03-12 12:41:05+0530', '2026-03-12T07:11:05.000Z'],
    ['2026-03-12T24:00Z', '2026-03-13T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-01-01T00:30+14:00', '2025-12-31T10:30:00.000Z'],
  ])('%s is the instant %s', (text, instant) => {
    expect(zonedTime(text, '')?.instant).toBe(instant);
  });

  it('without an offset has the one of its country, and says so', () => {
    expect(zonedTime('2026-03-12T12:41', 'CN')).toEqual({
      instant: '2026-03-12T04:41:00.000Z',
      original: '2026-03-12T12:41',
      offset: '+08:00',
      zoneSource: 'ZONE_SOURCE_INFERRED',
    });
  });

  it.each([
    ['no offset in a country of many zones', '2026-03-12T12:41', 'US'],
    ['a date alone', '2026-03-12', 'CN'],
    ['30 February', '2026-02-30T12:00Z', 'CN'],
    ['13 months', '2026-13-01T12:00Z', 'CN'],
    ['25 hours', '2026-03-12T25:00Z', 'CN'],
    ['24:01', '2026-03-12T24:01Z', 'CN'],
    ['60 minutes', '2026-03-12T12:60Z', 'CN'],
    ['an offset that no place has', '2026-03-12T12:00+15:00', 'CN'],
    ['words', 'yesterday', 'CN'],
  ])('is none with %s', (_, text, country) => {
    expect(zonedTime(text, country)).toBeUndefined();
  });
});
