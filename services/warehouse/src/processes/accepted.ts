import type { Outcome } from '@portolan/engine';

/**
 * For a command that the event before it has already made sure of.
 * @throws Error where it was refused all the same: the two streams disagree, which no retry mends.
 */
export function accepted(outcome: Outcome): void {
  if (!outcome.ok) throw new Error(`${outcome.stream} refused what was certain: ${outcome.refusal.refused}`);
}
