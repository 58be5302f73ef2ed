/** A document: JSON with bigint and Uint8Array allowed; the adapter keeps them apart from strings. */
export type Document = { readonly [field: string]: unknown };

export interface CollectionSpec {
  /** Name → fields, in order. Queries go by a declared index or by id, never by a scan. Fields may be dotted paths. */
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
  /** Queries by index always name a tenant: each index is then kept once instead of twice. For what is written a lot. */
  readonly tenantOnly?: boolean;
}

/** How far a consumer has read one partition of a topic, and where it goes on in the log. */
export interface Checkpoint {
  /** Last position applied or parked; 0 where none was. */
  readonly position: number;
  /** Where the log is read on from; opaque to everyone but the log. */
  readonly offset: string;
}

/** Names a document. */
export interface Place {
  readonly collection: string;
  readonly tenant: string;
  readonly id: string;
}

/** What a transaction may do. Reads see its own writes. */
export interface Transaction {
  /** These are going to be asked for: a store where each answer costs a round trip fetches them together. */
  expect?(places: readonly Place[]): Promise<void>;
  get<T extends Document>(collection: string, tenant: string, id: string): Promise<T | undefined>;
  put(collection: string, tenant: string, id: string, document: Document): Promise<void>;
  delete(collection: string, tenant: string, id: string): Promise<void>;
  find<T extends Document>(query: Query): Promise<readonly Found<T>[]>;
  /** Moves a checkpoint from `before` to `after`. Fails the transaction (CheckpointMoved) where it stands elsewhere. */
  advance(consumer: string, partition: string, before: Checkpoint, after: Checkpoint): Promise<void>;
}

export interface Query {
  readonly collection: string;
  /** Undefined: of every tenant; for engine rows and jobs, never for a caller's query, nor where it is `tenantOnly`. */
  readonly tenant?: string;
  /** Undefined: by id. */
  readonly index?: string;
  /** Values of the index's first fields that must be equal. */
  readonly equals?: readonly (string | number)[];
  /** The next field of the index must be at most this. */
  readonly atMost?: string | number;
  /** Continue behind this found document's cursor. */
  readonly after?: string;
  readonly limit: number;
  readonly descending?: boolean;
}

export interface Found<T extends Document = Document> {
  readonly tenant: string;
  readonly id: string;
  readonly document: T;
  /** Opaque: hand it back as `after`. */
  readonly cursor: string;
}

/** Thrown by a query that was handed something else than a cursor of the same query. */
export class CursorUnknown extends RangeError {
  constructor() {
    super('the cursor belongs to another query');
    this.name = 'CursorUnknown';
  }
}

/** Thrown by a transaction whose checkpoint had moved: somebody else has applied it. Nothing was written. */
export class CheckpointMoved extends Error {
  constructor(consumer: string, partition: string) {
    super(`${consumer} has already moved on in ${partition}`);
    this.name = 'CheckpointMoved';
  }
}

/** The port for everything derived or owned that is not an event: projections, checkpoints, rows, keys, leases. */
export interface DocumentStore {
  /** Makes collections and their indexes where they are missing. */
  declare(collections: Readonly<Record<string, CollectionSpec>>): Promise<void>;
  get<T extends Document>(collection: string, tenant: string, id: string): Promise<T | undefined>;
  find<T extends Document>(query: Query): Promise<readonly Found<T>[]>;
  /** All or nothing; durable when it answers. Transactions of one store run one after another. */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  checkpoint(consumer: string, partition: string): Promise<Checkpoint>;
  /**
   * Takes or keeps a lease until `now + ttlMs` (machine time). Answers its epoch, which grows with every change of
   * owner, or undefined where another holds it.
   */
  lease(name: string, owner: string, now: number, ttlMs: number): Promise<number | undefined>;
  close(): Promise<void>;
}
