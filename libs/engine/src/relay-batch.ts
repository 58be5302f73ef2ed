import type { Commit } from '@portolan/store';
import { eventCount } from './envelope.ts';

/** Events of a commit of which the relay takes its whole batch; of fuller ones it takes fewer at once. */
const usualEvents = 64;

/** Commits that are always taken: so many of the fullest fit into memory. */
export const leastCommits = (most: number): number => Math.ceil(most / 4);

/**
 * How many commits to take next time: up to `most` where they hold few events, fewer where they hold many, so that what
 * lies in memory stays about the same. After a silence it begins low, for nobody knows what waits.
 */
export function commitsToTake(taken: readonly Commit[], asked: number, most: number): number {
  if (taken.length < asked) return leastCommits(most);
  const events = taken.reduce((sum, commit) => sum + eventCount(commit), 0);
  const fit = Math.floor((most * usualEvents * taken.length) / Math.max(events, 1));
  return Math.max(leastCommits(most), Math.min(most, asked * 2, fit));
}
