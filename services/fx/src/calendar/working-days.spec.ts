import { describe, expect, it } from 'vitest';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

describe('working days of China', () => {
  it.each([
    ['2026-02-13', true, 'the Friday before Spring Festival'],
    ['2026-02-14', true, 'a Saturday that is worked for Spring Festival'],
    ['2026-02-16', false, "New Year's Eve"],
    ['2026-02-23', false, 'the ninth day off'],
    ['2026-02-24', true, 'the first day of work'],
    ['2026-02-28', true, 'the other Saturday that is worked'],
    ['2026-09-20', true, 'a Sunday that is worked for Golden Week'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-08', true, 'the day after Golden Week'],
    ['2026-10-10', true, 'a Saturday that is worked for Golden Week'],
    ['2026-10-11', false, 'an ordinary Sunday'],
    ['2025-10-08', false, 'Golden Week had eight days in 2025'],
  ])('%s: %s, %s', (day, works) => {
    expect(isWorkingDay(day)).toBe(works);
  });

  it('are counted over holidays, worked weekends included', () => {
    // A receipt that is credited before Golden Week: 8, 9, 10 (Saturday, worked), 12, 13 October.
    expect(addWorkingDays('2026-09-30', 5)).toBe('2026-10-13');
    expect(addWorkingDays('2026-11-20', 5)).toBe('2026-11-27');
    expect(addWorkingDays('2026-02-13', 2)).toBe('2026-02-24');
    expect(addWorkingDays('2026-02-13', 0)).toBe('2026-02-13');
  });

  it('are not guessed beyond the last year that was announced', () => {
    const refused = {
      refused: 'CALENDAR_NOT_LOADED',
      data: { currency: 'CNY', day: '2027-01-01', years: '2022–2026' },
    };
    expect(isWorkingDay('2027-01-01')).toEqual(refused);
    expect(addWorkingDays('2026-12-30', 5)).toEqual(refused);
  });
});
