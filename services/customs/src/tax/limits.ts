import type { Money } from '@portolan/money';

/** What a buyer of retail imports may order, and how much of the ordinary taxes is due within it. */
export interface Limits {
  /** First day, and the last one where they have ended (yyyy-mm-dd, China). */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  /** Of one order, and of one person and calendar year: dutiable value in CNY. */
  readonly single: Money;
  readonly yearly: Money;
  /** Share of the statutory rate that is due within the limits, a fraction such as 70/100. */
  readonly dutyShare: Share;
  readonly taxShare: Share;
}

export interface Share {
  readonly of: bigint;
  readonly in: bigint;
}

const none: Share = { of: 0n, in: 1n };
const seventyPercent: Share = { of: 7n, in: 10n };

const cny = (yuan: bigint): Money => ({ minor: yuan * 100n, currency: 'CNY' });

const limits: readonly Limits[] = [
  {
    validFrom: '2016-04-08',
    validTo: '2018-12-31',
    source: '财关税〔2016〕18号',
    single: cny(2_000n),
    yearly: cny(20_000n),
    dutyShare: none,
    taxShare: seventyPercent,
  },
  {
    validFrom: '2019-01-01',
    source: '财关税〔2018〕49号; 财关税〔2016〕18号',
    single: cny(5_000n),
    yearly: cny(26_000n),
    dutyShare: none,
    taxShare: seventyPercent,
  },
];

/**
 * The limits of a day (yyyy-mm-dd, China).
 * @throws Error before 2016-04-08: there was no such import.
 */
export function limitsOn(day: string): Limits {
  const found = limits.find(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo));
  if (found === undefined) throw new Error(`no limits of retail imports were in force on ${day}`);
  return found;
}
