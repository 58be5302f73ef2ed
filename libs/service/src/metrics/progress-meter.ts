import type { Meter, ObservableGauge } from '@opentelemetry/api';
import type { Clock, Engine, Logger, Progress } from '@portolan/engine';

/** What is read of a service that runs. */
export interface ProgressParts {
  readonly engine: Pick<Engine, 'nextTimer' | 'progress'>;
  readonly clock: Clock;
  readonly log: Logger;
}

type Figure = { readonly help: string; of(progress: Progress): number };

const figures: Readonly<Record<string, Figure>> = {
  'portolan.outbox.oldest_unsent.seconds': {
    help: 'Since the oldest event that is not on the log yet was first seen; 0 where there is none.',
    of: ({ oldestUnsent }) => oldestUnsent / 1_000,
  },
  'portolan.outbox.unsent.events': {
    help: 'Events that have a position and are not acknowledged by the log.',
    of: ({ shards }) => shards.reduce((sum, { position, published }) => sum + position - published, 0),
  },
  'portolan.requests.open': {
    help: 'Requests to other services and to the outside that wait or run.',
    of: ({ requestsOpen }) => requestsOpen,
  },
  'portolan.requests.oldest.seconds': {
    help: 'Since the request that has waited longest was first seen at the head of its row.',
    of: ({ oldestRequest }) => oldestRequest / 1_000,
  },
  'portolan.requests.parked': {
    help: 'Requests that were given up until somebody redrives them.',
    of: ({ requestsParked }) => requestsParked,
  },
  'portolan.timers.open': { help: 'Timers that whoever leads knows.', of: ({ timersOpen }) => timersOpen },
  'portolan.timers.parked': {
    help: 'Timers that were given up until somebody redrives them.',
    of: ({ timersParked }) => timersParked,
  },
  'portolan.leader': {
    help: '1 in the instance that runs relay, requests and timers.',
    of: ({ leads }) => (leads ? 1 : 0),
  },
};

/** Figures of an engine, read from it whenever somebody looks. */
export function meterProgress(meter: Meter, { engine, clock, log }: ProgressParts): void {
  const gauges = Object.entries(figures).map(([name, { help, of }]): readonly [ObservableGauge, Figure['of']] => [
    meter.createObservableGauge(name, { description: help }),
    of,
  ]);
  const parkedKeys = meter.createObservableGauge('portolan.consumer.parked_keys', {
    description: 'Keys whose events wait because one of them could not be handled, by consumer.',
  });
  const overdue = meter.createObservableGauge('portolan.timers.overdue.seconds', {
    description: 'Business time since the earliest timer was due that has not fired; 0 where none is late.',
  });
  meter.addBatchObservableCallback(
    async (result) => {
      try {
        const [progress, next] = await Promise.all([engine.progress(), engine.nextTimer()]);
        for (const [gauge, of] of gauges) result.observe(gauge, of(progress));
        for (const consumer of progress.consumers) {
          result.observe(parkedKeys, consumer.parkedKeys, { consumer: consumer.name });
        }
        const late = next === undefined ? 0 : Date.parse(clock.now()) - Date.parse(next);
        result.observe(overdue, Math.max(0, late / 1_000));
      } catch (error) {
        // The others must not be missing because a store is down.
        log.warn({ err: error }, 'how the engine gets on could not be read');
      }
    },
    [...gauges.map(([gauge]) => gauge), parkedKeys, overdue],
  );
}
