import type { Catalogue } from '@portolan/contracts';
import { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Transaction } from '@portolan/store';
import { EngineStopped } from './commands.ts';
import type { ConsumerOptions, ConsumerSpec, Item, Partition, Seen, Work } from './consuming.ts';
import { toRecorded, typeOf } from './envelope.ts';
import { HandlerFailed, handled, watchStore } from './handling.ts';
import type { Recorded, View } from './model.ts';
import { backOff, createTurns, pause, reason, settleAll } from './pacing.ts';
import type { Parking } from './parking.ts';
import { ENGINE_TENANT, PARKED_EVENTS } from './rows.ts';
import { batchView } from './view.ts';

export interface Applier {
  /** @throws UnknownType */
  nameOf(catalogue: Catalogue, envelope: Envelope): string;
  /** Applies or parks each, and moves the position. @throws CheckpointMoved, or what the store threw */
  apply(partition: Partition, items: readonly Item[]): Promise<void>;
  redrive(key: string): Promise<number>;
  stop(): void;
}

/** Thrown inside where a key was freed between two looks: the batch is tried again. */
class Freed extends Error {}

interface Batch {
  readonly view: View;
  readonly trouble: () => unknown;
  /** Before the transaction ends. What its documents cannot hold is a handler's fault. */
  end(): Promise<void>;
}

function batchOn(transaction: Transaction): Batch {
  const { transaction: watched, trouble } = watchStore(transaction);
  const { view, flush } = batchView(watched);
  return { view, trouble, end: () => handled(flush, trouble) };
}

export function createApplier(spec: ConsumerSpec, parking: Parking, seen: Seen, options: ConsumerOptions): Applier {
  const { catalogues, documents, machine, limits, log } = options;
  const redrives = createTurns();
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
    const events = await runBefore(catalogue, wanted);
    const waits = new Set<string>();
    let work = spec.begin();
    await documents.transact(async (transaction) => {
      waits.clear();
      work = spec.begin();
      const batch = batchOn(transaction);
      for (const { envelope } of wanted) {
        if (await joins(transaction, catalogue, envelope)) waits.add(envelope.id);
        else await runWithin(work, events.get(envelope.id), batch, envelope);
      }
      await batch.end();
      await transaction.advance(spec.name, partition.key, partition.persisted, last.after);
    });
    moved(partition, last);
    work.done?.();
    for (const { envelope } of items) seen(envelope, waits.has(envelope.id));
  }

  function moved(partition: Partition, last: Item): void {
    partition.persisted = last.after;
    partition.reached = last.after;
  }

  /** Effects for different orders run side by side, begun in the order of the events; those for one run in order. */
  async function runBefore(catalogue: Catalogue, wanted: readonly Item[]): Promise<Map<string, Recorded>> {
    const work = spec.begin();
    const events = new Map<string, Recorded>();
    const lanes = Map.groupBy(wanted, ({ envelope }) => envelope.correlation || envelope.stream);
    const runLane = async (lane: readonly Item[]): Promise<void> => {
      for (const { envelope } of lane) {
        if (parking.suspects(envelope.stream) && (await parking.marker(documents, envelope.stream)) !== undefined)
          continue;
        events.set(envelope.id, await runOne(work, catalogue, envelope));
      }
    };
    await settleAll([...lanes.values()].map(runLane));
    return events;
  }

  async function runOne(work: Work, catalogue: Catalogue, envelope: Envelope): Promise<Recorded> {
    return handled(async () => {
      const event = toRecorded(catalogue, envelope);
      await work.before?.(event);
      return event;
    });
  }

  async function runWithin(work: Work, event: Recorded | undefined, batch: Batch, envelope: Envelope): Promise<void> {
    if (event === undefined) throw new Freed();
    if (work.within === undefined) return;
    const { within } = work;
    await handled(() => within(event, batch.view, envelope), batch.trouble);
  }

  /** True where the event's key is parked: then the event waits in its queue. */
  async function joins(transaction: Transaction, catalogue: Catalogue, envelope: Envelope): Promise<boolean> {
    if (!parking.suspects(envelope.stream)) return false;
    const marker = await parking.marker(transaction, envelope.stream);
    if (marker === undefined) {
      parking.noteFreed(envelope.stream);
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

  async function redrive(key: string): Promise<number> {
    for (let through = 0; ; through++) {
      const waiting = await parking.next(documents, key);
      if (waiting === undefined) return through;
      const envelope = Envelope.decode(waiting.document.envelope);
      const catalogue = catalogues[waiting.document.service];
      if (catalogue === undefined) throw new Error(`${waiting.document.service} has no catalogue`);
      try {
        await redriveOne(key, catalogue, envelope, waiting.id);
      } catch (error) {
        if (!(error instanceof HandlerFailed)) throw error;
        const text = reason(error.cause);
        await documents.transact(async (transaction) => {
          const marker = await parking.marker(transaction, key);
          if (marker !== undefined) await parking.failedAgain(transaction, marker, text);
        });
        log.error({ consumer: spec.name, event: envelope.id, error: text }, 'an event stays parked');
        return through;
      }
    }
  }

  async function redriveOne(key: string, catalogue: Catalogue, envelope: Envelope, row: string): Promise<void> {
    const event = await runOne(spec.begin(), catalogue, envelope);
    let work = spec.begin();
    let freed = false;
    await documents.transact(async (transaction) => {
      work = spec.begin();
      const marker = await parking.marker(transaction, key);
      if (marker === undefined || (await transaction.get(PARKED_EVENTS, ENGINE_TENANT, row)) === undefined) return;
      const batch = batchOn(transaction);
      await runWithin(work, event, batch, envelope);
      await batch.end();
      freed = await parking.took(transaction, marker, row);
    });
    if (freed) parking.noteFreed(key);
    work.done?.();
    seen(envelope, false);
  }

  return {
    nameOf: (catalogue, envelope) => typeOf(catalogue, envelope.type, envelope.id).name,
    apply,
    redrive: (key) => redrives(() => redrive(key)),
    stop() {
      stopped = true;
    },
  };
}
