import type { DocumentStore } from '@portolan/store';
import type { Partition, ShardEnds } from './consuming.ts';
import type { Logger, MachineClock } from './model.ts';
import { reason } from './pacing.ts';

/** @param fresh for how long an answer serves, in machine milliseconds */
export function createShardEnds(
  head: (service: string, shard: number) => Promise<number>,
  machine: MachineClock,
  fresh: number,
): ShardEnds {
  const known = new Map<string, { readonly at: number; readonly end: Promise<number> }>();
  return (service, shard) => {
    const key = `${service}/${shard}`;
    const before = known.get(key);
    if (before !== undefined && machine.now() - before.at < fresh) return before.end;
    const end = head(service, shard);
    known.set(key, { at: machine.now(), end });
    // What failed serves nobody.
    end.catch(() => known.delete(key));
    return end;
  };
}

interface TailOptions {
  readonly consumer: string;
  readonly documents: DocumentStore;
  readonly machine: MachineClock;
  readonly log: Logger;
  readonly every: number;
  readonly ends: ShardEnds;
  partitions(): Iterable<Partition>;
  /** Applies what the log has lost, up to this position. */
  fill(partition: Partition, upTo: number): Promise<void>;
}

/**
 * Looks after partitions in which nothing has arrived for a while: a log that lost its last records would never show it,
 * since a gap is seen only by what follows it.
 */
export function createTailWatch({ consumer, documents, machine, log, every, ends, partitions, fill }: TailOptions) {
  const stuck = new Map<Partition, { readonly at: number; readonly end: number }>();
  let cancel: (() => void) | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    for (const partition of partitions()) {
      if (machine.now() - partition.heardAt < every) stuck.delete(partition);
      else await lookAt(partition).catch((error: unknown) => missed(partition, error));
    }
  }

  function missed(partition: Partition, error: unknown): void {
    log.info({ consumer, partition: partition.key, error: reason(error) }, 'the end of a shard could not be looked at');
  }

  /** What is behind the end twice in a row, and has not moved between, is not on its way. */
  async function lookAt(partition: Partition): Promise<void> {
    const before = stuck.get(partition);
    stuck.delete(partition);
    const { catalogue, shard, key } = partition;
    const end = await ends(catalogue.service, shard);
    // So it is nearly always: nobody need be asked.
    if (partition.reached.position >= end) return;
    const written = await documents.checkpoint(consumer, key);
    const at = Math.max(partition.reached.position, written.position);
    if (at >= end) return;
    if (before?.at !== at) stuck.set(partition, { at, end });
    else await fill(partition, before.end);
  }

  function arm(): void {
    cancel = machine.after(every, () => {
      looking = look().then(arm);
    });
  }

  return {
    start: arm,
    async stop() {
      cancel?.();
      await looking;
      cancel?.();
    },
  };
}
