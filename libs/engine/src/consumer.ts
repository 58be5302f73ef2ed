import type { Catalogue } from '@portolan/contracts';
import type { RecordBatch, RunningSubscription } from '@portolan/log';
import { CheckpointMoved } from '@portolan/store';
import { createApplier } from './applying.ts';
import type { ConsumerOptions, ConsumerSpec, Item, Partition, Seen } from './consuming.ts';
import type { Reading } from './operations.ts';
import { createTurns, pause, reason } from './pacing.ts';
import type { Parking } from './parking.ts';
import { createParking } from './parking.ts';
import { createPartitionReading } from './partition-reading.ts';
import type { Redriver } from './redriving.ts';
import { createRedriver } from './redriving.ts';
import { createTailWatch } from './tails.ts';

export interface Consumer {
  readonly name: string;
  readonly reads: readonly string[];
  readonly parking: Parking;
  start(): Promise<void>;
  stop(): Promise<void>;
  idle(): boolean;
  /** Last position applied or parked, as this process knows it. */
  reached(service: string, shard: number): number;
  /** Calls back with each event that was applied or passed, and with each that was parked. */
  watch(seen: Seen): () => void;
  /** Of every partition that this process has read. */
  readings(): readonly Reading[];
  /** Every shard that it reads; 0 where it has not begun with one. */
  reach(): readonly Reading[];
  readonly redriver: Redriver;
  /** Runs something while nothing that this process reads moves on. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/** How far the position in memory may run ahead of the one that is written down. */
const unwrittenAtMost = 1_000;
/** How many times as long it waits where nobody waits for what is derived. */
const unhurriedTurns = 10;

/** The loop that projections, reactions, requests and timers share: every event once, in order, none passed over. */
export function createConsumer(spec: ConsumerSpec, options: ConsumerOptions): Consumer {
  const { catalogues, documents, eventLog, limits, log, machine } = options;
  const byTopic = new Map<string, Catalogue>();
  for (const service of spec.reads) {
    const catalogue = catalogues[service];
    if (catalogue === undefined) throw new Error(`${spec.name} reads ${service}, which has no catalogue`);
    byTopic.set(catalogue.topic, catalogue);
  }
  const parking = createParking(spec.name, documents);
  const watchers = new Set<Seen>();
  const seen: Seen = (envelope, parked) => {
    for (const watcher of watchers) watcher(envelope, parked);
  };
  const applier = createApplier(spec, parking, seen, options);
  const partitions = new Map<string, Partition>();
  const reading = createPartitionReading(spec.name, options);
  const tails = createTailWatch({
    ...options,
    consumer: spec.name,
    every: limits.tailLook,
    partitions: () => partitions.values(),
    fill,
  });
  let subscription: RunningSubscription | undefined;
  let taking = 0;
  let most = limits.consumerBatch;
  let cancelWriting: (() => void) | undefined;

  async function open(topic: string, shard: number): Promise<Partition> {
    const catalogue = byTopic.get(topic);
    if (catalogue === undefined) throw new Error(`${spec.name} does not read ${topic}`);
    const key = `${topic}/${shard}`;
    // Whoever read this partition before may have parked keys of it.
    await parking.load();
    const checkpoint = await documents.checkpoint(spec.name, key);
    const marks = { reached: checkpoint, persisted: checkpoint, heardAt: machine.now() };
    const partition: Partition = { key, catalogue, shard, ...marks, inTurn: createTurns() };
    partitions.set(key, partition);
    // Whoever read it before may have applied events of which nothing is known here.
    spec.moved?.();
    return partition;
  }

  async function take(batch: RecordBatch): Promise<void> {
    taking += 1;
    try {
      const partition =
        partitions.get(`${batch.topic}/${batch.partition}`) ?? (await open(batch.topic, batch.partition));
      await gathered(partition);
      partition.heardAt = machine.now();
      await partition.inTurn(async () => {
        // Most of what is read is for others: that costs no more than a look.
        let items = reading.dense(partition, batch);
        if (items !== undefined && passedOver(partition, items)) return;
        // Read anew only where something was missing, or the checkpoint had moved.
        while (!(await pass(partition, () => items ?? reading.continuous(partition, batch)))) items = undefined;
      });
    } catch (error) {
      const fields = { consumer: spec.name, topic: batch.topic, partition: batch.partition, error: reason(error) };
      log.error(fields, 'a consumer cannot go on, it will try again');
      throw error;
    } finally {
      taking -= 1;
    }
  }

  /**
   * What comes soon after something else waits for more, everything in this process until the same moment: a
   * transaction for all of it costs little more than one for a single event.
   */
  async function gathered({ heardAt }: Partition): Promise<void> {
    const interval = (spec.unhurried ? unhurriedTurns : 1) * (eventLog.gathers ?? 0);
    const now = machine.now();
    if (now - heardAt < interval) await pause(machine, interval - (now % interval));
  }

  /** Goes through events once; false where somebody else moved the checkpoint meanwhile. */
  async function pass(partition: Partition, source: () => Iterable<Item> | AsyncIterable<Item>): Promise<boolean> {
    let items: Item[] = [];
    try {
      for await (const item of source()) {
        items.push(item);
        if (items.length < most) continue;
        const full = items;
        items = [];
        await move(partition, full);
      }
    } catch (error) {
      if (error instanceof CheckpointMoved) return rejoin(partition);
      // What stands before the trouble is in order and must not wait for it.
      if (!(await movedAlone(partition, items))) return rejoin(partition);
      throw error;
    }
    return (await movedAlone(partition, items)) || rejoin(partition);
  }

  async function movedAlone(partition: Partition, items: readonly Item[]): Promise<boolean> {
    try {
      await move(partition, items);
      return true;
    } catch (error) {
      if (error instanceof CheckpointMoved) return false;
      throw error;
    }
  }

  async function rejoin(partition: Partition): Promise<false> {
    spec.moved?.();
    await parking.load();
    partition.persisted = await documents.checkpoint(spec.name, partition.key);
    if (partition.persisted.position > partition.reached.position) partition.reached = partition.persisted;
    return false;
  }

  async function move(partition: Partition, items: readonly Item[]): Promise<void> {
    if (!passedOver(partition, items)) await apply(partition, items);
  }

  /** True where nobody here wants any of these: then only the position in memory moves. */
  function passedOver(partition: Partition, items: readonly Item[]): boolean {
    const last = items[items.length - 1];
    if (last === undefined) return true;
    const unwritten = last.after.position - partition.persisted.position;
    if (unwritten > unwrittenAtMost || items.some(({ type }) => spec.wants(type))) return false;
    partition.reached = last.after;
    cancelWriting ??= machine.after(limits.positionsWritten, () => void writeAllDown());
    for (const { envelope } of items) seen(envelope, false);
    return true;
  }

  /** A slow store ends what lasts too long. The same again would fail again, so it is offered half; later more. */
  async function apply(partition: Partition, items: readonly Item[]): Promise<void> {
    try {
      await applier.apply(partition, items);
      most = Math.min(limits.consumerBatch, most * 2);
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) most = Math.max(1, Math.floor(items.length / 2));
      throw error;
    }
  }

