import type { Catalogue } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Transaction } from '@portolan/store';
import { EngineStopped } from './commands.ts';
import type { ConsumerOptions, ConsumerSpec, Item, Partition, Seen } from './consuming.ts';
import { HandlerFailed } from './handling.ts';
import type { Recorded } from './model.ts';
import { backOff, pause, reason, settleAll } from './pacing.ts';
import type { Parking } from './parking.ts';
import { batchOn, expectWithin, runBefore, runWithin } from './running.ts';

export interface Applier {
  /** Applies or parks each, and moves the position. @throws CheckpointMoved, or what the store threw */
  apply(partition: Partition, items: readonly Item[]): Promise<void>;
  stop(): void;
}

/** Thrown inside where a key was freed between two looks: the batch is tried again. */
class Freed extends Error {}

export function createApplier(spec: ConsumerSpec, parking: Parking, seen: Seen, options: ConsumerOptions): Applier {
  const { documents, machine, limits, log } = options;
  let stopped = false;

  async function apply(partition: Partition, items: readonly Item[]): Promise<void> {
    try {
      await together(partition, items);
    } catch (error) {
      if (!(error instanceof HandlerFailed) && !(error instanceof Freed)) throw error;
      for (const item of items) await alone(partition, item);
    }
  }

  /** All of them, with one write of the position. */
  async function together(partition: Partition, items: readonly Item[]): Promise<void> {
    const last = items[items.length - 1];
    if (last === undefined) return;
    const wanted = items.filter(({ type }) => spec.wants(type));
    const { catalogue } = partition;
    const events = await runAllBefore(catalogue, wanted);
    const waits = new Set<string>();
    const freed = new Set<string>();
    let work = spec.begin();
    await documents.transact(async (transaction) => {
      waits.clear();
      freed.clear();
      work = spec.begin();
      const batch = batchOn(transaction);
      await expectWithin(spec, events.values(), batch);
      for (const { envelope } of wanted) {
        if (await joins(transaction, catalogue, envelope, freed)) {
          waits.add(envelope.id);
          continue;
        }
        const event = events.get(envelope.id);
        if (event === undefined) throw new Freed();
        await runWithin(work, event, batch, envelope);
      }
      await batch.end();
      await transaction.advance(spec.name, partition.key, partition.persisted, last.after);
    });
    moved(partition, last);
    for (const key of freed) parking.noteFreed(key);
    work.done?.();
    for (const { envelope } of items) seen(envelope, waits.has(envelope.id));
  }

  function moved(partition: Partition, last: Item): void {
    partition.persisted = last.after;
    partition.reached = last.after;
  }

  /** Effects for different orders run side by side, begun in the order of the events; those for one run in order. */
  async function runAllBefore(catalogue: Catalogue, wanted: readonly Item[]): Promise<Map<string, Recorded>> {
    const work = spec.begin();
    const events = new Map<string, Recorded>();
    const lanes = Map.groupBy(wanted, ({ envelope }) => envelope.correlation || envelope.stream);
    const runLane = async (lane: readonly Item[]): Promise<void> => {
      for (const { envelope } of lane) {
        if (parking.suspects(envelope.stream) && (await parking.marker(documents, envelope.stream)) !== undefined)
          continue;
        events.set(envelope.id, await runBefore(work, catalogue, envelope));
      }
    };
    await settleAll([...lanes.values()].map(runLane));
    return events;
  }

  /** True where the event's key is parked: then the event waits in its queue. */
  async function joins(
    transaction: Transaction,
    catalogue: Catalogue,
    envelope: Envelope,
    freed: Set<string>,
  ): Promise<boolean> {
    if (!parking.suspects(envelope.stream)) return false;
    const marker = await parking.marker(transaction, envelope.stream);
    if (marker === undefined) {
      freed.add(envelope.stream);
      return false;
    }
    await parking.join(transaction, marker, catalogue.service, envelope);
    return true;
  }

  /** One event, tried a few times, then parked. */
  async function alone(partition: Partition, item: Item): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await together(partition, [item]);
      } catch (error) {
        if (error instanceof Freed) continue;
        if (!(error instanceof HandlerFailed)) throw error;
        if (stopped) throw new EngineStopped();
        if (attempt >= limits.handlerAttempts) return park(partition, item, reason(error.cause), attempt);
        await pause(machine, backOff(attempt, 20, 1_000));
      }
    }
  }

  async function park(partition: Partition, item: Item, error: string, attempts: number): Promise<void> {
    const { envelope } = item;
    await documents.transact(async (transaction) => {
      await parking.park(transaction, partition.catalogue.service, envelope, error, attempts);
      await transaction.advance(spec.name, partition.key, partition.persisted, item.after);
    });
    parking.noteParked(envelope.stream);
    moved(partition, item);
    log.error({ consumer: spec.name, event: envelope.id, type: item.type, error, attempts }, 'an event was parked');
    seen(envelope, true);
  }

  return {
    apply,
    stop() {
      stopped = true;
    },
  };
}
