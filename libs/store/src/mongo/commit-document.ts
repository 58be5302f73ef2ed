import type { Binary } from 'mongodb';
import { decodeCommit, encodeCommit, eventsIn } from '../commit-codec.ts';
import type { Commit, PositionedCommit } from '../event-store.ts';

/** Stream and version of the commit's first event: its identity, and the order in which a stream is read. */
export interface CommitId {
  readonly s: string;
  readonly v: number;
}

/** A commit as it lies in MongoDB. Names are short because every document repeats them. */
export interface CommitDocument {
  readonly _id: CommitId;
  /** Ids of its commands. */
  readonly c: readonly string[];
  /** Shard. */
  readonly h: number;
  /** True until it has a position, absent from then on. */
  readonly q?: true;
  /** Position of its last event; absent until it has one. */
  readonly p?: number;
  /** What nobody queries, as commit-codec.ts writes it: a JSON text, and the payloads end to end. */
  readonly x: string;
  readonly b: Uint8Array | Binary;
}

export function documentOf(commit: Commit): CommitDocument {
  const { head, payloads } = encodeCommit(commit);
  return {
    _id: { s: commit.stream, v: commit.version },
    c: commit.commands.map(({ id }) => id),
    h: commit.shard,
    q: true,
    x: head,
    b: payloads,
  };
}

export function commitOf({ _id, h, x, b }: CommitDocument): Commit {
  return { stream: _id.s, version: _id.v, shard: h, ...decodeCommit({ head: x, payloads: b as Uint8Array }) };
}

export function positionedOf(document: CommitDocument): PositionedCommit {
  const commit = commitOf(document);
  return { ...commit, position: document.p === undefined ? 0 : document.p - eventsIn(commit) + 1 };
}
