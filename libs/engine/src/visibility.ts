import type { DocumentStore } from '@portolan/store';
import type { Consumer } from './consumer.ts';
import type { History } from './engine.ts';
import type { MachineClock } from './model.ts';

interface VisibilityOptions {
  readonly documents: DocumentStore;
  readonly machine: MachineClock;
  readonly within: number;
  history(service: string): History;
  topic(service: string): string;
}

/** How often the store is asked as well, since another instance may read that partition. */
const lookEvery = 100;

/**
 * Waits, bounded, until a consumer has passed a version of a stream: it is told by the consumer itself, and asks once
 * whether that was before. False: not in time, or the stream is parked there.
 */
export async function waitVisible(
  consumer: Consumer,
  stream: string,
  version: number,
  options: VisibilityOptions,
): Promise<boolean> {
  const { machine, within } = options;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const endings = [
    machine.after(within, () => resolve(false)),
    consumer.watch((envelope, parked) => {
      if (envelope.stream !== stream) return;
      if (!parked && Number(envelope.version) >= version) resolve(true);
      if (parked && Number(envelope.version) <= version) resolve(false);
    }),
  ];
  let open = true;
  const look = async (): Promise<void> => {
    const answer = await passed(consumer, stream, version, options);
    if (answer !== undefined) resolve(answer);
    else if (open) endings.push(machine.after(lookEvery, () => void look().catch(() => resolve(false))));
  };
  try {
    await look();
    return await promise;
  } finally {
    open = false;
    for (const end of endings) end();
  }
}

async function passed(
  consumer: Consumer,
  stream: string,
  version: number,
  { documents, history, topic }: VisibilityOptions,
): Promise<boolean | undefined> {
  const marker = await consumer.parking.marker(documents, stream);
  if (marker !== undefined && version >= Number(marker.event.slice(marker.event.lastIndexOf('@') + 1))) return false;
  for (const service of consumer.reads) {
    const place = await history(service).locate(stream, version);
    if (place === undefined) continue;
    if (place.position === 0) return undefined;
    if (consumer.reached(service, place.shard) >= place.position) return true;
    const written = await documents.checkpoint(consumer.name, `${topic(service)}/${place.shard}`);
    return written.position >= place.position ? true : undefined;
  }
  return undefined;
}
