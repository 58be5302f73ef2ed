import type { Catalogue } from '@portolan/contracts';
import { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Found } from '@portolan/store';
import type { ConsumerOptions, ConsumerSpec, Seen } from './consuming.ts';
import { HandlerFailed } from './handling.ts';
import type { Drop, Dropped, Redriven } from './operations.ts';
import { createTurns, reason } from './pacing.ts';
import type { Parking } from './parking.ts';
import type { DroppedEvent, ParkedEvent } from './rows.ts';
import { DROPPED_EVENTS, ENGINE_TENANT, PARKED_EVENTS } from './rows.ts';
import { batchOn, runBefore, runWithin } from './running.ts';

/** What operators do with the parked keys of a consumer. Any instance may, whoever reads the key's partition. */
export interface Redriver {
  redrive(key: string): Promise<Redriven>;
  drop(drop: Drop): Promise<Dropped>;
}

export function createRedriver(spec: ConsumerSpec, parking: Parking, seen: Seen, options: ConsumerOptions): Redriver {
  const { catalogues, documents, log } = options;
  const turns = createTurns();

  async function redrive(key: string): Promise<Redriven> {
    for (let through = 0; ; ) {
      const first = await parking.next(documents, key);
      if (first === undefined) return { through, waiting: 0 };
      const envelope = Envelope.decode(first.document.envelope);
      try {
        if (await redriveOne(key, envelope, first)) through += 1;
      } catch (error) {
        if (!(error instanceof HandlerFailed)) throw error;
        return { through, waiting: await failedAgain(key, envelope, reason(error.cause)) };
      }
    }
  }

  /** False where somebody else took it out of the queue meanwhile. */
  async function redriveOne(key: string, envelope: Envelope, { id: row, document }: Found<ParkedEvent>) {
    const event = await runBefore(spec.begin(), catalogueOf(document.service), envelope);
    let work = spec.begin();
    let here = false;
    let freed = false;
    await documents.transact(async (transaction) => {
      work = spec.begin();
      here = freed = false;
      const marker = await parking.marker(transaction, key);
      if (marker === undefined || (await transaction.get(PARKED_EVENTS, ENGINE_TENANT, row)) === undefined) return;
      here = true;
      const batch = batchOn(transaction);
      await runWithin(work, event, batch, envelope);
      await batch.end();
      freed = (await parking.took(transaction, marker, row)) === undefined;
    });
    if (freed) parking.noteFreed(key);
    if (!here) return false;
    work.done?.();
    seen(envelope, false);
    return true;
  }

  function catalogueOf(service: string): Catalogue {
    const catalogue = catalogues[service];
    if (catalogue === undefined) throw new Error(`${service} has no catalogue`);
    return catalogue;
  }

  async function failedAgain(key: string, { id: event }: Envelope, error: string): Promise<number> {
    const waiting = await documents.transact(async (transaction) => {
      const marker = await parking.marker(transaction, key);
      // What failed may have been dropped meanwhile: the next one is not to blame.
      if (marker?.event === event) await parking.failedAgain(transaction, marker, error);
      return marker?.waiting ?? 0;
    });
    log.error({ consumer: spec.name, event, error }, 'an event stays parked');
    return waiting;
  }

  async function drop({ key, event, reason: why }: Drop): Promise<Dropped> {
    const { dropped, left } = await documents.transact(async (transaction) => {
      const marker = await parking.marker(transaction, key);
      const first = marker && (await parking.next(transaction, key));
      const envelope = first && Envelope.decode(first.document.envelope);
      if (marker === undefined || first === undefined || envelope?.id !== event)
        return { dropped: undefined, left: marker };
      const row: DroppedEvent = { consumer: spec.name, event, error: marker.error, reason: why };
      await transaction.put(DROPPED_EVENTS, ENGINE_TENANT, first.id, row);
      return { dropped: { envelope, error: marker.error }, left: await parking.took(transaction, marker, first.id) };
    });
    if (left === undefined) parking.noteFreed(key);
    if (dropped === undefined) return { dropped: false, waiting: left?.waiting ?? 0 };
    const { type, shard, position } = dropped.envelope;
    const fields = { consumer: spec.name, event, type, shard, position: Number(position), error: dropped.error };
    log.error({ ...fields, reason: why }, 'a parked event was given up for good');
    return { dropped: true, waiting: left?.waiting ?? 0 };
  }

  return { redrive: (key) => turns(() => redrive(key)), drop: (wanted) => turns(() => drop(wanted)) };
}
