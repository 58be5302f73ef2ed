import { describe, expect, it } from 'vitest';
import { waybillNumber } from './carrier.ts';
import { journey } from './scans.ts';

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
  const told = journey('LX473124829CN', '2026-03-02T01:00:00.000Z', 'A. K.', (_what, low) => low);
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
    const inSpring = journey('LX473124829CN', '2026-03-06T01:00:00.000Z', 'A. K.', (_what, low) => low);
    expect(inSpring.find(({ name }) => name === 'EMI')?.event.eventTime).toMatch(/-07:00$/);
    expect(new Date(event('EMA')?.eventTime ?? '').toISOString()).toBe('2026-03-02T02:00:00.000Z');
  });
});
