import type { Catalogue } from '@portolan/contracts';
import type { EventStore } from '@portolan/store';
import { createAppender } from './appender.ts';
import type { Beside } from './beside.ts';
import { createBeside, nothingBeside } from './beside.ts';
import { createCommands } from './commands.ts';
import type { Consumer } from './consumer.ts';
import { createConsumer } from './consumer.ts';
import type { ConsumerOptions } from './consuming.ts';
import type { Engine, EngineOptions, EngineParts, History } from './engine.ts';
import { createHistory, readStream } from './history.ts';
import { createLease } from './lease.ts';
import type { EngineLimits } from './limits.ts';
import { usualLimits } from './limits.ts';
import type { Commands } from './model.ts';
import { operations } from './operating.ts';
import type { ShardProgress } from './operations.ts';
import { projectionSpec } from './projecting.ts';
import { reactionSpec } from './reacting.ts';
import { createRebuilds } from './rebuilds.ts';
import { createRelay } from './relay.ts';
import { engineCollections } from './rows.ts';
import { createShardEnds } from './tails.ts';
import { waitVisible } from './visibility.ts';

/** The engine of one service over its ports. Nothing runs before `start`; commands may be given at once. */
export function createEngine(options: EngineOptions): Engine {
  const limits: EngineLimits = { ...usualLimits, ...options.limits };
  const { catalogue, events } = options;
  if (catalogue === undefined || events === undefined) return createReader(options, limits);
  if (events.shards !== options.eventLog.partitions)
    throw new Error(`${events.shards} shards do not fit a log of ${options.eventLog.partitions} partitions`);
  return createOwner(options, limits, catalogue, events);
}

/** A service without streams of its own: it only consumes. */
function createReader(options: EngineOptions, limits: EngineLimits): Engine {
  const refuse = (): never => {
    throw new Error(`${options.service} owns no streams`);
  };
  const commands: Commands = { execute: async () => refuse(), load: async () => refuse() };
  return host(options, limits, {
    commands,
    history: undefined,
    stream: refuse,
    idle: () => true,
    heads: () => [],
    beside: ({ requests, timers }) => (requests.length + timers.length > 0 ? refuse() : nothingBeside),
    stop: () => undefined,
  });
}

function createOwner(options: EngineOptions, limits: EngineLimits, catalogue: Catalogue, events: EventStore): Engine {
  const { service, documents, eventLog, clock, machine, log } = options;
  const lease = createLease({
    documents,
    name: `engine/${service}`,
    instance: options.instance,
    machine,
    ttl: limits.leaseTtl,
    log,
    gained: () => wake(),
  });
  const relay = createRelay({ service, topic: catalogue.topic, events, eventLog, lease, machine, limits, log });
  const appender = createAppender({ events, batch: limits.appendBatch, machine, log, written: () => relay.wake() });
  const handler = createCommands({ catalogue, events, appender, clock, machine, log, limits });
  let running: Beside | undefined;
  const wake = (): void => {
    relay.wake();
    running?.wake();
  };
  return host(options, limits, {
    commands: handler.commands,
    history: createHistory(events),
    stream: (name) => readStream(events, catalogue, name),
    idle: () => handler.inFlight() === 0,
    heads: () => relay.heads(),
    beside(parts) {
      running = createBeside(
        { ...options, catalogue, events, limits, lease, relay, commands: handler.commands },
        parts,
      );
      return running;
    },
    stop: () => handler.stop(),
  });
}

interface Hosted {
  readonly commands: Commands;
  readonly history: History | undefined;
  readonly stream: Engine['stream'];
  /** No command is under way. */
  idle(): boolean;
  heads(): readonly ShardProgress[];
  beside(parts: EngineParts): Beside;
  stop(): void;
}

/** The life that both kinds of service share: consumers, what runs beside them, and the answers about them. */
function host(options: EngineOptions, limits: EngineLimits, hosted: Hosted): Engine {
  const { service, documents, eventLog, catalogues, catalogue } = options;
  let consumers: readonly Consumer[] = [];
  let beside = nothingBeside;
  let started = false;
  const history = (name: string): History =>
    name === service && hosted.history !== undefined ? hosted.history : options.history(name);
  const ends = createShardEnds((name, shard) => history(name).head(shard), options.machine, limits.tailLook / 2);
  const consumerOptions: ConsumerOptions = { ...options, history, ends, limits };
  let projections: EngineParts['projections'] = [];
  const rebuilds = createRebuilds({
    ...options,
    partitions: eventLog.partitions,
    history,
    limits,
    projection: (name) => projections.find((projection) => projection.name === name),
    consumer: (name) => consumers.find((consumer) => consumer.name === name),
  });
  const unwatch = options.activity.watch(
    () => started && hosted.idle() && beside.idle() && consumers.every((consumer) => consumer.idle()),
  );

  async function start(parts: EngineParts): Promise<void> {
    const collections = parts.projections.map((projection) => projection.collections);
    await documents.declare(Object.assign({}, engineCollections, ...collections));
    projections = parts.projections;
    await rebuilds.cleanUp(projections);
    beside = hosted.beside(parts);
    const specs = [
      ...beside.specs,
      ...parts.projections.map(projectionSpec),
      ...parts.reactions.map((reaction) => reactionSpec(reaction, hosted.commands)),
    ];
    const read = specs.flatMap((spec) => spec.reads).map((name) => catalogues[name]?.topic);
    const topics = new Set([catalogue?.topic, ...read].filter((topic) => topic !== undefined));
    await eventLog.declare([...topics]);
    consumers = specs.map((spec) => createConsumer(spec, consumerOptions));
    await beside.start();
    for (const consumer of consumers) await consumer.start();
    started = true;
  }

  async function stop(): Promise<void> {
    await rebuilds.stop();
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    await beside.stop();
    hosted.stop();
    unwatch();
  }

  return {
    commands: hosted.commands,
    history: hosted.history,
    stream: hosted.stream,
    start,
    stop,
    async visible(projection, stream, version) {
      const consumer = consumers.find(({ name }) => name === projection);
      if (consumer === undefined) throw new Error(`${service} has no projection ${projection}`);
      const topic = (name: string) => catalogues[name]?.topic ?? '';
      const within = limits.visibleWithin;
      return waitVisible(consumer, stream, version, { documents, machine: options.machine, within, history, topic });
    },
    nextTimer: () => beside.next(),
    reach: () => ({
      shards: hosted.heads(),
      consumers: consumers.map((consumer) => ({ name: consumer.name, readings: consumer.reach() })),
    }),
    ...operations(options, () => ({ consumers, beside })),
    rebuild: (projection) => rebuilds.rebuild(projection),
  };
}
