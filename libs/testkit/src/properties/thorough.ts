import { hash } from 'node:crypto';

/** Below so few runs nobody can say what never happens. */
export const tellingRuns = 100;

/**
 * How hard a property is tried: the same runs every time, others for every name.
 * PORTOLAN_PROPERTY_RUNS says how many (200 where nothing is said), PORTOLAN_PROPERTY_SEED where they begin.
 * @throws RangeError where one of them is no whole number
 */
export function thorough(name: string): { readonly numRuns: number; readonly seed: number } {
  return {
    numRuns: wholeNumber('PORTOLAN_PROPERTY_RUNS') ?? 200,
    seed: wholeNumber('PORTOLAN_PROPERTY_SEED') ?? hash('sha256', name, 'buffer').readInt32BE(0),
  };
}

function wholeNumber(key: string): number | undefined {
  const text = process.env[key] ?? '';
  if (text === '') return undefined;
  const value = Number(text);
  if (!Number.isInteger(value)) throw new RangeError(`${key} is no whole number: ${text}`);
  return value;
}
