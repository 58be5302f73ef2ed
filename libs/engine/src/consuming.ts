import type { Catalogue } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Log } from '@portolan/log';
import type { Checkpoint, DocumentStore, Place } from '@portolan/store';
import type { History } from './engine.ts';
import type { EngineLimits } from './limits.ts';
import type { Logger, MachineClock, Recorded, View } from './model.ts';

/** Last position of a shard, asked of its owner once for all consumers of this process. */
export type ShardEnds = (service: string, shard: number) => Promise<number>;

export interface ConsumerSpec {
  /** Consumer group: <service>.<consumer>.v<n> */
  readonly name: string;
  /** Services whose topics it reads. */
  readonly reads: readonly string[];
  /** By short name; all others only move the position. */
  wants(type: string): boolean;
  begin(): Work;
  /** Documents that it will ask for within the transaction, as far as that is known before. */
  expects?(event: Recorded): readonly Place[];
  /** It would rather take much at once than soon. */
  readonly unhurried?: true;
  /** The checkpoint had moved: somebody else, or a write whose answer was lost, has applied events unseen. */
  moved?(): void;
}

/** What a consumer does with a batch of events. A new one is begun for every try. */
export interface Work {
  /** Effects outside the transaction, acknowledged before the position moves. Must be safe to repeat. */
  before?(event: Recorded): Promise<void>;
  /** Effects inside the transaction that moves the position. */
  within?(event: Recorded, view: View, envelope: Envelope): Promise<void>;
  /** Called when all of it is durable. */
  done?(): void;
}

export type Seen = (envelope: Envelope, parked: boolean) => void;

export interface ConsumerOptions {
  readonly catalogues: Readonly<Record<string, Catalogue>>;
  readonly documents: DocumentStore;
  readonly eventLog: Log;
  history(service: string): History;
  readonly ends: ShardEnds;
  readonly machine: MachineClock;
  readonly limits: EngineLimits;
  readonly log: Logger;
}

/** One partition of one topic, as far as it was read. */
export interface Partition {
  /** <topic>/<partition> */
  readonly key: string;
  readonly catalogue: Catalogue;
  readonly shard: number;
  /** Runs ahead of `persisted` over events that nobody here wants. */
  reached: Checkpoint;
  persisted: Checkpoint;
  /** Machine time at which the log last had something of it. */
  heardAt: number;
  /** One after another: what arrives, what is fetched, and what is written down in between. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** An event and where its partition stands after it. */
export interface Item {
  readonly envelope: Envelope;
  /** Short name of its type. */
  readonly type: string;
  readonly after: Checkpoint;
}
