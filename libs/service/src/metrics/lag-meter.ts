import type { Meter } from '@opentelemetry/api';
import type { MachineClock } from '@portolan/engine';
import type { RunningSubscription } from '@portolan/log';
import type { LogObserver } from './observed-log.ts';

/** How far each consumer is behind, as its subscription knows. */
export function lagMeter(meter: Meter, machine: MachineClock): LogObserver {
  const subscriptions: { readonly consumer: string; readonly behind: NonNullable<RunningSubscription['behind']> }[] =
    [];
  const lag = meter.createObservableGauge('portolan.consumer.lag.events', {
    description: 'Events on the log that this instance has still to take, by consumer.',
  });
  const oldest = meter.createObservableGauge('portolan.consumer.oldest_unprocessed.seconds', {
    description: 'How long the oldest event has waited that this instance has still to take; 0 where none waits.',
  });
  meter.addBatchObservableCallback(
    (result) => {
      for (const { consumer, behind } of subscriptions) {
        const waiting = behind().filter(({ records }) => records > 0);
        const since = Math.min(...waiting.map(({ oldestMs }) => oldestMs));
        result.observe(
          lag,
          waiting.reduce((sum, { records }) => sum + records, 0),
          { consumer },
        );
        result.observe(oldest, waiting.length === 0 ? 0 : Math.max(0, machine.now() - since) / 1_000, { consumer });
      }
    },
    [lag, oldest],
  );
  return {
    reading(consumer, { behind }) {
      if (behind !== undefined) subscriptions.push({ consumer, behind });
    },
  };
}
