import type { Complete } from '@portolan/contracts';
import type {
  Conversion,
  ExchangeLimitView,
  ExposureBucket,
  FirmQuoteView,
  HedgeView,
  OpenPosition,
  ProfitAndLossReply,
  RateView,
  ValueDateView,
} from '@portolan/contracts/fx/v1/exchange';
import type { DealTerms, HedgedExposure } from '@portolan/contracts/fx/v1/types';
import { isCurrency, parseMoney } from '@portolan/money';
import { z } from 'zod';
import { instant, money, price } from './codecs.ts';
import { nextCursor, oneStateOf, page, remark, text } from './common.ts';

const currency = z.string().regex(/^[A-Z]{3}$/, 'CURRENCY_SHAPE');
const rate = z.string().meta({ description: "A decimal: units of the pair's second currency for one of its first" });
const pair = text(7).meta({ description: 'As the market names it', examples: ['USD/CNY'] });
const value = z
  .string()
  .max(10, 'TOO_LONG')
  .default('')
  .meta({
    description: 'TOD, ON, TN, SPOT, SN, SW, 2W, 3W, 1M to 24M, 1Y, 2Y, or a date; empty: SPOT',
    examples: ['1M'],
  });
const lockMinutes = z
  .int32()
  .default(30)
  .meta({ description: 'For how long the rate shall hold: 1, 15, 30, 60, 240, 480 or 1440' });

export const dealTerms = z
  .strictObject({
    pair,
    sell: money,
    buy: money,
    fixedSide: z.string().meta({ description: 'SELL or BUY: which of the two was given' }),
    spotRate: rate,
    forwardPoints: z.string(),
    midRate: rate,
    clientRate: rate,
    spread: z.string(),
    mid: money.meta({ description: 'What is sold, at the middle rate' }),
    fee: money,
    deposit: money,
    tradeDate: z.string(),
    spotDate: z.string(),
    valueDate: z.string(),
    tenor: z.string(),
    cutOff: instant,
    strategy: z.string().meta({ description: 'How holidays in between count: EARLIEST_ON_BOTH or UNION' }),
    calendars: z.array(z.string()).meta({ description: 'Versions of the calendars that dated it' }),
  })
  .meta({ id: 'DealTerms' }) satisfies z.ZodType<Complete<DealTerms>>;

export const quoteConversion = z
  .strictObject({
    sell: price.optional().meta({ description: 'What is sold; then `buyCurrency` names the other side' }),
    buy: price.optional().meta({ description: 'What is bought; then `sellCurrency` names the other side' }),
    sellCurrency: currency.optional(),
    buyCurrency: currency.optional(),
    value,
    lockMinutes,
    reference: remark(64).meta({ description: 'What it is for, such as an order number' }),
  })
  .meta({
    id: 'QuoteConversion',
    description: 'Exactly one of the two sides is fixed.',
  });

/** A conversion as the service takes it: the side that was not given is nothing. */
export function conversionOf(given: z.output<typeof quoteConversion>): Complete<Conversion> {
  const { sell, buy, sellCurrency = '', buyCurrency = '' } = given;
  return {
    sell: sell ?? { minor: 0n, currency: sellCurrency },
    buy: buy ?? { minor: 0n, currency: buyCurrency },
    ...{ value: given.value, lockMinutes: given.lockMinutes },
  };
}

export const indicate = z
  .strictObject({
    sell: currency.meta({ examples: ['USD'] }),
    buy: currency.meta({ examples: ['CNY'] }),
    amount: z
      .string()
      .regex(/^\d{1,15}(\.\d{1,4})?$/, 'AMOUNT_SHAPE')
      .meta({ examples: ['100.00'] }),
    side: z.enum(['SELL', 'BUY']).default('SELL').meta({ description: 'Which side the amount is of' }),
    value,
    lockMinutes: z.enum(['1', '15', '30', '60', '240', '480', '1440']).default('30'),
  })
  .check(({ value: { sell, buy, side, amount }, issues }) => {
    const named = side === 'SELL' ? sell : buy;
    if (isCurrency(named) && !fits(amount, named)) {
      issues.push({ code: 'custom', input: amount, path: ['amount'], message: 'AMOUNT_SHAPE' });
    }
  });

