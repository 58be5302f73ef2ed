import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import { type Decider, refuse } from '@portolan/eventsourcing';
import { isCurrency } from '@portolan/money';

type LimitEvent = Only<FxEvent, 'ExchangeLimitSet'>;
type LimitRefusal = Extract<keyof typeof fxRefusals, `EXCHANGE_LIMIT_${string}`>;

export interface SetLimit {
  readonly type: 'SetLimit';
  readonly name: string;
  /** A decimal; '' takes the limit away. */
  readonly value: string;
  readonly reason: string;
}

interface Kind {
  /** Where nobody has set it; '' is no limit. */
  readonly usual: string;
  readonly perCurrency: boolean;
  readonly en: string;
  readonly zh: string;
}

/** Every limit there is. One that is per currency is named with it: QUOTE_SIZE.USD. */
export const limitKinds: Readonly<Record<string, Kind>> = {
  OPEN_QUOTES: {
    usual: '5',
    perCurrency: false,
    en: 'firm quotes that a customer may hold open',
    zh: '客户未使用的有效报价数',
  },
  RATE_AGE: { usual: '60', perCurrency: false, en: 'seconds after which a rate is stale', zh: '汇率有效秒数' },
  DEVIATION: {
    usual: '0.02',
    perCurrency: false,
    en: 'distance of a rate from its reference',
    zh: '汇率偏离参考价幅度',
  },
  MARKET_MOVE: {
    usual: '0.005',
    perCurrency: false,
    en: 'movement of the market since a quote',
    zh: '报价后市场变动幅度',
  },
  HEDGE_LOW: {
    usual: '0.5',
    perCurrency: false,
    en: 'least share of an exposure that a hedge covers',
    zh: '对冲比例下限',
  },
  HEDGE_HIGH: {
    usual: '0.9',
    perCurrency: false,
    en: 'largest share of an exposure that a hedge covers',
    zh: '对冲比例上限',
  },
  QUOTE_SIZE: { usual: '', perCurrency: true, en: 'what one quote may sell', zh: '单笔报价卖出上限' },
  UNSETTLED: {
    usual: '',
    perCurrency: true,
    en: "what a customer's deals may sell before they are settled",
    zh: '客户未交割交易上限',
  },
  NET_OPEN: { usual: '', perCurrency: true, en: 'net open position in a currency', zh: '单币种净敞口上限' },
};

export interface ExchangeLimits {
  readonly values: Readonly<Record<string, string>>;
}

/** The one stream of limits. */
export const allLimits = 'main';

/** What the exchange may do at most: data that operations change, each change with what stood before. */
export const exchangeLimits: Decider<ExchangeLimits, SetLimit, LimitEvent, LimitRefusal> & { readonly name: string } = {
  name: 'exchange-limits',
  initial: { values: {} },

  decide({ name, value, reason }, state) {
    if (!isLimit(name) || !isValue(value)) return refuse('EXCHANGE_LIMIT_INVALID', { name, value });
    const before = limitOf(state, name);
    return before === value ? [] : [{ type: 'ExchangeLimitSet', data: { name, before, after: value, reason } }];
  },

  evolve({ values }, { data: { name, after } }) {
    return { values: { ...values, [name]: after } };
  },
};

/** The value of a limit, a decimal; '' where there is none. */
export function limitOf({ values }: ExchangeLimits, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : (limitKinds[kindOf(name)]?.usual ?? '');
}

export const kindOf = (name: string) => name.split('.')[0] ?? '';

function isLimit(name: string): boolean {
  const [kind = '', currency, more] = name.split('.');
  if (!Object.hasOwn(limitKinds, kind) || more !== undefined) return false;
  return limitKinds[kind]?.perCurrency === true ? isCurrency(currency ?? '') : currency === undefined;
}

const isValue = (value: string) => value === '' || /^\d{1,15}(\.\d{1,6})?$/.test(value);
