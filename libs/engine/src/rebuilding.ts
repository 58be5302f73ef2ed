import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { DocumentStore, Place, Transaction } from '@portolan/store';
import { CheckpointMoved, findAll } from '@portolan/store';
import type { Consumer } from './consumer.ts';
import type { History } from './engine.ts';
import { toRecorded, typeOf } from './envelope.ts';
import { HandlerFailed } from './handling.ts';
import type { EngineLimits } from './limits.ts';
import type { Logger, MachineClock, Projection } from './model.ts';
import type { RebuildProgress } from './operations.ts';
import { backOff, pause, reason } from './pacing.ts';
import { projectionSpec } from './projecting.ts';
import type { Replayed } from './replaying.ts';
import { createReplay } from './replaying.ts';
import type { DroppedEvent, ParkedEvent, ParkedKey } from './rows.ts';
import { DROPPED_EVENTS, ENGINE_TENANT, PARKED_EVENTS, PARKED_KEYS } from './rows.ts';
import { batchOn, runWithin } from './running.ts';
import { onShadow, shadowOf, sideBySide } from './shadow.ts';

/** What a projection is built anew from. */
export interface RebuildOptions {
  readonly documents: DocumentStore;
  readonly catalogues: Readonly<Record<string, Catalogue>>;
  /** Of each topic. */
  readonly partitions: number;
  history(service: string): History;
  readonly machine: MachineClock;
  readonly limits: EngineLimits;
  readonly log: Logger;
  /** Called between two steps; throws where the work is to end. */
  goOn(): Promise<void>;
}

/** How often the live one may move on under the swap, or the store be away, before it is given up. */
const triesAtMost = 10;

/**
 * Builds what a projection derives anew, beside what is live, and puts the differences in its place, in one transaction
 * and at the same positions: readers and the consumer see the old or the new, never a mixture, and go on meanwhile.
 * What the live one has parked waits for its redrive here as well; what was given up is left out.
 */
