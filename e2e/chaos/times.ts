import type { Kind } from './schedule.ts';

// What ten minutes hold. Killed services come most often: that is what happens in the world.
const inTenMinutes: Readonly<Record<Kind, number>> = {
  'service killed': 10,
  'service paused': 7,
  'service stopped': 7,
  'broker killed': 5,
  'broker paused': 5,
  'mongod killed': 5,
  'mongod paused': 5,
  'mongod cut': 6,
  'mongod delayed': 5,
  'broker cut': 6,
  'broker delayed': 5,
  election: 5,
};

/** How often each kind comes in so many minutes: at least once each. Elections need three members. */
export function timesFor(minutes: number, elections: boolean): Readonly<Partial<Record<Kind, number>>> {
  const scaled = Object.entries(inTenMinutes).map(
    ([kind, times]) => [kind, Math.max(1, Math.round((times * minutes) / 10))] as const,
  );
  return Object.fromEntries(scaled.filter(([kind]) => elections || kind !== 'election'));
}
