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
