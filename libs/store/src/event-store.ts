import type { Audience } from '@portolan/contracts/common/v1/types';

/** An event as it lies in a commit: payload encoded once, by the side that decided it. */
export interface StoredEvent {
  /** Full name: portolan.orders.v1.OrderPlaced */
  readonly type: string;
  readonly audience: readonly Audience[];
  readonly payload: Uint8Array;
}

/** One command that a commit carries out, and what it led to. Several may share a commit. */
export interface StoredCommand {
  readonly id: string;
  /** Keyed hash of the request: the same id with another hash is another request, and is refused. */
  readonly requestHash: string;
  readonly correlation: string;
  readonly causation: string;
  readonly traceparent: string;
  readonly events: readonly StoredEvent[];
}

/**
 * What is written at once: one document. (stream, version) is its identity, and command ids are unique per stream;
 * the store holds both. Versions count events: a commit of n events covers version … version + n − 1.
 */
export interface Commit {
  readonly stream: string;
  /** Version of its first event; the first of a stream is 1. */
  readonly version: number;
  readonly tenant: string;
  readonly shard: number;
  /** Business time: RFC 3339 in UTC, milliseconds. */
  readonly time: string;
  readonly commands: readonly StoredCommand[];
}

/** A commit that the relay has given positions: its n events stand at position … position + n − 1 of its shard. */
export interface PositionedCommit extends Commit {
  readonly position: number;
}

/**
 * How one write ended. `conflict`: another commit holds this version, or this command id. `unknown`: the answer was
 * lost; only reading tells.
 */
export type WriteOutcome = 'ok' | 'conflict' | 'unknown';

/** Where a shard's relay stands. `position`: last one given. `published`: last one the log acknowledged. */
export interface ShardHead {
  readonly epoch: number;
  readonly position: number;
  readonly published: number;
}

/** `fenced`: another relay has taken the shard over; whoever hears this stops. */
export type FencedOutcome = 'ok' | 'fenced' | 'unknown';

/** The port for commits. Thin: what can go wrong in an interesting way is handled above it, in libs/engine. */
export interface EventStore {
  /** Fixed for the store's life; opening with another number is refused. */
  readonly shards: number;

  /** How many writes it gains from having under way at once: one where it does not say. */
  readonly writesAtOnce?: number;

  /** Writes each commit, or not, on its own. One outcome per commit, in order. Durable when it answers. */
  insert(commits: readonly Commit[]): Promise<readonly WriteOutcome[]>;

  /** Commits of a stream that end at or after `fromVersion`, in order. */
  readStream(stream: string, fromVersion: number, limit: number): Promise<readonly Commit[]>;

  /** The commit that carried out this command, read from what is durable. */
  findCommand(stream: string, commandId: string): Promise<Commit | undefined>;

  /** Commits without a position, oldest first; v + 1 of a stream never before v. All shards. */
  pending(limit: number): Promise<readonly Commit[]>;

  head(shard: number): Promise<ShardHead>;

  /** Takes a shard over: bumps its epoch and answers the head with the new one. */
  takeOver(shard: number): Promise<ShardHead>;

  /**
   * In one transaction: advances the head where `epoch` still holds and stamps each commit with the next positions;
   * each must still be pending. All or nothing.
   */
  stamp(shard: number, epoch: number, commits: readonly Commit[]): Promise<{ outcome: FencedOutcome; first: number }>;

  /** The log acknowledged everything up to here. */
  markPublished(shard: number, epoch: number, published: number): Promise<FencedOutcome>;

  /** Commits of a shard that end at or after position `from`, in order. */
  readShard(shard: number, from: number, limit: number): Promise<readonly PositionedCommit[]>;

  /** The commit that holds this version; its position is 0 while it has none. */
  locate(stream: string, version: number): Promise<PositionedCommit | undefined>;

  close(): Promise<void>;
}
