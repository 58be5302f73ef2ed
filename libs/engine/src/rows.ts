import type { CollectionSpec } from '@portolan/store';

/** Rows of the engine belong to no tenant of the suite. */
export const ENGINE_TENANT = 'engine';

export const PARKED_KEYS = 'engine_parked_keys';
export const PARKED_EVENTS = 'engine_parked_events';
/** Events that were given up for good: whoever derives anew leaves them out as well. */
export const DROPPED_EVENTS = 'engine_dropped_events';
/** Projections that are built anew, as long as they are. */
export const REBUILDS = 'engine_rebuilds';
export const REQUEST_ROWS = 'engine_requests';
export const TIMER_ROWS = 'engine_timers';

/** What the engine keeps in a service's document store. */
export const engineCollections: Readonly<Record<string, CollectionSpec>> = {
  [PARKED_KEYS]: { indexes: { byConsumer: ['consumer', 'key'] } },
  [PARKED_EVENTS]: { indexes: { byKey: ['consumer', 'key', 'version'] } },
  [DROPPED_EVENTS]: { indexes: { byConsumer: ['consumer', 'event'] } },
  [REBUILDS]: {},
  [REQUEST_ROWS]: {
    indexes: { byStream: ['consumer', 'stream', 'version'], byState: ['state', 'consumer', 'stream'] },
  },
  [TIMER_ROWS]: { indexes: { byDue: ['state', 'due', 'row'] } },
};

/** Marks that events of a key wait in a queue, from the first one that failed. */
export type ParkedKey = {
  readonly consumer: string;
  readonly key: string;
  /** The first that waits: stream@version. */
  readonly event: string;
  readonly error: string;
  readonly attempts: number;
  /** Events of this key that wait, the first included. */
  readonly waiting: number;
};

export type ParkedEvent = {
  readonly consumer: string;
  readonly key: string;
  readonly version: number;
  readonly service: string;
  readonly envelope: Uint8Array;
};

export type DroppedEvent = {
  readonly consumer: string;
  readonly event: string;
  readonly error: string;
  readonly reason: string;
};

export type RebuildRow = { readonly projection: string };

export type RequestRow = {
  readonly consumer: string;
  readonly stream: string;
  readonly version: number;
  readonly envelope: Uint8Array;
  readonly attempts: number;
  /** open or parked */
  readonly state: string;
  readonly error: string;
};

export type TimerRow = {
  /** open or parked */
  readonly state: string;
  /** RFC 3339 in UTC with milliseconds, so that text order is time order. */
  readonly due: string;
  /** Id of this row again, so that the index is in order of (due, id). */
  readonly row: string;
  readonly consumer: string;
  readonly id: string;
  readonly data: Readonly<Record<string, string>>;
  readonly tenant: string;
  readonly correlation: string;
  /** The event that set it; tells an unchanged timer from one that was set again. */
  readonly setBy: string;
  readonly attempts: number;
  readonly error: string;
};
