const dayMs = 86_400_000;

/** A day as text, yyyy-mm-dd: days are compared as texts. */
export type Day = string;

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
}

/** Days from one to the other; negative where the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** Whole days that passed between two instants; 0 where the second is earlier. */
export function ageInDays(since: string, now: string): number {
  return Math.max(0, Math.floor(daysBetween(since, now)));
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay();
}

export function isWeekend(day: Day): boolean {
  return weekday(day) === 0 || weekday(day) === 6;
}

export const yearOf = (day: Day) => Number(day.slice(0, 4));
export const monthOf = (day: Day) => day.slice(0, 7);

/** yyyy-mm-dd of a year, month (1 to 12) and day. */
export function dayOf(year: number, month: number, day: number): Day {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

export function lastOfMonth(day: Day): Day {
  return dayOf(yearOf(day), Number(day.slice(5, 7)) + 1, 0);
}

/** The same day of a later month, or that month's last: 31 January and one month is 28 February. */
export function addMonths(day: Day, count: number): Day {
  const first = dayOf(yearOf(day), Number(day.slice(5, 7)) + count, 1);
  const last = lastOfMonth(first);
  const same = `${monthOf(first)}-${day.slice(8)}`;
  return same > last ? last : same;
}

/** True for a day that exists: not 2026-02-30. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
