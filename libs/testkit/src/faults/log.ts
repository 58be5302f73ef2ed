import type { Log, RecordBatch, Subscription } from '@portolan/log';
import { carryOut, suffer, untilCrash } from './call.ts';
import type { Faults } from './faults.ts';

/** The log behind a network and a process that do what the script says. */
export function faultyLog(log: Log, faults: Faults): Log {
  return {
    partitions: log.partitions,
    declare: (...args) => carryOut(faults, 'log', 'declare', args, () => log.declare(...args)),
    append: (...args) =>
      carryOut(
        faults,
        'log',
        'append',
        args,
        () => log.append(...args),
        () => 'unknown',
      ),
    async subscribe(subscription) {
      const running = await log.subscribe(faultySubscription(subscription, faults));
      void faults.crashed.then(() => running.stop());
      return running;
    },
    close: () => log.close(),
  };
}

function faultySubscription(subscription: Subscription, faults: Faults): Subscription {
  const again: RecordBatch[] = [];

  async function deliver(batch: RecordBatch): Promise<void> {
    await subscription.take(batch);
    for (const late of again.splice(0)) await subscription.take(late);
  }

  return {
    group: subscription.group,
    topics: subscription.topics,
    start: (...args) =>
      untilCrash(
        faults,
        carryOut(faults, 'log', 'start', args, () => subscription.start(...args)),
      ),
    async take(batch) {
      const { call, fault } = faults.next('log', 'take', [batch]);
      if (fault === 'skip') return;
      const delivered = suffer(faults, call, fault === 'late' ? undefined : fault, () => deliver(batch));
      await untilCrash(faults, delivered);
      if (fault === 'late') again.push(batch);
    },
  };
}
