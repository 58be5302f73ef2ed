import { REQUEST_ROWS, TIMER_ROWS } from '@portolan/engine';
import type { Log } from '@portolan/log';
import type { DocumentStore, EventStore, Transaction } from '@portolan/store';
import type { Environment } from './environment.ts';

/** Every durable step of a service. A process may be made to die before and after each: `before-send`, `after-send`. */
export const durableSteps = {
  append: 'what was decided is written to the event store',
  stamp: 'commits are given their positions',
  send: 'events are handed to the log',
  mark: 'the store notes how far the log has acknowledged',
  apply: 'what a consumer derived is written, and how far it read',
  request: 'the row of a request that was answered is taken away',
  timer: 'the row of a timer that fired is taken away',
  outside: 'somebody outside is called, or told',
  feed: "the feed of the gateway's readers is written",
} as const;

export type DurableStep = keyof typeof durableSteps;
export type CrashPoint = `${'before' | 'after'}-${DurableStep}`;

/** All of them, in the order of a fact's road. */
export const crashPoints = (Object.keys(durableSteps) as DurableStep[]).flatMap((step): readonly CrashPoint[] => [
  `before-${step}`,
  `after-${step}`,
]);

/** As PORTOLAN_TEST_CRASH says it: a crash point, a colon, and at which time. */
export const crashSetting = new RegExp(`^(${crashPoints.join('|')}):([1-9]\\d{0,5})$`);

/** Dies where it stands. Never answers. */
type Die = () => Promise<never>;

const atOnce: Die = () => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise<never>(() => undefined);
};

/**
 * The same ports, but at the n-th time at this point the process dies by SIGKILL. For tests alone: what is tested knows
 * nothing of it.
 * @param setting such as after-append:3
 * @throws RangeError where the setting names no point
 */
export function dyingAt<Ports extends Pick<Environment, 'stores' | 'eventLog'>>(
  setting: string,
  ports: Ports,
  die: Die = atOnce,
): Ports {
  const [, point, times] = crashSetting.exec(setting) ?? [];
  if (point === undefined) throw new RangeError(`'${setting}' is no crash point`);
  let left = Number(times);
  const passes: Passes = {
    async step(step, work) {
      if (point === `before-${step}` && --left === 0) return die();
      const answer = await work();
      if (point === `after-${step}` && --left === 0) return die();
      return answer;
    },
    async before(steps) {
      for (const step of steps) if (point === `before-${step}` && --left === 0) await die();
    },
    async after(steps) {
      for (const step of steps) if (point === `after-${step}` && --left === 0) await die();
    },
  };
  if (point.endsWith('-outside')) dyingFetch(passes);
  const { events, documents } = ports.stores;
  return {
    ...ports,
    stores: { events: events && dyingEvents(events, passes), documents: dyingDocuments(documents, passes) },
    eventLog: dyingLog(ports.eventLog, passes),
  };
}

interface Passes {
  step<T>(step: DurableStep, work: () => Promise<T>): Promise<T>;
  before(steps: Iterable<DurableStep>): Promise<void>;
  after(steps: Iterable<DurableStep>): Promise<void>;
}

function dyingEvents(store: EventStore, { step }: Passes): EventStore {
  return {
    shards: store.shards,
    insert: (commits) => step('append', () => store.insert(commits)),
    stamp: (...args) => step('stamp', () => store.stamp(...args)),
    markPublished: (...args) => step('mark', () => store.markPublished(...args)),
    readStream: (...args) => store.readStream(...args),
    findCommand: (...args) => store.findCommand(...args),
    pending: (...args) => store.pending(...args),
    head: (...args) => store.head(...args),
    takeOver: (...args) => store.takeOver(...args),
    readShard: (...args) => store.readShard(...args),
    locate: (...args) => store.locate(...args),
    close: () => store.close(),
  };
}

function dyingLog(log: Log, { step }: Passes): Log {
  return {
    partitions: log.partitions,
    ...(log.gathers === undefined ? {} : { gathers: log.gathers }),
    declare: (...args) => log.declare(...args),
    append: (...args) => step('send', () => log.append(...args)),
    subscribe: (...args) => log.subscribe(...args),
    close: () => log.close(),
  };
}

// What a transaction is for shows in what it writes. `before` is its last moment: all was done, nothing is written.
const stepOfCollection: Readonly<Record<string, DurableStep>> = {
  [REQUEST_ROWS]: 'request',
  [TIMER_ROWS]: 'timer',
  feed: 'feed',
};

function dyingDocuments(store: DocumentStore, { before, after }: Passes): DocumentStore {
  return {
    declare: (...args) => store.declare(...args),
    get: (...args) => store.get(...args),
    find: (...args) => store.find(...args),
    async transact(work) {
      let steps = new Set<DurableStep>();
      const answer = await store.transact(async (transaction) => {
        steps = new Set();
        const done = await work(noting(transaction, steps));
        // A consumer that cancels a timer applies an event: no timer fired.
        if (steps.has('apply')) steps.delete('timer');
        await before(steps);
        return done;
      });
      await after(steps);
      return answer;
    },
    checkpoint: (...args) => store.checkpoint(...args),
    lease: (...args) => store.lease(...args),
    close: () => store.close(),
  };
}

function noting(transaction: Transaction, steps: Set<DurableStep>): Transaction {
  const note = (step: DurableStep | undefined) => step !== undefined && steps.add(step);
  return {
    get: (...args) => transaction.get(...args),
    find: (...args) => transaction.find(...args),
    put(collection, ...rest) {
      if (collection === 'feed') note('feed');
      return transaction.put(collection, ...rest);
    },
    delete(collection, ...rest) {
      note(stepOfCollection[collection]);
      return transaction.delete(collection, ...rest);
    },
    advance(...args) {
      note('apply');
      return transaction.advance(...args);
    },
  };
}

/** Services call the outside world, and the outside world calls back, by `fetch` alone. */
function dyingFetch({ step }: Passes): void {
  const call = globalThis.fetch;
  globalThis.fetch = (...args) => step('outside', () => call(...args));
}
