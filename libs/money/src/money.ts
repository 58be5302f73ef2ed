import { MoneyError, minorDigits } from './currency.ts';

/** An amount in minor units of an ISO 4217 currency: USD 12.34 is `{ minor: 1234n, currency: 'USD' }`. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

// The contracts carry amounts as int64.
const largest = 2n ** 63n - 1n;

/** @throws MoneyError for an unknown currency, or an amount that 64 bits do not hold. */
export function money(minor: bigint, currency: string): Money {
  minorDigits(currency);
  if (minor > largest || minor < -largest) throw new MoneyError(`${minor} ${currency} is beyond 64 bits`);
  return { minor, currency };
}

/**
 * Reads a decimal text such as '12.34', '-3' or '7.5'.
 * @throws MoneyError for anything else, and for more decimals than the currency has.
 */
export function parseMoney(text: string, currency: string): Money {
  const digits = minorDigits(currency);
  const [, sign, whole, fraction = ''] = /^(-?)(\d{1,19})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new MoneyError(`'${text}' is not a decimal amount`);
  if (fraction.length > digits) throw new MoneyError(`${currency} has ${digits} decimals, '${text}' has more`);
  const minor = BigInt(whole + fraction.padEnd(digits, '0'));
  return money(sign === '-' ? -minor : minor, currency);
}

/** '12.34': always with all decimals of the currency. */
export function decimal(amount: Money): string {
  const digits = minorDigits(amount.currency);
  const text = String(amount.minor < 0n ? -amount.minor : amount.minor).padStart(digits + 1, '0');
  const sign = amount.minor < 0n ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** 'USD 12.34': as sentences and logs say it. */
export function formatMoney(amount: Money): string {
  return `${amount.currency} ${decimal(amount)}`;
}

/** @throws MoneyError on two currencies. */
export function add(left: Money, right: Money): Money {
  sameCurrency(left, right);
  return money(left.minor + right.minor, left.currency);
}

/** @throws MoneyError on two currencies. */
export function subtract(left: Money, right: Money): Money {
  sameCurrency(left, right);
  return money(left.minor - right.minor, left.currency);
}

export function negate(amount: Money): Money {
  return money(-amount.minor, amount.currency);
}

/**
 * −1, 0 or 1.
 * @throws MoneyError on two currencies.
 */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  sameCurrency(left, right);
  if (left.minor === right.minor) return 0;
  return left.minor < right.minor ? -1 : 1;
}

/** Same currency and same amount; never throws. */
export function equal(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.minor === right.minor;
}

export function isZero(amount: Money): boolean {
  return amount.minor === 0n;
}

/**
 * Sum of a list; zero of the currency for an empty one.
 * @throws MoneyError where an amount is of another currency.
 */
export function sum(amounts: Iterable<Money>, currency: string): Money {
  let total = money(0n, currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

function sameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) {
    throw new MoneyError(`${formatMoney(left)} and ${formatMoney(right)} are of two currencies`);
  }
}
