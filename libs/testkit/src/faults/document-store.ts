import type { DocumentStore, Transaction } from '@portolan/store';
import { carryOut, untilCrash } from './call.ts';
import type { Faults } from './faults.ts';

/**
 * The store behind a network and a process that do what the script says. A crash inside a transaction ends it
 * unwritten, as the death of its process would.
 */
export function faultyDocumentStore(store: DocumentStore, faults: Faults): DocumentStore {
  const call = <T>(operation: string, args: readonly unknown[], work: () => Promise<T>) =>
    carryOut(faults, 'documents', operation, args, work);
  return {
    declare: (...args) => call('declare', args, () => store.declare(...args)),
    get: (...args) => call('get', args, () => store.get(...args)),
    find: (...args) => call('find', args, () => store.find(...args)),
    transact: (work) =>
      call('transact', [work], () =>
        store.transact((transaction) => untilCrash(faults, work(faultyTransaction(transaction, faults)))),
      ),
    checkpoint: (...args) => call('checkpoint', args, () => store.checkpoint(...args)),
    lease: (...args) => call('lease', args, () => store.lease(...args)),
    close: () => store.close(),
  };
}

function faultyTransaction(transaction: Transaction, faults: Faults): Transaction {
  const call = <T>(operation: string, args: readonly unknown[], work: () => Promise<T>) =>
    carryOut(faults, 'documents', `transact.${operation}`, args, work);
  return {
    get: (...args) => call('get', args, () => transaction.get(...args)),
    put: (...args) => call('put', args, () => transaction.put(...args)),
    delete: (...args) => call('delete', args, () => transaction.delete(...args)),
    find: (...args) => call('find', args, () => transaction.find(...args)),
    advance: (...args) => call('advance', args, () => transaction.advance(...args)),
  };
}

class RolledBack extends Error {}

/**
 * The store with every transaction run twice: the first run is rolled back where it came to its end. A port may do so
 * (a conflict, a lost primary), so what a work does outside its transaction shows here.
 */
export function rerunning(store: DocumentStore): DocumentStore {
  return {
    declare: (collections) => store.declare(collections),
    get: (collection, tenant, id) => store.get(collection, tenant, id),
    find: (query) => store.find(query),
    async transact(work) {
      try {
        await store.transact(async (transaction) => {
          await work(transaction);
          throw new RolledBack();
        });
      } catch (error) {
        if (!(error instanceof RolledBack)) throw error;
      }
      return store.transact(work);
    },
    checkpoint: (consumer, partition) => store.checkpoint(consumer, partition),
    lease: (name, owner, now, ttlMs) => store.lease(name, owner, now, ttlMs),
    close: () => store.close(),
  };
}
