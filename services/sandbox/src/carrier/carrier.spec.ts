import { describe, expect, it } from 'vitest';
import { carrierNamed, waybillNumber } from './carriers.ts';
import { givenUp, journey, type Lane } from './scans.ts';

const pen = (from = '2026-03-02T01:00:00.000Z') => ({
  waybillNo: 'LX473124829CN',
  from,
  delay: (_what: string, low: number) => low,
  signedBy: 'A. K.',
});
const way = (lane: Lane, from?: string) => journey(lane, pen(from));

describe('waybill numbers', () => {
  // Serial → check digit by hand from the rule (weights 8 6 4 2 3 5 9 7, mod 11; 10 → 0, 11 → 5).
  it.each([
    [47312482, 'LX473124829CN'],
    [0, 'LX000000005CN'],
    [20260701, 'LX202607010CN'],
    [18, 'LX000000181CN'],
  ])('%i bears the check digit of %s', (serial, number) => {
    expect(waybillNumber(serial)).toBe(number);
  });
});

describe('a journey', () => {
  const told = way('international');
  const event = (name: string) => told.find((scan) => scan.name === name)?.event;

  it('tells one scan late, one twice and one corrected', () => {
    const arrival = told.findIndex(({ name }) => name === 'EMD');
    expect(told.findIndex(({ name }) => name === 'EMC-late')).toBeGreaterThan(arrival);
    expect(event('EMD-again')).toEqual(event('EMD'));
    expect(event('EDG-corrected')?.eventId).toBe(event('EDG')?.eventId);
    expect(event('EDG-corrected')?.eventTime).not.toBe(event('EDG')?.eventTime);
  });

  it('gives each place its own offset, and the instant stays what it was', () => {
    expect(event('EMA')?.eventTime).toMatch(/\+08:00$/);
    expect(event('EMI')?.eventTime).toMatch(/-08:00$/);
    const inSpring = way('international', '2026-03-06T01:00:00.000Z');
    expect(inSpring.find(({ name }) => name === 'EMI')?.event.eventTime).toMatch(/-07:00$/);
    expect(new Date(event('EMA')?.eventTime ?? '').toISOString()).toBe('2026-03-02T02:00:00.000Z');
  });
});

describe('lanes', () => {
  const hours = (lane: Lane) => Math.max(...way(lane).map(({ afterMs }) => afterMs)) / 3_600_000;

  it('take as long as they do', () => {
    expect(hours('china')).toBeLessThan(48);
    expect(hours('portland')).toBeLessThan(48);
    expect(hours('freight')).toBeGreaterThan(14 * 24);
    for (const lane of ['china', 'portland', 'freight'] as const) expect(way(lane).at(-1)?.event.code).toBe('EMI');
  });

  it('begin and end where the parcel does', () => {
    const countries = (lane: Lane) => [...new Set(way(lane).map(({ event: { country } }) => country))];
    expect(countries('china')).toEqual(['CN']);
    expect(countries('portland')).toEqual(['US']);
    expect(countries('freight')).toEqual(['CN', 'US']);
  });

  it.each(['international', 'freight', 'china', 'portland'] as const)('%s can end in its middle', (lane) => {
    const told = givenUp(way(lane), pen(), 'Exception_013');
    const codes = told.map(({ event: { code } }) => code);
    expect(codes).toContain('EMA');
    expect(codes.at(-2)).toBe('Exception_013');
    expect(codes).not.toContain('EMI');
    const times = told.map(({ afterMs }) => afterMs);
    expect(times).toEqual([...times].sort((left, right) => left - right));
  });

  it('belong to carriers that are simulated', () => {
    expect(['YANWEN', 'YONGCHENG', 'CASCADE'].map((name) => carrierNamed(name)?.lane)).toEqual([
      'international',
      'china',
      'portland',
    ]);
    expect(carrierNamed('NOBODY')).toBeUndefined();
  });
});
