import type { World } from '@portolan/testkit/simulation';
import type { Edge } from '../edge.ts';

/** A bug that real systems have had, put where production code cannot see it. */
export interface Bug {
  readonly number: number;
  readonly name: string;
  /** Invariants that name it: whichever of them is broken has found it. */
  readonly named: readonly string[];
  /** Each world has one of its own. */
  edge(world: World): Edge;
}
