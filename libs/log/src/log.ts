/** One event on the log. `position` is dense per partition; a record may stand there twice after a repeated send. */
export interface LogRecord {
  /** The stream: Kafka's key. */
  readonly key: string;
  readonly position: number;
  /** CloudEvents attributes, in Kafka's binary content mode the `ce_` headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** The protobuf payload, as decided. */
  readonly value: Uint8Array;
}

export interface ReceivedRecord extends LogRecord {
  readonly offset: string;
}

export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly ReceivedRecord[];
}

export interface Subscription {
  /** The consumer's name, <service>.<consumer>.v<n>: who reads under one shares partitions where the log shares them out. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Where to go on in a partition that was assigned: the first offset wanted, or '' for the beginning. */
  start(topic: string, partition: number): Promise<string>;
  /** Takes a batch. What it throws is retried by the log with back-off, from the same record. */
  take(batch: RecordBatch): Promise<void>;
}

/** How far a subscription is behind in a partition that it reads. */
export interface Lag {
  readonly topic: string;
  readonly partition: number;
  /** Records on the log, as last seen, that were not taken yet. */
  readonly records: number;
  /** Machine time (milliseconds since 1970) since when the oldest of them waits; 0 where none does. */
  readonly oldestMs: number;
}

export interface RunningSubscription {
  /** True where everything on the log has been taken. The embedded log knows; others answer what they last saw. */
  caughtUp(): boolean;
  /** Every partition that this subscription reads. For figures. */
  behind?(): readonly Lag[];
  stop(): Promise<void>;
}

/** The port for the log. Ordered per partition, at least once. */
export interface Log {
  readonly partitions: number;
  /**
   * Milliseconds within which appends of one caller, and what a reader gets, had better be gathered: each alone costs
   * whoever comes after it more than the wait. None where it does not say.
   */
  readonly gathers?: number;
  /** Makes topics where they are missing. Refuses where a topic has another number of partitions. */
  declare(topics: readonly string[]): Promise<void>;
  /** In order, durable when it answers 'ok'. 'unknown': some or all may stand there; send them again. */
  append(topic: string, partition: number, records: readonly LogRecord[]): Promise<'ok' | 'unknown'>;
  subscribe(subscription: Subscription): Promise<RunningSubscription>;
  close(): Promise<void>;
}
