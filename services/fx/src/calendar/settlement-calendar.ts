import { type Day, isWeekend, yearOf } from './days.ts';
import { type HolidayRule, holidaysOf } from './holiday-rules.ts';

/** On which days a currency settles, for the years that are loaded. */
export interface SettlementCalendar {
  readonly currency: string;
  /** Whose days these are. */
  readonly name: string;
  /** Stands in every quote and deal that was dated by it. */
  readonly version: string;
  readonly source: string;
  /** False: made from the source's rules, not compared with its list. */
  readonly checked: boolean;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly holidays: readonly HolidayRule[];
}

/** A day beyond the years that are loaded: nothing is dated by a guess. */
export class NotLoaded extends Error {
  readonly currency: string;
  readonly day: Day;
  /** The years that are loaded; empty where there is no calendar of the currency at all. */
  readonly years: string;

  constructor(currency: string, day: Day, years: string) {
    super(`no settlement calendar of ${currency} for ${day}`);
    this.currency = currency;
    this.day = day;
    this.years = years;
  }
}

const closedDays = new WeakMap<SettlementCalendar, Map<number, ReadonlySet<Day>>>();

/** True where the currency settles: no Saturday, no Sunday, no holiday. @throws NotLoaded */
export function isOpen(calendar: SettlementCalendar, day: Day): boolean {
  const year = yearOf(day);
  if (year < calendar.firstYear || year > calendar.lastYear) {
    throw new NotLoaded(calendar.currency, day, `${calendar.firstYear}–${calendar.lastYear}`);
  }
  return !isWeekend(day) && !closedIn(calendar, year).has(day);
}

// A year is worked out once.
function closedIn(calendar: SettlementCalendar, year: number): ReadonlySet<Day> {
  const known = closedDays.get(calendar) ?? new Map<number, ReadonlySet<Day>>();
  closedDays.set(calendar, known);
  const closed = known.get(year) ?? holidaysOf(calendar.holidays, year);
  known.set(year, closed);
  return closed;
}
