import type { Refusals } from '../language.ts';

/** Refusals of the exchange: calendars, value dates, rates, quotes, deals, hedges, limits. */
export const exchangeRefusals = {
  CALENDAR_NOT_LOADED: {
    kind: 'invalid',
    en: 'No calendar of {currency} is loaded for {day} (loaded: {years}).',
    zh: '{day} 尚无 {currency} 的日历（已载入：{years}）。',
    next: {
      en: 'Choose an earlier date, or load the official calendar of that year: no date is guessed.',
      zh: '请选择更早的日期，或载入该年度的官方日历：系统不推测日期。',
    },
  },
} as const satisfies Refusals;
