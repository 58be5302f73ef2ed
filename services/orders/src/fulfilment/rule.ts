import type { Step } from '@portolan/contracts/orders/v1/types';
import type { HoldReason } from './holds.ts';
import type { AdviceCase, Known, StepRequest, Underway } from './state.ts';

/** One step of a road: what is asked for, how it begins and ends, and why the order stands still until then. */
export interface StepRule {
  readonly step: Step;
  /** Absent: always. A step that does not apply is passed over. */
  applies?(underway: Underway): boolean;
  /** What must have happened outside before it can be asked for. Absent: nothing. */
  readonly first?: {
    happened(known: Known): boolean;
    hold(underway: Underway): HoldReason;
  };
  /** The exact request to the other service. */
  request(underway: Underway): StepRequest;
  /** The other service took it on: a step that is not refused causes exactly one event that says so. */
  begun(known: Known): boolean;
  /** Absent: it is over when it has begun. `hold` is asked only after it has begun. */
  readonly until?: {
    ended(known: Known): boolean;
    hold(underway: Underway): HoldReason;
  };
  /** Refusals that the other service tells by an event of its own as well: that one counts. */
  readonly toldByEvent?: readonly string[];
  /** A refusal that later news have made void: it is asked for again. */
  isRefusalVoid?(code: string, known: Known): boolean;
  /** Advice that says that it failed: forgotten when it is repeated. */
  readonly failsBy?: readonly AdviceCase[];
}

/** Which number a repetition of the step has: 2 for the first. */
export const attemptOf = ({ retried }: Underway, step: Step): number => (retried[step]?.times ?? 0) + 1;
