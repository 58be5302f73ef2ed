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
  RATE_INVALID: {
    kind: 'invalid',
    en: '{mid} is no rate of {pair}, or is older than the last one.',
    zh: '{mid} 不是 {pair} 的有效汇率，或早于最近一次报价。',
    next: {
      en: 'Give a decimal above zero, observed after the last one and not in the future.',
      zh: '请提供大于零、观测时间晚于上次且不在未来的小数。',
    },
  },
  RATE_NOT_AVAILABLE: {
    kind: 'not_now',
    en: 'There is no rate of {pair}.',
    zh: '暂无 {pair} 汇率。',
    next: { en: 'Wait until operations publish one.', zh: '请等待运营方发布汇率。' },
  },
  RATE_STALE: {
    kind: 'not_now',
    en: 'The last rate of {pair} is of {observedAt}: older than {limit} seconds.',
    zh: '{pair} 最近汇率时间为 {observedAt}，已超过 {limit} 秒。',
    next: { en: 'Nothing is quoted on an old rate; wait for a new one.', zh: '汇率过期期间不报价，请等待新汇率。' },
  },
  RATE_HELD_BACK: {
    kind: 'not_now',
    en: 'The last rate of {pair} is {deviation} off its reference: more than {limit}.',
    zh: '{pair} 最新汇率偏离参考价 {deviation}，超过上限 {limit}。',
    next: { en: 'Operations have to look at it first.', zh: '须由运营方人工核实后方可报价。' },
  },
  EXCHANGE_OPERATIONS_ONLY: {
    kind: 'forbidden',
    en: 'Only operations may do this.',
    zh: '仅运营方可执行此操作。',
    next: { en: 'Ask the operator of the suite.', zh: '请联系平台运营方。' },
  },
  CONVERSION_INVALID: {
    kind: 'invalid',
    en: '{sell} against {buy} is no conversion.',
    zh: '{sell} 兑 {buy} 不是有效的兑换。',
    next: {
      en: 'Give two currencies, and exactly one amount above zero that both sides can show.',
      zh: '请提供两种货币，且仅一方金额大于零，折算后双方金额均不为零。',
    },
  },
  FIRM_QUOTE_LOCK_UNKNOWN: {
    kind: 'invalid',
    en: 'A rate is not held for {minutes} minutes.',
    zh: '不支持锁汇 {minutes} 分钟。',
    next: {
      en: 'Choose 1, 15, 30, 60, 240, 480 or 1440 minutes.',
      zh: '请选择 1、15、30、60、240、480 或 1440 分钟。',
    },
  },
  FIRM_QUOTE_TOO_LARGE: {
    kind: 'invalid',
    en: '{sell} is more than one quote may sell ({limit}).',
    zh: '{sell} 超过单笔报价上限（{limit}）。',
    next: { en: 'Ask for less, or have the limit raised.', zh: '请减少金额，或申请提高限额。' },
  },
  FIRM_QUOTES_TOO_MANY: {
    kind: 'not_now',
    en: '{open} firm quotes are open, which is the limit.',
    zh: '已有 {open} 份有效报价，达到上限。',
    next: { en: 'Accept or withdraw one, or wait until one expires.', zh: '请接受或撤回其中一份，或待其失效。' },
  },
  FIRM_QUOTE_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no firm quote {quote}.',
    zh: '不存在报价 {quote}。',
    next: { en: 'Ask for a quote first.', zh: '请先询价。' },
  },
  FIRM_QUOTE_OVER: {
    kind: 'not_now',
    en: 'Quote {quote} was firm until {expiresAt}.',
    zh: '报价 {quote} 有效期至 {expiresAt}。',
    next: { en: 'Ask for a new quote.', zh: '请重新询价。' },
  },
  FIRM_QUOTE_WITHDRAWN: {
    kind: 'not_now',
    en: 'Quote {quote} was withdrawn.',
    zh: '报价 {quote} 已撤回。',
    next: { en: 'Ask for a new quote.', zh: '请重新询价。' },
  },
  FIRM_QUOTE_ACCEPTED: {
    kind: 'not_now',
    en: 'Quote {quote} was accepted.',
    zh: '报价 {quote} 已被接受。',
    next: { en: 'Look at its deal.', zh: '请查看对应交易。' },
  },
  MARKET_MOVED: {
    kind: 'not_now',
    en: 'The market moved by {moved} since quote {quote}: more than {limit}.',
    zh: '报价 {quote} 后市场变动 {moved}，超过 {limit}。',
    next: { en: 'Ask for a new quote.', zh: '请重新询价。' },
  },
  UNSETTLED_DEALS_EXCEEDED: {
    kind: 'not_now',
    en: 'Deals that are not settled would come to {unsettled}: more than {limit}.',
    zh: '未交割交易合计将达 {unsettled}，超过限额 {limit}。',
    next: {
      en: 'Fund or cancel what is open, or have the limit raised.',
      zh: '请先交割或取消未结交易，或申请提高限额。',
    },
  },
  DEAL_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no deal {deal}.',
    zh: '不存在交易 {deal}。',
    next: { en: 'List your deals at GET /v1/exchange/deals.', zh: '请通过 GET /v1/exchange/deals 查看交易。' },
  },
  DEAL_STATE_DIFFERS: {
    kind: 'not_now',
    en: 'Deal {deal} is {state}.',
    zh: '交易 {deal} 的状态为 {state}。',
    next: { en: 'This is done only before a deal is funded.', zh: '仅可在交易资金到位前执行此操作。' },
  },
  DEAL_PART_INVALID: {
    kind: 'invalid',
    en: '{sell} is no part of what deal {deal} sells.',
    zh: '{sell} 不是交易 {deal} 卖出金额的一部分。',
    next: {
      en: 'Give an amount above zero and less than the deal, in the currency that it sells.',
      zh: '请提供大于零且小于交易金额的卖出币种金额。',
    },
  },
  DEAL_DATE_INVALID: {
    kind: 'invalid',
    en: 'Deal {deal} cannot be moved to {day}.',
    zh: '交易 {deal} 不能改至 {day}。',
    next: {
      en: 'A drawdown is before the value date, a roll on another day.',
      zh: '提前交割须早于起息日，展期须为其他日期。',
    },
  },
  DEAL_DEPOSIT_SHORT: {
    kind: 'not_now',
    en: 'The deposit is {deposit}; {available} is there.',
    zh: '保证金为 {deposit}，可用余额 {available}。',
    next: { en: 'Bring in the deposit first.', zh: '请先存入保证金。' },
  },
  HEDGE_INVALID: {
    kind: 'invalid',
    en: 'Deal {deal} cannot hedge these orders.',
    zh: '交易 {deal} 不能对冲这些订单。',
    next: {
      en: 'Name a deal that is not settled and hedges nothing yet, and orders of the currency that it sells.',
      zh: '请提供尚未交割且未被指定的交易，以及其卖出币种的订单。',
    },
  },
  HEDGE_RATIO_OUTSIDE: {
    kind: 'invalid',
    en: '{ratio} of the exposure would be hedged: the policy is {low} to {high}.',
    zh: '对冲比例将为 {ratio}，政策区间为 {low} 至 {high}。',
    next: { en: 'Add or leave out orders, or split the deal.', zh: '请增减订单或拆分交易。' },
  },
  HEDGE_NOT_FOUND: {
    kind: 'not_found',
    en: 'Deal {deal} hedges nothing.',
    zh: '交易 {deal} 未用于对冲。',
    next: { en: 'List your hedges at GET /v1/exchange/hedges.', zh: '请通过 GET /v1/exchange/hedges 查看对冲。' },
  },
  EXCHANGE_LIMIT_INVALID: {
    kind: 'invalid',
    en: '{value} is no value of the limit {name}.',
    zh: '{value} 不是限额 {name} 的有效值。',
    next: {
      en: 'Use a name of GET /v1/exchange/limits, and a decimal of zero or above.',
      zh: '请使用 GET /v1/exchange/limits 中的名称及不小于零的小数。',
    },
  },
  REVALUATION_DAY_INVALID: {
    kind: 'invalid',
    en: '{day} is not the last day of a month that is over.',
    zh: '{day} 不是已结束月份的最后一日。',
    next: { en: 'Give the last day of a month before today.', zh: '请提供今日之前某月的最后一日。' },
  },
  PROFIT_PERIOD_INVALID: {
    kind: 'invalid',
    en: '{from} to {until} is no period of at most 366 days.',
    zh: '{from} 至 {until} 不是不超过 366 天的期间。',
    next: { en: 'Give two days, the earlier first.', zh: '请提供先后两个日期。' },
  },
} as const satisfies Refusals;