/** A question for an indication, as the service takes it. */
export function indicationOf({ sell, buy, amount, side, ...rest }: z.output<typeof indicate>): Complete<Conversion> {
  const [sold, bought] = side === 'SELL' ? [amount, '0'] : ['0', amount];
  const of = (units: string, code: string) =>
    isCurrency(code) ? parseMoney(units, code) : { minor: 0n, currency: code };
  return { sell: of(sold, sell), buy: of(bought, buy), value: rest.value, lockMinutes: Number(rest.lockMinutes) };
}

function fits(amount: string, code: string): boolean {
  try {
    return parseMoney(amount, code).minor >= 0n;
  } catch {
    return false;
  }
}

const quoteStates = ['INDICATIVE', 'FIRM', 'ACCEPTED', 'EXPIRED', 'WITHDRAWN'];

export const firmQuote = z
  .strictObject({
    id: z.string().meta({ description: 'Empty for an indication' }),
    state: z.string().meta({ description: quoteStates.join(', ') }),
    terms: dealTerms,
    createdAt: instant,
    expiresAt: instant,
    dealId: z.string().meta({ description: 'Empty until it is accepted' }),
    reference: z.string(),
  })
  .meta({ id: 'FirmQuote' }) satisfies z.ZodType<Complete<FirmQuoteView>>;

const dealStates = [...['BOOKED', 'AWAITING_FUNDS', 'FUNDED', 'SETTLED', 'CLOSED', 'CANCELLED', 'ROLLED', 'SPLIT']] as [
  string,
  ...string[],
];

export const dealView = z
  .strictObject({
    id: z.string(),
    state: z.string().meta({ description: dealStates.join(', ') }),
    terms: dealTerms,
    quoteId: z.string(),
    parentId: z.string().meta({ description: 'The deal that it was split off or rolled from' }),
    reference: z.string(),
    bookedAt: instant,
    marketValue: money.optional().meta({ description: 'What ending it now would come to; above zero, you gain' }),
  })
  .meta({ id: 'Deal' });

export const listDeals = z.strictObject({ state: oneStateOf(dealStates), ...page });
export const dealList = z.strictObject({ deals: z.array(dealView), nextCursor }).meta({ id: 'DealList' });

export const because = z
  .strictObject({ reason: text(200) })
  .meta({ id: 'DealReason', examples: [{ reason: 'The order was called off' }] });
export const rollTo = z.strictObject({ value }).meta({ id: 'RollDeal', examples: [{ value: '1M' }] });

const part = { sell: price.meta({ description: 'What the first part sells' }) };
export const splitDeal = z.strictObject(part).meta({ id: 'SplitDeal' });
export const drawDown = z
  .strictObject({ ...part, valueDate: z.iso.date('DAY_SHAPE').meta({ description: 'Before that of the deal' }) })
  .meta({ id: 'DrawDownDeal' });

export const publishRate = z
  .strictObject({
    pair,
    mid: text(21).meta({ description: 'A decimal above zero' }),
    parity: remark(21).meta({ description: 'The official reference of the day; left out: the last one stays' }),
    source: text(64),
    observedAt: z.iso.datetime().or(z.literal('')).default('').meta({ description: 'Left out: now' }),
    approved: z.boolean().default(false).meta({ description: 'A person has looked at it, although it is far off' }),
  })
  .meta({
    id: 'PublishRate',
    examples: [{ pair: 'USD/CNY', mid: '7.1200', parity: '7.1100', source: 'bank', observedAt: '', approved: false }],
  });

export const listRates = z.strictObject({
  pair: z.string().max(7, 'TOO_LONG').default('').meta({ description: 'Empty: the latest of each' }),
  asOf: z.iso.datetime().or(z.literal('')).default('').meta({ description: 'With a pair: what was known then' }),
  ...page,
});

const rateView = z
  .strictObject({
    pair,
    mid: rate,
    parity: z.string(),
    deviation: z.string().meta({ description: 'How far it is from the reference, a decimal' }),
    source: z.string(),
    observedAt: instant,
    state: z.string().meta({ description: 'PUBLISHED, or HELD_BACK: nothing is quoted on it' }),
  })
  .meta({ id: 'ExchangeRate' }) satisfies z.ZodType<Complete<RateView>>;

export const rateList = z.strictObject({ rates: z.array(rateView), nextCursor }).meta({ id: 'ExchangeRateList' });

export const askValueDate = z.strictObject({
  pair,
  trade: z.iso.date('DAY_SHAPE').or(z.literal('')).default('').meta({ description: 'Empty: the trade date of now' }),
  value,
});

