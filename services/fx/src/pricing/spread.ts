import { decimalOf, decimalsOf, type Fraction, fraction, over, plus, times, whole } from './fractions.ts';

/** For how long a rate may be held, in minutes, and what each adds, in hundredths of a percent at a calm market. */
export const lockLengths: readonly { readonly minutes: number; readonly points: number }[] = [
  { minutes: 1, points: 0 },
  { minutes: 15, points: 1 },
  { minutes: 30, points: 2 },
  { minutes: 60, points: 4 },
  { minutes: 240, points: 8 },
  { minutes: 480, points: 12 },
  { minutes: 1440, points: 20 },
];

/** A pair's own spread in hundredths of a percent, and how much it moves in a day. '*' is any other pair. */
const pairs: readonly { readonly pair: string; readonly points: number; readonly dailyVolatility: string }[] = [
  { pair: 'USD/CNY', points: 25, dailyVolatility: '0.0025' },
  { pair: 'EUR/USD', points: 15, dailyVolatility: '0.0050' },
  { pair: 'GBP/USD', points: 18, dailyVolatility: '0.0055' },
  { pair: 'USD/JPY', points: 15, dailyVolatility: '0.0060' },
  { pair: 'USD/HKD', points: 8, dailyVolatility: '0.0005' },
  { pair: '*', points: 40, dailyVolatility: '0.0070' },
];

/** What the settlement adds: the sooner, the dearer; what lies after spot carries credit. */
const schedules: Readonly<Record<string, number>> = { TOD: 5, ON: 3, SPOT: 0, LATER: 6 };

// The volatility at which the points of a lock are meant.
const calm = '0.0025';

export const isLockLength = (minutes: number) => lockLengths.some((lock) => lock.minutes === minutes);

export function volatilityOf(pair: string): string {
  return (pairs.find((row) => row.pair === pair) ?? pairs.at(-1))?.dailyVolatility ?? calm;
}

/**
 * How far a client's rate is off the middle: the pair's own, what the lock adds times the pair's volatility, and what
 * the settlement adds.
 * @returns in units of the rate, at its scale, rounded up: never below what the table says
 */
export function spreadOf(mid: string, pair: string, lockMinutes: number, tenor: string): string {
  const own = pairs.find((row) => row.pair === pair) ?? pairs.at(-1);
  const lock = lockLengths.find(({ minutes }) => minutes === lockMinutes)?.points ?? 0;
  const nervous = over(fraction(volatilityOf(pair)), fraction(calm));
  const schedule = schedules[tenor] ?? schedules['LATER'] ?? 0;
  const points: Fraction = plus(whole((own?.points ?? 0) + schedule), times(whole(lock), nervous));
  return decimalOf(over(times(fraction(mid), points), whole(10_000)), decimalsOf(mid), 'up');
}
