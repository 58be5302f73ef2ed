/** Bounds of the engine, all of machine time in milliseconds. */
export interface EngineLimits {
  /** Commits that one write of the event store takes. */
  readonly appendBatch: number;
  /** Commands decided into one commit: what waits for a hot stream shares one write. */
  readonly commandsPerCommit: number;
  /** Streams whose state stays in memory. */
  readonly warmStreams: number;
  /** Commits that the relay takes at once; fewer where they hold many events. */
  readonly relayBatch: number;
  /** How often the relay looks although nobody woke it. */
  readonly relayPoll: number;
  readonly leaseTtl: number;
  /** Events that one transaction of a consumer takes. */
  readonly consumerBatch: number;
  /** How long a position may stay in memory that moved over events which nobody wants. */
  readonly positionsWritten: number;
  /** How long nothing must have arrived in a partition before its end is looked at. */
  readonly tailLook: number;
  /** Tries of an event's handler before the event is parked. */
  readonly handlerAttempts: number;
  /** Requests that run at the same time. */
  readonly requestsAtOnce: number;
  /**
   * Tries of a request, or of a timer, before it is parked: at the cap of the back-off about a day, so that an outage
   * of hours heals by itself and only what never works ends up parked.
   */
  readonly requestAttempts: number;
  readonly requestBackOffCap: number;
  readonly requestPoll: number;
  /** How long a redrive waits for the instance that leads. */
  readonly redriveWithin: number;
  readonly timerPoll: number;
  /** Timers that fire at the same time. */
  readonly timersAtOnce: number;
  /** How long a read waits for its projection. */
  readonly visibleWithin: number;
}

export const usualLimits: EngineLimits = {
  appendBatch: 500,
  commandsPerCommit: 256,
  warmStreams: 10_000,
  relayBatch: 500,
  relayPoll: 1_000,
  leaseTtl: 6_000,
  consumerBatch: 500,
  positionsWritten: 5_000,
  tailLook: 30_000,
  handlerAttempts: 3,
  requestsAtOnce: 16,
  requestAttempts: 30_000,
  requestBackOffCap: 3_000,
  requestPoll: 2_000,
  redriveWithin: 10_000,
  timerPoll: 200,
  timersAtOnce: 64,
  visibleWithin: 2_000,
};
