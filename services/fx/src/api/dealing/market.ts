import { type Complete, outside } from '@portolan/contracts';
import type { Conversion } from '@portolan/contracts/fx/v1/exchange';
import type { CloseOut, DealTerms } from '@portolan/contracts/fx/v1/types';
import { isRefusal, type Refusal } from '@portolan/eventsourcing';
import { formatMoney, type Money, MoneyError } from '@portolan/money';
import { RefusedError, type Runtime } from '@portolan/service';
import { settlementCutOff } from '../../calendar/cut-offs.ts';
import { pairName, pairOf, parsePair } from '../../calendar/pairs.ts';
import { tradeDate } from '../../calendar/trade-date.ts';
import { datedFor, isDated, valueDate as tenorDate } from '../../calendar/value-date.ts';
import { allLimits, exchangeLimits, limitOf } from '../../exchange-limits/exchange-limits.ts';
import { exchangeRate } from '../../exchange-rate/exchange-rate.ts';
import { closeOutOf } from '../../pricing/close-out.ts';
import { type Charges, type Dates, dealTerms } from '../../pricing/terms.ts';
import { known } from '../amounts.ts';

type Market = Pick<Runtime, 'commands' | 'clock'>;

/** The limits of now, by name; '' where there is none. */
export async function limitsNow({ commands }: Market): Promise<(name: string) => string> {
  const { state } = await commands.load(exchangeLimits, outside, allLimits);
  return (name) => limitOf(state, name);
}

/** One stream for each pair. */
export const rateStream = (pair: string) => pair.replace('/', '');

/**
 * What a pair trades at now, if it can be relied on: published, near its reference, and young.
 * @throws RefusedError RATE_NOT_AVAILABLE, RATE_HELD_BACK, RATE_STALE
 */
export async function spotNow(market: Market, pair: string): Promise<string> {
  const { state } = await market.commands.load(exchangeRate, outside, rateStream(pair));
  if (state.status === 'NONE') throw new RefusedError({ refused: 'RATE_NOT_AVAILABLE', data: { pair } });
  if (state.status === 'HELD_BACK') {
    const { deviation, limit } = state;
    throw new RefusedError({ refused: 'RATE_HELD_BACK', data: { pair, deviation, limit } });
  }
  const limit = (await limitsNow(market))('RATE_AGE');
  const age = Date.parse(market.clock.now()) - Date.parse(state.observedAt);
  if (limit !== '' && age > Number(limit) * 1000) {
    throw new RefusedError({ refused: 'RATE_STALE', data: { pair, observedAt: state.observedAt, limit } });
  }
  return state.mid;
}

/** @throws RefusedError where it is a refusal */
export function settled<Answer extends object | string>(answer: Answer | Refusal): Answer {
  if (typeof answer === 'object' && isRefusal(answer as never)) throw new RefusedError(answer as Refusal);
  return answer as Answer;
}

/** The value date of a pair dealt at `now`, as the calendars say. `wanted`: a tenor or a day; '' is SPOT. */
export function datesOf(pairText: string, now: string, wanted: string): Dates {
  const pair = settled(parsePair(pairText));
  const trade = tradeDate(now, pair);
  const dated = datedFor(pair, trade, wanted === '' ? 'SPOT' : wanted);
  if (!isDated(dated)) throw new RefusedError(dated);
  const { valueDate, spotDate, tenor, strategy, calendars } = dated;
  const cutOff = settled(settlementCutOff(pair, valueDate));
  // After today's cut-off the currencies cannot be delivered any more: the next day is not asked for in silence.
  if (cutOff <= now) {
    throw new RefusedError({ refused: 'VALUE_DATE_PAST', data: { day: valueDate, trade } });
  }
  return { tradeDate: trade, spotDate, valueDate, tenor, cutOff, strategy, calendars };
}

/** The terms at which a conversion can be had now. @throws RefusedError */
export async function termsNow(
  market: Market,
  { sell, buy, value, lockMinutes }: Complete<Conversion>,
  charges: Charges,
): Promise<Complete<DealTerms>> {
  const [sold, bought] = [known(sell), known(buy)];
  const refused = { refused: 'CONVERSION_INVALID', data: { sell: formatMoney(sold), buy: formatMoney(bought) } };
  const oneSide = sold.minor >= 0n && bought.minor >= 0n && (sold.minor === 0n) !== (bought.minor === 0n);
  if (!oneSide || sold.currency === bought.currency) throw new RefusedError(refused);
  const pair = pairName(pairOf(sold.currency, bought.currency));
  const dates = datesOf(pair, market.clock.now(), value);
  const spot = await spotNow(market, pair);
  try {
    const terms = dealTerms(pair, spot, { sell: sold, buy: bought }, dates, lockMinutes, charges);
    if (terms.sell.minor > 0n && terms.buy.minor > 0n) return terms;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof MoneyError)) throw error;
  }
  throw new RefusedError(refused);
}

/** What ending a deal now comes to. @throws RefusedError where there is no rate to rely on */
export async function closeOutNow(market: Market, terms: Complete<DealTerms>): Promise<Complete<CloseOut>> {
  return closeOutOf(terms, await spotNow(market, terms.pair), spotDateNow(market, terms.pair));
}

const open: ReadonlySet<string> = new Set(['BOOKED', 'AWAITING_FUNDS', 'FUNDED']);

/** What a deal is worth now, by the last rate there is; undefined where there is none, or it has ended. */
export async function marketValue(
  market: Market,
  state: string,
  terms: Complete<DealTerms>,
): Promise<Money | undefined> {
  if (!open.has(state)) return undefined;
  const { state: rate } = await market.commands.load(exchangeRate, outside, rateStream(terms.pair));
  return rate.status === 'NONE' ? undefined : closeOutOf(terms, rate.mid, spotDateNow(market, terms.pair)).result;
}

function spotDateNow({ clock }: Market, pairText: string): string {
  const pair = settled(parsePair(pairText));
  return settled(tenorDate(pair, tradeDate(clock.now(), pair), 'SPOT')).valueDate;
}
