import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { RecordBatch } from '@portolan/log';
import type { Checkpoint } from '@portolan/store';
import type { ConsumerOptions, Item, Partition } from './consuming.ts';
import { fromRecord, typeOf } from './envelope.ts';

/** Events of a partition in order, dense, each once. */
export interface PartitionReading {
  /** A batch without repeats, at once; undefined where something is missing, or of a type that nobody knows. */
  dense(partition: Partition, batch: RecordBatch): Item[] | undefined;
  /** A batch without repeats, and with what is missing before an event filled in from its service's history. */
  continuous(partition: Partition, batch: RecordBatch): AsyncGenerator<Item>;
  /** What the log has lost at its end, from history, up to this position. */
  tail(partition: Partition, upTo: number): AsyncGenerator<Item>;
}

export function createPartitionReading(
  consumer: string,
  { history, limits, log }: Pick<ConsumerOptions, 'history' | 'limits' | 'log'>,
): PartitionReading {
  async function missing(partition: Partition, from: number, count: number): Promise<readonly Envelope[]> {
    const { service } = partition.catalogue;
    log.warn({ consumer, partition: partition.key, from, count }, 'events are missing on the log');
    const found = await history(service).read(partition.shard, from, Math.min(count, limits.consumerBatch));
    const dense = found.every((envelope, index) => Number(envelope.position) === from + index);
    if (found.length === 0 || !dense) throw new Error(`${service} has no position ${from} in shard ${partition.shard}`);
    return found.slice(0, count);
  }

  async function* fill(partition: Partition, behind: Checkpoint, upTo: number): AsyncGenerator<Item> {
    for (let { position } = behind; position < upTo; ) {
      for (const envelope of await missing(partition, position + 1, upTo - position)) {
        position += 1;
        yield item(partition, envelope, { position, offset: behind.offset });
      }
    }
  }

  function item(partition: Partition, envelope: Envelope, after: Checkpoint): Item {
    return { envelope, type: typeOf(partition.catalogue, envelope.type, envelope.id).name, after };
  }

  return {
    dense(partition, batch) {
      const items: Item[] = [];
      let { position } = partition.reached;
      for (const record of batch.records) {
        if (record.position <= position) continue;
        const envelope = fromRecord(batch.partition, record);
        if (record.position !== position + 1 || !partition.catalogue.byFullName.has(envelope.type)) return undefined;
        position += 1;
        items.push(item(partition, envelope, { position, offset: record.offset }));
      }
      return items;
    },
    async *continuous(partition, batch) {
      let { position, offset } = partition.reached;
      for (const record of batch.records) {
        if (record.position <= position) continue;
        yield* fill(partition, { position, offset }, record.position - 1);
        ({ position, offset } = record);
        yield item(partition, fromRecord(batch.partition, record), { position, offset });
      }
    },
    tail: (partition, upTo) => fill(partition, partition.reached, upTo),
  };
}
