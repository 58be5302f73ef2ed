import type { CommandReply } from '@portolan/contracts/common/v1/types';
import type { Outcome } from '@portolan/engine';
import type { Refusal } from '@portolan/eventsourcing';

/** A "no" on its way through gRPC. Handlers throw it, and clients of other services throw the same again. */
export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.name = 'RefusedError';
    this.refusal = refusal;
  }
}

/** A call that got no answer: nobody knows whether it had its effect. Repeat it with the same command id. */
export class Outage extends Error {
  /** The service that was called. */
  readonly service: string;
  /** Name of the gRPC status: UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL … */
  readonly status: string;

  constructor(service: string, status: string, cause?: unknown) {
    super(`${service} gave no answer: ${status}`, { cause });
    this.name = 'Outage';
    this.service = service;
    this.status = status;
  }
}

/**
 * The reply to a command.
 * @param id of the root that the command concerned
 * @throws RefusedError where it was refused.
 */
export function answered(outcome: Outcome, id: string): CommandReply {
  if (!outcome.ok) throw new RefusedError(outcome.refusal);
  return { id, stream: outcome.stream, version: BigInt(outcome.version) };
}
