import { addDays, type Day, isWeekend } from './days.ts';
import type { Pair } from './pairs.ts';
import { wallTime } from './zones.ts';

/**
 * The day that a deal made at an instant belongs to: it turns at 17:00 in New York, that of the New Zealand dollar
 * against the US dollar at 07:00 in Auckland; so its UTC time moves with daylight saving. The weekend is Monday's.
 */
export function tradeDate(instant: string, pair: Pair): Day {
  const day = isKiwi(pair) ? kiwiDay(instant) : newYorkDay(instant);
  let weekday = day;
  while (isWeekend(weekday)) weekday = addDays(weekday, 1);
  return weekday;
}

const isKiwi = ({ base, quote }: Pair) => [base, quote].includes('NZD') && [base, quote].includes('USD');

function newYorkDay(instant: string): Day {
  const { day, time } = wallTime(instant, 'America/New_York');
  return time >= '17:00' ? addDays(day, 1) : day;
}

function kiwiDay(instant: string): Day {
  const { day, time } = wallTime(instant, 'Pacific/Auckland');
  return time < '07:00' ? addDays(day, -1) : day;
}
