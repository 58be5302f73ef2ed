import type { fxRefusals } from '@portolan/contracts';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { calendarFor, settles } from './calendars.ts';
import { addDays, addMonths, type Day, isDay, isWeekend, lastOfMonth, monthOf } from './days.ts';
import { type CalendarRefusal, whereLoaded } from './loaded.ts';
import { conventionOf, type Pair, type Strategy } from './pairs.ts';

/** When currency changes hands, and what that was worked out from. */
export interface Dated {
  readonly valueDate: Day;
  readonly spotDate: Day;
  /** TOD, ON, TN, SPOT, SN, SW, 2W, 3W, 1M … 24M, 1Y, 2Y, or BROKEN. */
  readonly tenor: string;
  readonly strategy: Strategy;
  /** Versions of the calendars that it was dated by. */
  readonly calendars: readonly string[];
}

type ValueDateRefusal = Extract<keyof typeof fxRefusals, `VALUE_DATE_${string}`>;
type Answer = Dated | Refusal<CalendarRefusal | ValueDateRefusal>;

/**
 * The value date of a tenor, for a pair dealt on a trade date. Tenors count from spot and follow "modified following":
 * the next day that is open for both, unless that is in another month; then the one before. From the last open day of
 * a month they go to the last open day of a month.
 */
export function valueDate(pair: Pair, trade: Day, tenor: string, strategy = conventionOf(pair).strategy): Answer {
  const find = tenors(tenor);
  if (find === undefined) return refuse('VALUE_DATE_TENOR_UNKNOWN', { tenor });
  return whereLoaded(() => {
    const spot = spotDate(pair, trade, strategy);
    return dated(pair, spot, find({ pair, trade, spot }), tenor, strategy);
  });
}

/** A value date that was asked for: any day that both currencies settle on, not before the trade date. */
export function brokenDate(pair: Pair, trade: Day, day: Day): Answer {
  if (!isDay(day) || day < trade) return refuse('VALUE_DATE_PAST', { day, trade });
  const { strategy } = conventionOf(pair);
  return whereLoaded(() => {
    const open = nextOpen(pair, day);
    if (open !== day) return refuse('VALUE_DATE_CLOSED', { day, pair: `${pair.base}/${pair.quote}`, open });
    const spot = spotDate(pair, trade, strategy);
    return dated(pair, spot, day, day === spot ? 'SPOT' : 'BROKEN', strategy);
  });
}

/** A tenor such as 1M, or a day. */
export function datedFor(pair: Pair, trade: Day, wanted: string): Answer {
  return /^\d{4}-/.test(wanted) ? brokenDate(pair, trade, wanted) : valueDate(pair, trade, wanted);
}

export function isDated(answer: Answer): answer is Dated {
  return 'valueDate' in answer;
}

interface From {
  readonly pair: Pair;
  readonly trade: Day;
  readonly spot: Day;
}

function tenors(tenor: string): ((from: From) => Day) | undefined {
  const near: Readonly<Record<string, (from: From) => Day>> = {
    TOD: ({ pair, trade }) => nextOpen(pair, trade),
    ON: ({ pair, trade }) => nextOpen(pair, addDays(nextOpen(pair, trade), 1)),
    TN: ({ spot }) => spot,
    SPOT: ({ spot }) => spot,
    SN: ({ pair, spot }) => nextOpen(pair, addDays(spot, 1)),
    SW: ({ pair, spot }) => nextOpen(pair, addDays(spot, 7)),
  };
  if (Object.hasOwn(near, tenor)) return near[tenor];
  const [, count = '', unit = ''] = /^([1-9]\d?)([WMY])$/.exec(tenor) ?? [];
  if (unit === 'W' && Number(count) <= 3) return ({ pair, spot }) => nextOpen(pair, addDays(spot, 7 * Number(count)));
  const months = Number(count) * (unit === 'Y' ? 12 : 1);
  if (unit === '' || unit === 'W' || months > 24) return undefined;
  return ({ pair, spot }) => monthsFrom(pair, spot, months);
}

function monthsFrom(pair: Pair, spot: Day, months: number): Day {
  const target = addMonths(spot, months);
  const last = lastOfMonth(target);
  if (monthOf(nextOpen(pair, addDays(spot, 1))) !== monthOf(spot)) return lastOpen(pair, last);
  const following = nextOpen(pair, target);
  return monthOf(following) === monthOf(target) ? following : lastOpen(pair, target);
}

/**
 * Spot: so many days on which business is done. Under EARLIEST_ON_BOTH a holiday of the dollar alone counts as such a
 * day, as long as the value date itself is open in both, and in New York for a pair without the dollar.
 */
function spotDate(pair: Pair, trade: Day, strategy: Strategy): Day {
  const counted =
    strategy === 'UNION'
      ? (day: Day) => open(pair, day)
      : (day: Day) => !isWeekend(day) && [pair.base, pair.quote].every((one) => one === 'USD' || settles(one, day));
  let day = trade;
  for (let left = conventionOf(pair).spotDays; left > 0; ) {
    day = addDays(day, 1);
    if (counted(day)) left--;
  }
  return nextOpen(pair, day);
}

// A pair without the dollar is dealt through it: its value dates avoid New York's holidays too.
const open = (pair: Pair, day: Day) => ['USD', pair.base, pair.quote].every((currency) => settles(currency, day));

/** The first day, from this one, on which the pair settles. @throws NotLoaded */
export function nextOpen(pair: Pair, day: Day): Day {
  let next = day;
  while (!open(pair, next)) next = addDays(next, 1);
  return next;
}

function lastOpen(pair: Pair, day: Day): Day {
  let last = day;
  while (!open(pair, last)) last = addDays(last, -1);
  return last;
}

function dated({ base, quote }: Pair, spot: Day, day: Day, tenor: string, strategy: Strategy): Dated {
  const used = [...new Set(['USD', base, quote])].sort();
  const calendars = used.map((currency) => calendarFor(currency, day).version);
  return { valueDate: day, spotDate: spot, tenor, strategy, calendars };
}
