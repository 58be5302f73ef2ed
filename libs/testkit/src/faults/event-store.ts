import type { EventStore } from '@portolan/store';
import { carryOut } from './call.ts';
import type { Faults } from './faults.ts';

/** The store behind a network and a process that do what the script says. */
export function faultyEventStore(store: EventStore, faults: Faults): EventStore {
  const call = <T>(operation: string, args: readonly unknown[], work: () => Promise<T>, unknown?: () => T) =>
    carryOut(faults, 'events', operation, args, work, unknown);
  return {
    shards: store.shards,
    writesAtOnce: store.writesAtOnce,
    insert: (commits) =>
      call(
        'insert',
        [commits],
        () => store.insert(commits),
        () => commits.map(() => 'unknown'),
      ),
    readStream: (...args) => call('readStream', args, () => store.readStream(...args)),
    findCommand: (...args) => call('findCommand', args, () => store.findCommand(...args)),
    pending: (...args) => call('pending', args, () => store.pending(...args)),
    head: (...args) => call('head', args, () => store.head(...args)),
    takeOver: (...args) => call('takeOver', args, () => store.takeOver(...args)),
    stamp: (...args) =>
      call(
        'stamp',
        args,
        () => store.stamp(...args),
        () => ({ outcome: 'unknown', first: 0 }),
      ),
    markPublished: (...args) =>
      call(
        'markPublished',
        args,
        () => store.markPublished(...args),
        () => 'unknown',
      ),
    readShard: (...args) => call('readShard', args, () => store.readShard(...args)),
    locate: (...args) => call('locate', args, () => store.locate(...args)),
    close: () => store.close(),
  };
}