export async function rebuildBeside(
  projection: Projection<never>,
  consumer: Consumer,
  options: RebuildOptions,
  progress: (changed: Partial<RebuildProgress>) => void,
): Promise<void> {
  const { documents, machine, limits, log } = options;
  const { name, collections } = projection;
  const spec = projectionSpec(projection);
  const catalogues = projection.reads.map((service) => {
    const catalogue = options.catalogues[service];
    if (catalogue === undefined) throw new Error(`${name} reads ${service}, which has no catalogue`);
    return catalogue;
  });
  const replay = createReplay({ ...options, consumer: name, catalogues });
  const left = new Set<string>();
  const candidates = new Map<string, Place>();
  const keep = (place: Place) => candidates.set(`${place.collection}\n${place.tenant}\n${place.id}`, place);

  async function catchUp(): Promise<void> {
    while (!(await replay.aim())) {
      for (let batch = await nextBatch(); batch.length > 0; batch = await nextBatch()) {
        await options.goOn();
        await apply(batch);
        progress({ applied: replay.applied(), total: replay.total() });
      }
    }
  }

  async function nextBatch(): Promise<{ readonly envelope: Envelope; readonly from: Replayed }[]> {
    const batch = [];
    while (batch.length < limits.consumerBatch) {
      const taken = await replay.next();
      if (taken === undefined) break;
      if (spec.wants(typeOf(taken.from.catalogue, taken.envelope.type, taken.envelope.id).name)) batch.push(taken);
      else if (batch.length === 0) progress({ applied: replay.applied(), total: replay.total() });
    }
    return batch;
  }

  async function apply(batch: readonly { readonly envelope: Envelope; readonly from: Replayed }[]): Promise<void> {
    const out = new Set([...(await idsOf<ParkedEvent>(PARKED_EVENTS, 'byKey')), ...(await droppedIds())]);
    for (const { envelope } of batch) if (out.has(envelope.id)) left.add(envelope.id);
    let touched: Place[] = [];
    await lasting(() =>
      documents.transact(async (transaction) => {
        touched = [];
        const shadow = onShadow(transaction, collections, (collection, tenant, id) =>
          touched.push({ collection, tenant, id }),
        );
        const inside = batchOn(shadow);
        const work = spec.begin();
        for (const { envelope, from } of batch) {
          if (!out.has(envelope.id)) await runWithin(work, toRecorded(from.catalogue, envelope), inside, envelope);
        }
        await inside.end();
      }),
    );
    for (const place of touched) keep(place);
  }

  async function idsOf<T extends ParkedEvent>(collection: string, index: string): Promise<string[]> {
    const query = { collection, tenant: ENGINE_TENANT, index, equals: [name] };
    const rows = await findAll<T>((page) => documents.find(page), query);
    return rows.map(({ document }) => `${document.key}@${document.version}`);
  }

  async function droppedIds(): Promise<string[]> {
    const query = { collection: DROPPED_EVENTS, tenant: ENGINE_TENANT, index: 'byConsumer', equals: [name] };
    const rows = await findAll<DroppedEvent>((page) => documents.find(page), query);
    return rows.map(({ document }) => document.event);
  }

  /** An outage of the store is waited for; a handler that fails ends the work. */
  async function lasting<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof HandlerFailed) throw error.cause;
        if (error instanceof CheckpointMoved || attempt === triesAtMost) throw error;
        log.warn({ projection: name, error: reason(error), attempt }, 'a rebuild waits for the store');
        await options.goOn();
        await pause(machine, backOff(attempt, 50, 5_000));
      }
    }
  }

  /** Everything that may differ: it is looked at again where nothing moves. */
  async function compare(): Promise<void> {
    let [liveDocuments, newDocuments, sampled] = [0, 0, 0];
    for (const collection of Object.keys(collections)) {
      for await (const { live, next } of sideBySide(documents, collection)) {
        if (live !== undefined) liveDocuments += 1;
        if (next !== undefined) newDocuments += 1;
        sampled += 1;
        const { tenant, id } = live ?? next ?? { tenant: '', id: '' };
        if (!isDeepStrictEqual(live?.document, next?.document)) keep({ collection, tenant, id });
        if (sampled % limits.consumerBatch !== 0) continue;
        await options.goOn();
        progress({ liveDocuments, newDocuments, sampled });
      }
    }
    progress({ liveDocuments, newDocuments, sampled });
  }

  async function swap(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await consumer.hold(async () => {
          await catchUp();
          progress({ differing: await lasting(() => documents.transact(putInPlace)) });
        });
      } catch (error) {
        // Another instance reads some of the partitions, and has gone on.
        if (!(error instanceof CheckpointMoved) || attempt === triesAtMost) throw error;
        await options.goOn();
      }
    }
  }

  /** Fails where the live one does not stand where the new one does, or where its parked events are others. */
  async function putInPlace(transaction: Transaction): Promise<number> {
    for (const { key, target } of replay.partitions) {
      if (target.position > 0) await transaction.advance(name, key, target, target);
    }
    await checkParked(transaction);
    let differing = 0;
    for (const { collection, tenant, id } of candidates.values()) {
      const live = await transaction.get(collection, tenant, id);
      const next = await transaction.get(shadowOf(collection), tenant, id);
      if (isDeepStrictEqual(live, next)) continue;
      differing += 1;
      log.warn({ projection: name, collection, document: id }, 'a document was not what its events make');
      if (next === undefined) await transaction.delete(collection, tenant, id);
      else await transaction.put(collection, tenant, id, next);
    }
    return differing;
  }

  async function checkParked(transaction: Transaction): Promise<void> {
    const own = { tenant: ENGINE_TENANT, equals: [name] };
    const find = <T extends ParkedKey | ParkedEvent | DroppedEvent>(collection: string, index: string) =>
      findAll<T>((page) => transaction.find(page), { ...own, collection, index });
    // Touched, so that a redrive at the same time conflicts rather than races.
    for (const { id, document } of await find<ParkedKey>(PARKED_KEYS, 'byConsumer'))
      await transaction.put(PARKED_KEYS, ENGINE_TENANT, id, document);
    const parked = await find<ParkedEvent>(PARKED_EVENTS, 'byKey');
    const dropped = await find<DroppedEvent>(DROPPED_EVENTS, 'byConsumer');
    const now = new Set([
      ...parked.map(({ document }) => `${document.key}@${document.version}`),
      ...dropped.map(({ document }) => document.event),
    ]);
    const same = now.size === left.size && [...now].every((event) => left.has(event));
    if (!same) throw new Error('what is parked has changed meanwhile: ask again');
  }

  progress({ state: 'building' });
  await catchUp();
  progress({ state: 'comparing' });
  candidates.clear();
  await compare();
  await swap();
  progress({ state: 'swapped', applied: replay.applied(), total: replay.total() });
}
