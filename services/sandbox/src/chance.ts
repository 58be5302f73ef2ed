import { createHash } from 'node:crypto';

/**
 * The outside world's only source of chance: a hash of the seed and of what it is asked about. The same seed and the
 * same reference give the same delays, rates and numbers in every run and after every restart.
 */
export interface Chance {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number, ...about: readonly string[]): number;
}

export function chanceFrom(seed: string): Chance {
  return {
    between(low, high, ...about) {
      const hash = createHash('sha256')
        .update(JSON.stringify([seed, ...about]))
        .digest();
      return low + Number(hash.readBigUInt64BE(0) % BigInt(high - low + 1));
    },
  };
}

/** `at` moved on by so many milliseconds, as RFC 3339 in UTC. */
export function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
