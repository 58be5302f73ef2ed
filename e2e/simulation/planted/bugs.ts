import type { Bug } from './bug.ts';
import { documentBugs } from './documents.ts';
import { domainBugs } from './domain.ts';
import { eventBugs } from './events.ts';

/** Every bug that the simulation has to find, by its number. */
export const bugs: readonly Bug[] = [...eventBugs, ...documentBugs, ...domainBugs].sort(
  (one, other) => one.number - other.number,
);
