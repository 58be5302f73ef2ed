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
  PAIR_INVALID: {
    kind: 'invalid',
    en: '{pair} is not a pair of two currencies.',
    zh: '{pair} 不是有效的货币对。',
    next: {
      en: 'Name two different currencies of ISO 4217, such as USD/CNY.',
      zh: '请提供两种不同的 ISO 4217 货币，如 USD/CNY。',
    },
  },
  VALUE_DATE_TENOR_UNKNOWN: {
    kind: 'invalid',
    en: 'There is no tenor {tenor}.',
    zh: '不存在期限 {tenor}。',
    next: {
      en: 'Use TOD, ON, TN, SPOT, SN, SW, 2W, 3W, 1M to 24M, 1Y, 2Y, or a date.',
      zh: '请使用 TOD、ON、TN、SPOT、SN、SW、2W、3W、1M 至 24M、1Y、2Y，或具体日期。',
    },
  },
  VALUE_DATE_PAST: {
    kind: 'invalid',
    en: '{day} is no day on which a deal of {trade} can settle.',
    zh: '交易日为 {trade} 的交易不能在 {day} 交割。',
    next: {
      en: 'Give a date (yyyy-mm-dd) on or after the trade date.',
      zh: '请提供不早于交易日的日期（yyyy-mm-dd）。',
    },
  },
  VALUE_DATE_CLOSED: {
    kind: 'invalid',
    en: '{pair} does not settle on {day}.',
    zh: '{pair} 在 {day} 不交割。',
    next: { en: 'The next day on which it settles is {open}.', zh: '下一个可交割日为 {open}。' },
  },
} as const satisfies Refusals;
