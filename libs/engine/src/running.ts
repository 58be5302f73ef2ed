import type { Catalogue } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Place, Transaction } from '@portolan/store';
import type { ConsumerSpec, Work } from './consuming.ts';
import { toRecorded } from './envelope.ts';
import { handled, watchStore } from './handling.ts';
import type { Recorded, View } from './model.ts';
import { batchView } from './view.ts';

/** A transaction as handlers see it. */
export interface Batch {
  readonly view: View;
  readonly trouble: () => unknown;
  expect(places: readonly Place[]): Promise<void>;
  /** Before the transaction ends. What its documents cannot hold is a handler's fault. */
  end(): Promise<void>;
}

export function batchOn(transaction: Transaction): Batch {
  const { transaction: watched, trouble } = watchStore(transaction);
  const { view, flush } = batchView(watched);
  const expect = async (places: readonly Place[]) => watched.expect?.(places);
  return { view, trouble, expect, end: () => handled(flush, trouble) };
}

/** What an event leads to outside the transaction. @throws HandlerFailed */
export function runBefore(work: Work, catalogue: Catalogue, envelope: Envelope): Promise<Recorded> {
  return handled(async () => {
    const event = toRecorded(catalogue, envelope);
    await work.before?.(event);
    return event;
  });
}

/** Has what events will ask for fetched together. @throws HandlerFailed, or what the store threw */
export async function expectWithin(
  { expects }: Pick<ConsumerSpec, 'expects'>,
  events: Iterable<Recorded>,
  { expect, trouble }: Batch,
): Promise<void> {
  if (expects !== undefined) await handled(() => expect([...events].flatMap(expects)), trouble);
}

/** What it leads to inside. @throws HandlerFailed, or what the store threw */
export async function runWithin(work: Work, event: Recorded, batch: Batch, envelope: Envelope): Promise<void> {
  if (work.within === undefined) return;
  const { within } = work;
  await handled(() => within(event, batch.view, envelope), batch.trouble);
}
