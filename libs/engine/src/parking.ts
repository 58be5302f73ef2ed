import { Envelope } from '@portolan/contracts/engine/v1/history';
import type { DocumentStore, Found, Transaction } from '@portolan/store';
import { findAll } from '@portolan/store';
import type { ParkedEvent, ParkedKey } from './rows.ts';
import { ENGINE_TENANT, PARKED_EVENTS, PARKED_KEYS } from './rows.ts';

/** An event whose handler fails is parked with its key; later events of that key join its queue. */
export interface Parking {
  /** Reads which keys are parked; again wherever somebody else may have parked one. */
  load(): Promise<void>;
  /** Whether this key may be parked; the marker in the store has the last word. */
  suspects(key: string): boolean;
  marker(from: Pick<Transaction, 'get'>, key: string): Promise<ParkedKey | undefined>;
  /** Parks the first event of a key, in the transaction that moves the position. */
  park(transaction: Transaction, service: string, envelope: Envelope, error: string, attempts: number): Promise<void>;
  /** Adds an event to a parked key's queue and touches the marker, so that redrive conflicts rather than races. */
  join(transaction: Transaction, marker: ParkedKey, service: string, envelope: Envelope): Promise<void>;
  /** The event that is next in a key's queue. */
  next(from: Pick<Transaction, 'find'>, key: string): Promise<Found<ParkedEvent> | undefined>;
  /** Takes the first event out of the queue. Answers the marker as it is now; it goes with the last event. */
  took(transaction: Transaction, marker: ParkedKey, row: string): Promise<ParkedKey | undefined>;
  failedAgain(transaction: Transaction, marker: ParkedKey, error: string): Promise<void>;
  /** Called after the transaction that parked or freed a key. */
  noteParked(key: string): void;
  noteFreed(key: string): void;
}

/** The event that is first in a parked key's queue. */
export async function firstWaiting(
  from: Pick<Transaction, 'find'>,
  consumer: string,
  key: string,
): Promise<Found<ParkedEvent> | undefined> {
  const query = { collection: PARKED_EVENTS, tenant: ENGINE_TENANT, index: 'byKey', equals: [consumer, key], limit: 1 };
  return (await from.find<ParkedEvent>(query))[0];
}

export function createParking(consumer: string, documents: DocumentStore): Parking {
  const keys = new Set<string>();
  const markerId = (key: string) => `${consumer}|${key}`;
  const eventId = (envelope: Envelope) => `${consumer}|${envelope.id}`;

  function row(service: string, envelope: Envelope): ParkedEvent {
    return {
      consumer,
      key: envelope.stream,
      version: Number(envelope.version),
      service,
      envelope: Envelope.encode(envelope).finish(),
    };
  }

  const next = (from: Pick<Transaction, 'find'>, key: string) => firstWaiting(from, consumer, key);

  async function took(transaction: Transaction, marker: ParkedKey, row: string): Promise<ParkedKey | undefined> {
    await transaction.delete(PARKED_EVENTS, ENGINE_TENANT, row);
    const following = await next(transaction, marker.key);
    if (following === undefined) {
      await transaction.delete(PARKED_KEYS, ENGINE_TENANT, markerId(marker.key));
      return undefined;
    }
    const event = Envelope.decode(following.document.envelope).id;
    // Nobody has tried this one yet.
    const touched: ParkedKey = { ...marker, event, error: '', attempts: 0, waiting: marker.waiting - 1 };
    await transaction.put(PARKED_KEYS, ENGINE_TENANT, markerId(marker.key), touched);
    return touched;
  }

  async function read(): Promise<void> {
    const found = await findAll<ParkedKey>((query) => documents.find(query), {
      collection: PARKED_KEYS,
      tenant: ENGINE_TENANT,
      index: 'byConsumer',
      equals: [consumer],
    });
    // Added, not put in their place: one may have been parked while they were read. Too many do no harm.
    for (const { document } of found) keys.add(document.key);
  }

  let under: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  /** A read that began before it was asked for may have missed one: whoever asks during one shares the next. */
  function load(): Promise<void> {
    if (under !== undefined) {
      following ??= under.then(begin, begin);
      return following;
    }
    return begin();
  }

  function begin(): Promise<void> {
    following = undefined;
    under = read().finally(() => {
      under = undefined;
    });
    return under;
  }

  return {
    load,
    suspects: (key) => keys.has(key),
    marker(from, key) {
      return from.get<ParkedKey>(PARKED_KEYS, ENGINE_TENANT, markerId(key));
    },
    async park(transaction, service, envelope, error, attempts) {
      const key = envelope.stream;
      const marker: ParkedKey = { consumer, key, event: envelope.id, error, attempts, waiting: 1 };
      await transaction.put(PARKED_KEYS, ENGINE_TENANT, markerId(key), marker);
      await transaction.put(PARKED_EVENTS, ENGINE_TENANT, eventId(envelope), row(service, envelope));
    },
    async join(transaction, marker, service, envelope) {
      const touched: ParkedKey = { ...marker, waiting: marker.waiting + 1 };
      await transaction.put(PARKED_KEYS, ENGINE_TENANT, markerId(marker.key), touched);
      await transaction.put(PARKED_EVENTS, ENGINE_TENANT, eventId(envelope), row(service, envelope));
    },
    next,
    took,
    async failedAgain(transaction, marker, error) {
      const touched: ParkedKey = { ...marker, error, attempts: marker.attempts + 1 };
      await transaction.put(PARKED_KEYS, ENGINE_TENANT, markerId(marker.key), touched);
    },
    noteParked: (key) => void keys.add(key),
    noteFreed: (key) => void keys.delete(key),
  };
}
