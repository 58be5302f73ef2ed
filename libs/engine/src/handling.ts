import type { Transaction } from '@portolan/store';
import { EngineStopped } from './commands.ts';

/** A handler threw: its event is to blame, not the store. `cause` is what it threw. */
export class HandlerFailed extends Error {
  constructor(cause: unknown) {
    super('a handler failed', { cause });
    this.name = 'HandlerFailed';
  }
}

/**
 * Runs a handler. What it throws is HandlerFailed, unless the store under it was in trouble or the engine stops: an
 * outage must never park an event.
 */
export async function handled<T>(run: () => Promise<T>, trouble: () => unknown = () => undefined): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const outage = trouble();
    if (outage !== undefined) throw outage;
    if (error instanceof EngineStopped) throw error;
    throw new HandlerFailed(error);
  }
}

/** The transaction, watched for failures of the store. A wrong use of it (TypeError, RangeError) is none. */
export function watchStore(transaction: Transaction): {
  readonly transaction: Transaction;
  readonly trouble: () => unknown;
} {
  let trouble: unknown;
  async function watch<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof RangeError)) trouble ??= error;
      throw error;
    }
  }
  return {
    trouble: () => trouble,
    transaction: {
      expect: async (places) => watch(transaction.expect?.(places) ?? Promise.resolve()),
      get: (collection, tenant, id) => watch(transaction.get(collection, tenant, id)),
      put: (collection, tenant, id, document) => watch(transaction.put(collection, tenant, id, document)),
      delete: (collection, tenant, id) => watch(transaction.delete(collection, tenant, id)),
      find: (query) => watch(transaction.find(query)),
      advance: (consumer, partition, before, after) => watch(transaction.advance(consumer, partition, before, after)),
    },
  };
}
