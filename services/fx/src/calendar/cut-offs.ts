import type { Refusal } from '@portolan/eventsourcing';
import { settles } from './calendars.ts';
import { addDays, type Day } from './days.ts';
import { type CalendarRefusal, whereLoaded } from './loaded.ts';
import type { Pair } from './pairs.ts';
import { nextOpen } from './value-date.ts';
import { instantAt, wallTime } from './zones.ts';

/** Until when a currency can still be delivered on a day: a time on the clocks of its market, so many open days before. */
interface CutOff {
  readonly time: string;
  readonly zone: string;
  readonly daysBefore: number;
}

/**
 * When a currency's market closes for value. Usual times of correspondent banks; a bank's own agreement decides, so
 * none of them is confirmed (checked: false).
 */
const cutOffs: Readonly<Record<string, CutOff>> = {
  AUD: { time: '15:00', zone: 'Australia/Sydney', daysBefore: 0 },
  CAD: { time: '16:00', zone: 'America/Toronto', daysBefore: 0 },
  CHF: { time: '11:00', zone: 'Europe/Zurich', daysBefore: 0 },
  CNY: { time: '16:30', zone: 'Asia/Shanghai', daysBefore: 0 },
  EUR: { time: '15:00', zone: 'Europe/Brussels', daysBefore: 0 },
  GBP: { time: '15:00', zone: 'Europe/London', daysBefore: 0 },
  HKD: { time: '16:00', zone: 'Asia/Hong_Kong', daysBefore: 0 },
  JPY: { time: '15:00', zone: 'Asia/Tokyo', daysBefore: 1 },
  NZD: { time: '15:00', zone: 'Pacific/Auckland', daysBefore: 0 },
  USD: { time: '17:00', zone: 'America/New_York', daysBefore: 0 },
};

const usual: CutOff = { time: '12:00', zone: 'UTC', daysBefore: 1 };

/** The instant (RFC 3339) until which a deal for a value date must be booked: of both currencies' the earlier. */
export function settlementCutOff({ base, quote }: Pair, valueDate: Day): string | Refusal<CalendarRefusal> {
  return whereLoaded(() => earlier(cutOffOf(base, valueDate), cutOffOf(quote, valueDate)));
}

/** The first day for which a deal that is booked now can still settle: today before the cut-off, else the next open day. */
export function earliestValueDate(pair: Pair, now: string): Day | Refusal<CalendarRefusal> {
  return whereLoaded(() => {
    // The day of the market that is furthest on: its cut-off cannot be ahead of it.
    let day = nextOpen(pair, [pair.base, pair.quote].map((one) => wallTime(now, zoneOf(one)).day).sort()[0] ?? '');
    while (earlier(cutOffOf(pair.base, day), cutOffOf(pair.quote, day)) <= now) day = nextOpen(pair, addDays(day, 1));
    return day;
  });
}

const zoneOf = (currency: string) => (cutOffs[currency] ?? usual).zone;
const earlier = (one: string, other: string) => (one < other ? one : other);

function cutOffOf(currency: string, valueDate: Day): string {
  const { time, zone, daysBefore } = cutOffs[currency] ?? usual;
  let day = valueDate;
  for (let left = daysBefore; left > 0; ) {
    day = addDays(day, -1);
    if (settles(currency, day)) left--;
  }
  return instantAt(day, time, zone);
}
