import type { Complete } from '@portolan/contracts';
import type { Terms } from '@portolan/contracts/fx/v1/types';
import { convert, isDecimal, type Money } from '@portolan/money';

/** What the bank offers. Rates: units of the bought currency for one unit of the sold. */
export interface Offer {
  /** The bank's own number of the lock. */
  readonly reference: string;
  readonly midRate: string;
  readonly bankRate: string;
  /** RFC 3339 in UTC */
  readonly expiresAt: string;
}

/**
 * The terms of a sale at an offer. The client's rate is the bank's less the spread, at the scale of the bank's rate,
 * cut off rather than rounded up, so that no client gets more than bank and spread allow. Each amount is computed
 * from its own rate and rounded once, half to even.
 * @param spread decimal, in units of the bought currency
 * @throws MoneyError where a rate is no decimal above zero, or the spread eats the whole rate.
 */
export function termsOf(sell: Money, buyCurrency: string, offer: Offer, spread: string): Complete<Terms> {
  const clientRate = lessSpread(offer.bankRate, spread);
  return {
    sell,
    buy: convert(sell, clientRate, buyCurrency),
    midRate: offer.midRate,
    bankRate: offer.bankRate,
    clientRate,
    bankBuy: convert(sell, offer.bankRate, buyCurrency),
    bankReference: offer.reference,
    expiresAt: offer.expiresAt,
  };
}

/** '7.1195' less '0.0195' is '7.1000': the scale of the rate is kept. What is no decimal is handed back as it is. */
export function lessSpread(rate: string, spread: string): string {
  if (!isDecimal(rate) || !isDecimal(spread)) return rate;
  const scale = scaleOf(rate);
  const fine = Math.max(scale, scaleOf(spread));
  const difference = scaled(rate, fine) - scaled(spread, fine);
  return decimalText(floorDivide(difference, 10n ** BigInt(fine - scale)), scale);
}

const scaleOf = (text: string) => text.split('.')[1]?.length ?? 0;

function scaled(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

function floorDivide(value: bigint, by: bigint): bigint {
  return value >= 0n || value % by === 0n ? value / by : value / by - 1n;
}

function decimalText(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const sign = value < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
