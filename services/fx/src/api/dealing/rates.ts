import { type Complete, outside } from '@portolan/contracts';
import type {
  ExchangeLimitView,
  ListRatesRequest,
  PublishRateRequest,
  SetExchangeLimitRequest,
  ValueDateRequest,
  ValueDateView,
} from '@portolan/contracts/fx/v1/exchange';
import { answered, type Call, paged, RefusedError, type Runtime } from '@portolan/service';
import { earliestValueDate, settlementCutOff } from '../../calendar/cut-offs.ts';
import { pairName, pairOf, parsePair } from '../../calendar/pairs.ts';
import { tradeDate } from '../../calendar/trade-date.ts';
import { datedFor, isDated } from '../../calendar/value-date.ts';
import { allLimits, exchangeLimits, kindOf, limitKinds, limitOf } from '../../exchange-limits/exchange-limits.ts';
import { exchangeRate } from '../../exchange-rate/exchange-rate.ts';
import type { RateDocument } from '../../projections/exchange.ts';
import { limitsNow, rateStream, settled } from './market.ts';

/** Says what a pair trades at. @throws RefusedError EXCHANGE_OPERATIONS_ONLY, PAIR_INVALID, RATE_INVALID */
export function publishRate(runtime: Runtime) {
  const { commands, clock } = runtime;
  return async ({ pair: text, ...rate }: Complete<PublishRateRequest>, call: Call) => {
    operationsOnly(call);
    const named = settled(parsePair(text));
    const pair = pairName(pairOf(named.base, named.quote));
    // A rate the other way round is another number: it is not turned in silence.
    if (pairName(named) !== pair) throw new RefusedError({ refused: 'PAIR_INVALID', data: { pair: text } });
    const limit = (await limitsNow(runtime))('DEVIATION');
    const observedAt = rate.observedAt === '' ? clock.now() : rate.observedAt;
    const command = { type: 'PublishRate', ...rate, pair, observedAt, limit } as const;
    return answered(
      await commands.execute(exchangeRate, rateStream(pair), command, { ...call.context, tenant: outside }),
      pair,
    );
  };
}

/** The latest rate of each pair; or of one pair, as of an instant, with what came before. */
export function listRates({ documents }: Runtime) {
  return async ({ pair, asOf, page }: Complete<ListRatesRequest>) => {
    const until = asOf === '' ? {} : { atMost: asOf };
    const history = { collection: 'exchange_rates', index: 'byPair', equals: [pair], descending: true, ...until };
    const query = pair === '' ? { collection: 'exchange_latest' } : history;
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<RateDocument>({ tenant: outside, ...query, ...reach }),
    );
    const rates = shown.map(({ document }) => {
      const { pair: name, mid, parity, deviation, source, observedAt, state } = document;
      return { pair: name, mid, parity, deviation, source, observedAt, state };
    });
    return { rates, nextCursor };
  };
}

/** When a pair that is dealt on a day settles, and until when it can be funded. @throws RefusedError */
export function getValueDate({ clock }: Runtime) {
  return async (asked: Complete<ValueDateRequest>): Promise<ValueDateView> => {
    const pair = settled(parsePair(asked.pair));
    const now = clock.now();
    const trade = asked.tradeDate === '' ? tradeDate(now, pair) : asked.tradeDate;
    const dated = datedFor(pair, trade, asked.value === '' ? 'SPOT' : asked.value);
    if (!isDated(dated)) throw new RefusedError(dated);
    const { spotDate, valueDate, tenor, strategy, calendars } = dated;
    return {
      ...{ pair: pairName(pair), tradeDate: trade, spotDate, valueDate, tenor, strategy, calendars: [...calendars] },
      cutOff: settled(settlementCutOff(pair, valueDate)),
      earliest: settled(earliestValueDate(pair, now)),
    };
  };
}

/** @throws RefusedError EXCHANGE_OPERATIONS_ONLY, EXCHANGE_LIMIT_INVALID */
export function setLimit({ commands }: Runtime) {
  return async ({ name, value, reason }: Complete<SetExchangeLimitRequest>, call: Call) => {
    operationsOnly(call);
    const command = { type: 'SetLimit', name, value, reason } as const;
    return answered(
      await commands.execute(exchangeLimits, allLimits, command, { ...call.context, tenant: outside }),
      name,
    );
  };
}

/** Every limit there is, and each per currency that was set. */
export function listLimits({ commands }: Runtime) {
  return async () => {
    const { state } = await commands.load(exchangeLimits, outside, allLimits);
    const usual = Object.entries(limitKinds).flatMap(([name, { perCurrency }]) => (perCurrency ? [] : [name]));
    const names = [...new Set([...usual, ...Object.keys(state.values)])].sort();
    const limits = names.map((name): ExchangeLimitView => {
      const { en = '', zh = '' } = limitKinds[kindOf(name)] ?? {};
      return { name, value: limitOf(state, name), about: en, aboutZh: zh };
    });
    return { limits };
  };
}

/** @throws RefusedError EXCHANGE_OPERATIONS_ONLY */
export function operationsOnly({ caller }: Call): void {
  if (caller.role === 'operations') return;
  throw new RefusedError({ refused: 'EXCHANGE_OPERATIONS_ONLY', data: {} });
}
