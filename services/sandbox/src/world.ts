import type { Runtime } from '@portolan/service';
import type { Chance } from './chance.ts';
import type { Pushes } from './pushes.ts';

/** What each simulator works with. */
export interface World {
  readonly runtime: Runtime;
  readonly chance: Chance;
  readonly pushes: Pushes;
}

/** What a simulator answers to a call. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export const taken: Answer = { status: 202, body: { taken: true } };

export function refused(status: number, reason: string): Answer {
  return { status, body: { error: reason } };
}
