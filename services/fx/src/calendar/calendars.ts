import type { Day } from './days.ts';
import { isOpen, NotLoaded, type SettlementCalendar } from './settlement-calendar.ts';
import { cad, usd } from './tables/americas.ts';
import { aud, cny, hkd, jpy, nzd } from './tables/asia-pacific.ts';
import { chf, eur, gbp } from './tables/europe.ts';

/** Every settlement calendar that is loaded. */
export const settlementCalendars: readonly SettlementCalendar[] = [
  ...[aud, cad, chf, cny, eur],
  ...[gbp, hkd, jpy, nzd, usd],
];

const byCurrency = new Map(settlementCalendars.map((calendar) => [calendar.currency, calendar]));

/** @throws NotLoaded where there is none of the currency, or none of the day's year. */
export function settles(currency: string, day: Day): boolean {
  return isOpen(calendarFor(currency, day), day);
}

/** @throws NotLoaded */
export function calendarFor(currency: string, day: Day): SettlementCalendar {
  const calendar = byCurrency.get(currency);
  if (calendar === undefined) throw new NotLoaded(currency, day, '');
  return calendar;
}
