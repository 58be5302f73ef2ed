import type { Catalogue } from '@portolan/contracts';
import type { EventStore } from '@portolan/store';
import type { ConsumerSpec } from './consuming.ts';
import type { EngineOptions, EngineParts } from './engine.ts';
import { intakeSpec } from './intake.ts';
import type { Lease } from './lease.ts';
import type { EngineLimits } from './limits.ts';
import type { Commands } from './model.ts';
import type { Drop, Dropped, Progress, Redriven } from './operations.ts';
import type { ParkedSource } from './parked-list.ts';
import type { Relay } from './relay.ts';
import { createDispatcher } from './requests.ts';
import { createTimers } from './timers.ts';
import { createUnsent } from './unsent.ts';

/** What runs beside the consumers of a service that owns streams. */
export interface Beside {
  readonly specs: readonly ConsumerSpec[];
  idle(): boolean;
  start(): Promise<void>;
  /** After the consumers have stopped. */
  stop(): Promise<void>;
  wake(): void;
  next(): Promise<string | undefined>;
  progress(): Promise<Omit<Progress, 'consumers'>>;
  readonly parked: readonly ParkedSource[];
  redrive(consumer: string, key: string): Promise<Redriven>;
  drop(drop: Drop): Promise<Dropped>;
}

export const nothingBeside: Beside = {
  specs: [],
  idle: () => true,
  start: async () => undefined,
  stop: async () => undefined,
  wake: () => undefined,
  next: async () => undefined,
  progress: async () => {
    const counts = { requestsOpen: 0, oldestRequest: 0, requestsParked: 0, timersOpen: 0, timersParked: 0 };
    return { shards: [], oldestUnsent: 0, ...counts, leads: false };
  },
  parked: [],
  redrive: async () => ({ through: 0, waiting: 0 }),
  drop: async () => ({ dropped: false, waiting: 0 }),
};

/** What an owner of streams has at hand. */
export interface BesideOptions extends EngineOptions {
  readonly catalogue: Catalogue;
  readonly events: EventStore;
  readonly limits: EngineLimits;
  readonly lease: Lease;
  readonly relay: Relay;
  readonly commands: Commands;
}

/** Relay, requests and timers: under one lease, so in one instance at a time. */
export function createBeside(options: BesideOptions, parts: EngineParts): Beside {
  const { service, catalogue, events, lease, relay, machine } = options;
  const dispatcher = createDispatcher({ ...options, requests: parts.requests });
  const timers = createTimers({ ...options, topic: catalogue.topic, timers: parts.timers });
  const unsent = createUnsent(events, machine);
  let unwatch: () => void = () => undefined;
  const of = (consumer: string) => (parts.timers.some(({ name }) => name === consumer) ? timers : dispatcher);

  async function progress(): Promise<Omit<Progress, 'consumers'>> {
    const shards = Array.from({ length: events.shards }, async (_, shard) => {
      const { position, published } = await events.head(shard);
      return { shard, position, published };
    });
    const { open: requestsOpen, oldest: oldestRequest, parked: requestsParked } = dispatcher.counts();
    const { open: timersOpen, parked: timersParked } = await timers.counts();
    const counts = { requestsOpen, oldestRequest, requestsParked, timersOpen, timersParked };
    const leads = lease.epoch() !== undefined;
    return { shards: await Promise.all(shards), oldestUnsent: await unsent.age(), ...counts, leads };
  }

  return {
    specs: [
      ...parts.requests.map((requests) =>
        intakeSpec(
          requests,
          service,
          (rows) => dispatcher.opened(rows),
          () => dispatcher.stale(),
        ),
      ),
      ...parts.timers.map((each) => timers.spec(each)),
    ],
    idle: () => relay.idle() && dispatcher.idle() && timers.idle(),
    async start() {
      await lease.start();
      relay.start();
      await dispatcher.start();
      await timers.start();
      unwatch = options.clock.watch(() => timers.timePassed());
    },
    async stop() {
      unwatch();
      await timers.stop();
      await dispatcher.stop();
      await relay.stop();
      await lease.stop();
    },
    wake() {
      // Whoever led before may have left rows that are not known here, older ones than those that are.
      dispatcher.stale();
      timers.wake();
    },
    next: () => timers.next(),
    progress,
    parked: [dispatcher.parked, timers.parked],
    redrive: (consumer, key) => of(consumer).redrive(consumer, key),
    drop: (drop) => of(drop.consumer).drop(drop),
  };
}
