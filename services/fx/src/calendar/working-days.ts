import type { Refusal } from '@portolan/eventsourcing';
import { addDays, type Day, isWeekend, yearOf } from './days.ts';
import { type CalendarRefusal, whereLoaded } from './loaded.ts';
import { NotLoaded } from './settlement-calendar.ts';
import { chinaYears } from './tables/china.ts';

const years = new Map(
  chinaYears.map(({ year, off, worked }) => [year, { off: new Set(off), worked: new Set(worked) }] as const),
);
const loadedYears = `${Math.min(...years.keys())}–${Math.max(...years.keys())}`;

/**
 * Whether China's offices and banks work on a day (yyyy-mm-dd): weekends worked to make up for holidays count, as
 * deadlines in working days (工作日) are counted. Not for value dates: currency settles on no weekend.
 */
export function isWorkingDay(day: Day): boolean | Refusal<CalendarRefusal> {
  return whereLoaded(() => works(day));
}

/** The day that is so many working days after another, which need not be one itself; 0 is the day itself. */
export function addWorkingDays(day: Day, count: number): Day | Refusal<CalendarRefusal> {
  return whereLoaded(() => {
    let at = day;
    for (let left = count; left > 0; ) {
      at = addDays(at, 1);
      if (works(at)) left--;
    }
    return at;
  });
}

function works(day: Day): boolean {
  const official = years.get(yearOf(day));
  if (official === undefined) throw new NotLoaded('CNY', day, loadedYears);
  return official.worked.has(day) || (!isWeekend(day) && !official.off.has(day));
}
