import { addDays, type Day, dayOf, isWeekend, weekday } from './days.ts';

/** What happens to a holiday that falls on a weekend. `sunday`: Sunday to Monday, Saturday is lost (Federal Reserve). */
export type Moved = 'no' | 'sunday' | 'next-free';

interface Yearly {
  readonly name: string;
  /** First and last year in which it is kept; absent: always. */
  readonly since?: number;
  readonly until?: number;
}

/** How a holiday finds its day. Months from 1; weekdays from 0 (Sunday); `nth` −1 is the last of the month. */
export type HolidayRule =
  | (Yearly & { readonly kind: 'fixed'; readonly month: number; readonly day: number; readonly moved: Moved })
  | (Yearly & {
      readonly kind: 'nth';
      readonly nth: 1 | 2 | 3 | 4 | -1;
      readonly weekday: number;
      readonly month: number;
    })
  /** The last Monday on or before a day: Victoria Day. */
  | (Yearly & { readonly kind: 'monday-until'; readonly month: number; readonly day: number })
  /** Days after Easter Sunday. */
  | (Yearly & { readonly kind: 'easter'; readonly offset: number })
  /** As a government announced them. */
  | { readonly kind: 'days'; readonly name: string; readonly days: readonly Day[] };

/** The weekdays of a year on which the rules leave a place closed. */
export function holidaysOf(rules: readonly HolidayRule[], year: number): ReadonlySet<Day> {
  const days = rules.flatMap((rule) => daysOf(rule, year));
  const closed = new Set(days.filter(({ day }) => !isWeekend(day)).map(({ day }) => day));
  for (const { day, moved } of days) {
    if (!isWeekend(day) || moved === 'no') continue;
    if (moved === 'next-free') closed.add(nextFree(day, closed));
    else if (weekday(day) === 0) closed.add(addDays(day, 1));
  }
  return closed;
}

interface Found {
  readonly day: Day;
  readonly moved: Moved;
}

function daysOf(rule: HolidayRule, year: number): readonly Found[] {
  if (rule.kind === 'days') return rule.days.filter((day) => day.startsWith(`${year}-`)).map(unmoved);
  if (year < (rule.since ?? year) || year > (rule.until ?? year)) return [];
  switch (rule.kind) {
    case 'fixed':
      return [{ day: dayOf(year, rule.month, rule.day), moved: rule.moved }];
    case 'nth':
      return [unmoved(nthWeekday(year, rule.month, rule.weekday, rule.nth))];
    case 'monday-until': {
      const last = dayOf(year, rule.month, rule.day);
      return [unmoved(addDays(last, -((weekday(last) + 6) % 7)))];
    }
    case 'easter':
      return [unmoved(addDays(easterSunday(year), rule.offset))];
  }
}

const unmoved = (day: Day): Found => ({ day, moved: 'no' });

function nextFree(day: Day, closed: ReadonlySet<Day>): Day {
  let next = addDays(day, 1);
  while (isWeekend(next) || closed.has(next)) next = addDays(next, 1);
  return next;
}

function nthWeekday(year: number, month: number, wanted: number, nth: number): Day {
  const first = dayOf(year, month, 1);
  const one = addDays(first, (wanted - weekday(first) + 7) % 7);
  if (nth > 0) return addDays(one, 7 * (nth - 1));
  const last = dayOf(year, month + 1, 0);
  return addDays(last, -((weekday(last) - wanted + 7) % 7));
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876). */
export function easterSunday(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1);
}
