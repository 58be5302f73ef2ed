/** How far a consumer of this instance has read one shard of one service. */
export interface Reading {
  readonly service: string;
  readonly shard: number;
  /**
   * Last position applied, parked or passed over, as this instance knows it. A partition that went to another instance
   * keeps its last reading here: of a service's instances, the highest is how far the service has come.
   */
  readonly position: number;
}

export interface ConsumerProgress {
  /** <service>.<consumer>.v<n> */
  readonly name: string;
  readonly readings: readonly Reading[];
  /** Keys that are parked in the whole service, not in this instance alone. */
  readonly parkedKeys: number;
}

/** Where the relay of a shard stands, read from the store. */
export interface ShardProgress {
  readonly shard: number;
  /** Last position given. */
  readonly position: number;
  /** Last position that the log acknowledged. */
  readonly published: number;
}

/** What one instance knows of itself. */
export interface Reach {
  /** Empty where the service owns no streams, or another instance relays. */
  readonly shards: readonly ShardProgress[];
  /** Every shard that a consumer reads, 0 where it has not begun with one. */
  readonly consumers: readonly Pick<ConsumerProgress, 'name' | 'readings'>[];
}

/** How an engine gets on. */
export interface Progress {
  /** Empty where the service owns no streams. */
  readonly shards: readonly ShardProgress[];
  readonly consumers: readonly ConsumerProgress[];
  /**
   * Machine milliseconds since this instance first saw the oldest commit that is not on the log yet, whoever relays;
   * 0 where there is none.
   */
  readonly oldestUnsent: number;
  /** Requests that wait for their turn or their answer; those behind a parked one are not counted. */
  readonly requestsOpen: number;
  /** Machine milliseconds since the request that has waited longest at the head of its stream was first seen here. */
  readonly oldestRequest: number;
  /** Streams with a parked request at their head. */
  readonly requestsParked: number;
  /** Timers that are not due or not fired yet, as whoever leads knows them; 0 in every other instance. */
  readonly timersOpen: number;
  readonly timersParked: number;
  /** Whether this instance runs the relay, the requests and the timers. */
  readonly leads: boolean;
}

/** What could not be worked off, kept with its reason. */
export interface ParkedItem {
  readonly consumer: string;
  /** Stream of the events or requests; of a timer its row. */
  readonly key: string;
  readonly kind: 'event' | 'request' | 'timer';
  /** stream@version of the first that waits; of a timer the event that set it. */
  readonly event: string;
  /** Full name of the event's type. */
  readonly type: string;
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
  readonly error: string;
  readonly attempts: number;
  /** Those of this key that wait, the first included. */
  readonly waiting: number;
}

export interface ParkedFilter {
  /** Undefined: of all consumers. */
  readonly consumer?: string;
}

export interface ParkedPageRequest {
  readonly size: number;
  /** `next` of the page before; '' for the first. */
  readonly token: string;
}

export interface ParkedPage {
  readonly items: readonly ParkedItem[];
  /** '' at the end. */
  readonly next: string;
}

export interface Redriven {
  /** Events, requests or timers that went through. */
  readonly through: number;
  /** Those that wait still. */
  readonly waiting: number;
}

export interface Dropped {
  /** False where it was not there any more, or not the first that waits. */
  readonly dropped: boolean;
  /** Those that wait still. */
  readonly waiting: number;
}

/** What an operator gives up for good. */
export interface Drop {
  readonly consumer: string;
  readonly key: string;
  /** The one that is given up, as listed: another one that is first by now is not. */
  readonly event: string;
  /** Who says so and why; logged. */
  readonly reason: string;
}

/** How building a projection anew gets on. */
export interface RebuildProgress {
  readonly projection: string;
  readonly state: 'building' | 'comparing' | 'swapped' | 'failed';
  /** Events read so far. */
  readonly applied: number;
  /** Events to read, as far as known. */
  readonly total: number;
  readonly liveDocuments: number;
  readonly newDocuments: number;
  /** Documents that were compared field by field. */
  readonly sampled: number;
  /** Of those, how many differed. */
  readonly differing: number;
  /** Why it failed; '' where it did not. */
  readonly error: string;
}