  /** Other instances, and whoever looks at the store, see no more than what is written down. */
  async function writeAllDown(): Promise<void> {
    cancelWriting = undefined;
    // All at once: they share a transaction then.
    await Promise.all([...partitions.values()].map((partition) => partition.inTurn(() => writeDown(partition))));
  }

  async function fill(partition: Partition, upTo: number): Promise<void> {
    taking += 1;
    try {
      await partition.inTurn(async () => {
        while (!(await pass(partition, () => reading.tail(partition, upTo))));
      });
    } finally {
      taking -= 1;
    }
  }

  async function writeDown(partition: Partition): Promise<void> {
    const { persisted, reached } = partition;
    if (persisted.position === reached.position) return;
    try {
      await documents.transact((transaction) => transaction.advance(spec.name, partition.key, persisted, reached));
      partition.persisted = reached;
    } catch (error) {
      // Written down already, where the answer was lost or by whoever read it before: from there on, not again for ever.
      if (error instanceof CheckpointMoved) await rejoin(partition).catch(() => undefined);
      log.info({ consumer: spec.name, partition: partition.key, error: reason(error) }, 'a position stays behind');
    }
  }

  return {
    name: spec.name,
    reads: spec.reads,
    parking,
    async start() {
      subscription = await eventLog.subscribe({
        group: spec.name,
        topics: [...byTopic.keys()],
        start: async (topic, shard) => (await open(topic, shard)).persisted.offset,
        take,
      });
      tails.start();
    },
    async stop() {
      applier.stop();
      await subscription?.stop();
      await tails.stop();
      cancelWriting?.();
      await Promise.all([...partitions.values()].map(writeDown));
    },
    idle: () => subscription !== undefined && taking === 0 && subscription.caughtUp(),
    reached(service, shard) {
      return partitions.get(`${catalogues[service]?.topic}/${shard}`)?.reached.position ?? 0;
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    reach: () =>
      [...byTopic].flatMap(([topic, { service }]) =>
        Array.from({ length: eventLog.partitions }, (_, shard) => {
          return { service, shard, position: partitions.get(`${topic}/${shard}`)?.reached.position ?? 0 };
        }),
      ),
    readings: () =>
      [...partitions.values()].map(({ catalogue, shard, reached }) => {
        return { service: catalogue.service, shard, position: reached.position };
      }),
    hold<T>(work: () => Promise<T>) {
      const held = [...partitions.values()].reduceRight<() => Promise<T>>(
        (inner, partition) => () => partition.inTurn(inner),
        work,
      );
      return held();
    },
    redriver: createRedriver(spec, parking, seen, options),
  };
}
