import { StoreAway } from '@portolan/store';
import type { Operation } from './life.ts';
import type { Weather } from './weather.ts';

const away = (): never => {
  throw new StoreAway(new Error('simulated'));
};

/** What goes wrong with a read. */
export function readTrouble(weather: Weather): Pick<Operation<never>, 'instead'> {
  return weather.strikes('store away') ? { instead: away } : {};
}

/**
 * What goes wrong with a write.
 * @param unknown makes, or throws, the answer that stands for "nobody knows"
 */
export function writeTrouble<Answer>(
  weather: Weather,
  unknown: () => Answer,
): Pick<Operation<Answer>, 'instead' | 'afterwards' | 'late'> {
  if (weather.strikes('store away')) return { instead: away };
  if (weather.strikes('store lost')) return { instead: unknown, late: 50 };
  if (weather.strikes('store unanswered')) return { afterwards: unknown, late: 50 };
  if (weather.strikes('store hangs')) return { afterwards: unknown, late: 3_000 };
  return {};
}