export const valueDate = z
  .strictObject({
    pair,
    tradeDate: z.string(),
    spotDate: z.string(),
    valueDate: z.string(),
    tenor: z.string(),
    strategy: z.string(),
    cutOff: instant,
    earliest: z.string().meta({ description: 'The first day for which a deal that is booked now can settle' }),
    calendars: z.array(z.string()),
  })
  .meta({ id: 'ValueDate' }) satisfies z.ZodType<Complete<ValueDateView>>;

const bucket = z
  .strictObject({
    currency: z.string(),
    valueDate: z.string().meta({ description: 'Empty: on hand' }),
    receivable: money.meta({ description: 'Orders that are not paid' }),
    unconverted: money.meta({ description: 'Receipts, and what is set aside of them' }),
    escrow: money,
    payable: money,
    deals: money.meta({ description: 'Booked and not settled: what is bought, less what is sold' }),
    net: money,
  })
  .meta({ id: 'ExposureBucket' }) satisfies z.ZodType<Complete<ExposureBucket>>;

const position = z
  .strictObject({
    currency: z.string(),
    net: money,
    valueAtRisk: money.meta({ description: 'z·σ·√h·|net|: 99 of 100 days, one day' }),
    limit: z.string().meta({ description: 'In main units; empty: none' }),
    within: z.boolean(),
  })
  .meta({ id: 'OpenPosition' }) satisfies z.ZodType<Complete<OpenPosition>>;

export const exposures = z
  .strictObject({ buckets: z.array(bucket), positions: z.array(position) })
  .meta({ id: 'Exposures' });

const hedged = z
  .strictObject({ reference: text(64).meta({ description: 'The id of an order' }), amount: price })
  .meta({ id: 'HedgedExposure' }) satisfies z.ZodType<Complete<HedgedExposure>>;

export const designateHedge = z.strictObject({ exposures: z.array(hedged).min(1, 'EMPTY').max(200, 'TOO_LONG') }).meta({
  id: 'DesignateHedge',
});

const hedge = z
  .strictObject({
    dealId: z.string(),
    hedged: money,
    exposures: z.array(hedged),
    exposed: money,
    ratio: z.string(),
    state: z.string().meta({ description: 'WITHIN, UNDER, OVER: against the band of the policy' }),
  })
  .meta({ id: 'Hedge' }) satisfies z.ZodType<Complete<HedgeView>>;

export const hedgeList = z.strictObject({ hedges: z.array(hedge) }).meta({ id: 'HedgeList' });

export const setLimit = z
  .strictObject({
    name: text(32).meta({ examples: ['QUOTE_SIZE.USD'] }),
    value: remark(22).meta({ description: 'A decimal; empty: no limit' }),
    reason: text(200),
  })
  .meta({ id: 'SetExchangeLimit', examples: [{ name: 'OPEN_QUOTES', value: '10', reason: 'The season of sales' }] });

const limit = z
  .strictObject({ name: z.string(), value: z.string(), about: z.string(), aboutZh: z.string() })
  .meta({ id: 'ExchangeLimit' }) satisfies z.ZodType<Complete<ExchangeLimitView>>;

export const limitList = z.strictObject({ limits: z.array(limit) }).meta({ id: 'ExchangeLimitList' });

const aDay = z.iso.date('DAY_SHAPE').or(z.literal('')).default('').meta({ description: 'yyyy-mm-dd; empty: today' });
export const period = z.strictObject({ from: aDay, until: aDay });

export const profitAndLoss = z
  .strictObject({
    lines: z.array(
      z
        .strictObject({
          day: z.string(),
          cause: z.string().meta({ description: 'FEES, SPREAD, POSITION, UNREALISED, CHARGES, LOSSES, ROUNDING' }),
          amount: money.meta({ description: 'Above zero: gained' }),
        })
        .meta({ id: 'ProfitAndLossLine' }),
    ),
    totals: z.array(money).meta({ description: 'Of the whole period: what the accounts changed by' }),
  })
  .meta({ id: 'ProfitAndLoss' }) satisfies z.ZodType<Complete<ProfitAndLossReply>>;

export const revalue = z
  .strictObject({
    tenant: text(64).meta({ description: 'Whose books' }),
    day: z.iso.date('DAY_SHAPE').meta({ description: 'The last day of a month that is over' }),
  })
  .meta({ id: 'Revalue', examples: [{ tenant: 'merchant-shenzhen', day: '2026-02-28' }] });
