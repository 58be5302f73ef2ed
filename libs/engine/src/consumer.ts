import type { Catalogue } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { RecordBatch, RunningSubscription } from '@portolan/log';
import type { Checkpoint } from '@portolan/store';
import { CheckpointMoved } from '@portolan/store';
import { createApplier } from './applying.ts';
import type { ConsumerOptions, ConsumerSpec, Item, Partition, Seen } from './consuming.ts';
import { fromRecord } from './envelope.ts';
import type { Reading } from './operations.ts';
import { reason } from './pacing.ts';
import type { Parking } from './parking.ts';
import { createParking } from './parking.ts';
import type { Redriver } from './redriving.ts';
import { createRedriver } from './redriving.ts';

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
}

/** How far the position in memory may run ahead of the one that is written down. */
const unwrittenAtMost = 1_000;

/** The loop that projections, reactions, requests and timers share: every event once, in order, none passed over. */
export function createConsumer(spec: ConsumerSpec, options: ConsumerOptions): Consumer {
  const { catalogues, documents, eventLog, limits, log } = options;
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
  let subscription: RunningSubscription | undefined;
  let taking = 0;

  async function open(topic: string, shard: number): Promise<Partition> {
    const catalogue = byTopic.get(topic);
    if (catalogue === undefined) throw new Error(`${spec.name} does not read ${topic}`);
    const key = `${topic}/${shard}`;
    // Whoever read this partition before may have parked keys of it.
    await parking.load();
    const checkpoint = await documents.checkpoint(spec.name, key);
    const partition = { key, catalogue, shard, reached: checkpoint, persisted: checkpoint };
    partitions.set(key, partition);
    return partition;
  }

  async function take(batch: RecordBatch): Promise<void> {
    taking += 1;
    try {
      const partition =
        partitions.get(`${batch.topic}/${batch.partition}`) ?? (await open(batch.topic, batch.partition));
      while (!(await pass(partition, batch)));
    } catch (error) {
      const fields = { consumer: spec.name, topic: batch.topic, partition: batch.partition, error: reason(error) };
      log.error(fields, 'a consumer cannot go on, it will try again');
      throw error;
    } finally {
      taking -= 1;
    }
  }

  /** Goes through a batch once; false where somebody else moved the checkpoint meanwhile. */
  async function pass(partition: Partition, batch: RecordBatch): Promise<boolean> {
    let items: Item[] = [];
    try {
      for await (const item of continuous(partition, batch)) {
        items.push(item);
        if (items.length < limits.consumerBatch) continue;
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

  /** The batch without repeats, and with what is missing before an event filled in from its service's history. */
  async function* continuous(partition: Partition, batch: RecordBatch): AsyncGenerator<Item> {
    let { position, offset } = partition.reached;
    for (const record of batch.records) {
      while (position + 1 < record.position) {
        for (const envelope of await missing(partition, position + 1, record.position - position - 1)) {
          position += 1;
          yield item(partition, envelope, { position, offset });
        }
      }
      if (record.position <= position) continue;
      ({ position, offset } = record);
      yield item(partition, fromRecord(batch.partition, record), { position, offset });
    }
  }

  async function missing(partition: Partition, from: number, count: number): Promise<readonly Envelope[]> {
    const { service } = partition.catalogue;
    log.warn({ consumer: spec.name, partition: partition.key, from, count }, 'events are missing on the log');
    const found = await options.history(service).read(partition.shard, from, Math.min(count, limits.consumerBatch));
    const dense = found.every((envelope, index) => Number(envelope.position) === from + index);
    if (found.length === 0 || !dense) throw new Error(`${service} has no position ${from} in shard ${partition.shard}`);
    return found.slice(0, count);
  }

  function item(partition: Partition, envelope: Envelope, after: Checkpoint): Item {
    return { envelope, type: applier.nameOf(partition.catalogue, envelope), after };
  }

  async function move(partition: Partition, items: readonly Item[]): Promise<void> {
    const last = items[items.length - 1];
    if (last === undefined) return;
    const unwritten = last.after.position - partition.persisted.position;
    if (unwritten > unwrittenAtMost || items.some(({ type }) => spec.wants(type)))
      await applier.apply(partition, items);
    else {
      partition.reached = last.after;
      for (const { envelope } of items) seen(envelope, false);
    }
  }

  async function writeDown(partition: Partition): Promise<void> {
    const { persisted, reached } = partition;
    if (persisted.position === reached.position) return;
    try {
      await documents.transact((transaction) => transaction.advance(spec.name, partition.key, persisted, reached));
    } catch (error) {
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
    },
    async stop() {
      applier.stop();
      await subscription?.stop();
      for (const partition of partitions.values()) await writeDown(partition);
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
    redriver: createRedriver(spec, parking, seen, options),
  };
}
