import { invariantOf } from '../explain.ts';
import { runSeed, usualOrders } from '../run.ts';
import type { Bug } from './bug.ts';

/** What became of looking for a bug. */
export interface Hunt {
  readonly number: number;
  readonly name: string;
  /** How many seeds it took. */
  readonly seeds: number;
  /** The invariant that named it; '' where none did. */
  readonly invariant: string;
  readonly breach: string;
  readonly order: string;
  readonly seconds: number;
  /** What else was broken in seeds in which none of its own was. */
  readonly unnamed: readonly string[];
}

/** Plays seed after seed with the bug in it, until one of its invariants is broken. */
export async function hunt(bug: Bug, from: number, atMost: number): Promise<Hunt> {
  const { number, name, named } = bug;
  const began = performance.now();
  const unnamed: string[] = [];
  const told = (seeds: number) => ({ number, name, seeds, unnamed, seconds: (performance.now() - began) / 1_000 });
  for (let count = 1; count <= atMost; count++) {
    const seed = String(from + count - 1);
    const { breaches, concerned } = await playBroken(bug, seed);
    const breach = breaches.find((each) => named.includes(invariantOf(each)));
    if (breach !== undefined) {
      return {
        ...told(count),
        invariant: invariantOf(breach),
        breach: `seed ${seed}: ${breach}`,
        order: concerned[0] ?? '',
      };
    }
    unnamed.push(...breaches.map((each) => `seed ${seed}: ${each}`));
  }
  return { ...told(atMost), invariant: '', breach: '', order: '' };
}

/** What is broken may break anything: also the suite's own start, or an invariant's idea of what can be. */
async function playBroken(
  bug: Bug,
  seed: string,
): Promise<{ readonly breaches: readonly string[]; readonly concerned: readonly string[] }> {
  try {
    return await runSeed(seed, {
      orders: usualOrders,
      faults: true,
      edges: (world) => [bug.edge(world)],
      named: bug.named,
    });
  } catch (error) {
    return { breaches: [`simulation: ${error instanceof Error ? error.stack : String(error)}`], concerned: [] };
  }
}
