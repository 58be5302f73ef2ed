import type { Catalogue } from '@portolan/contracts';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { Checkpoint, DocumentStore } from '@portolan/store';
import type { History } from './engine.ts';

/** One partition as it is read anew, up to where the live one stands. */
export interface Replayed {
  /** <topic>/<partition> */
  readonly key: string;
  readonly catalogue: Catalogue;
  readonly shard: number;
  position: number;
  /** Where the live one stands. */
  target: Checkpoint;
  page: Envelope[];
}

interface ReplayOptions {
  readonly consumer: string;
  readonly catalogues: readonly Catalogue[];
  readonly partitions: number;
  readonly documents: DocumentStore;
  history(service: string): History;
}

const pageSize = 200;

/** The past of several services, from the beginning to where a consumer stands, in order of time. */
export function createReplay({ consumer, catalogues, partitions, documents, history }: ReplayOptions) {
  const all: Replayed[] = catalogues.flatMap((catalogue) =>
    Array.from({ length: partitions }, (_, shard): Replayed => {
      const target = { position: 0, offset: '' };
      return { key: `${catalogue.topic}/${shard}`, catalogue, shard, position: 0, target, page: [] };
    }),
  );

  /** The oldest event that is not taken yet. Those of one partition are in order, whatever their times say. */
  async function next(): Promise<{ readonly envelope: Envelope; readonly from: Replayed } | undefined> {
    let oldest: Replayed | undefined;
    for (const each of all) {
      if (each.page.length === 0 && each.position < each.target.position) each.page = await read(each);
      const [first] = each.page;
      if (first !== undefined && (oldest === undefined || first.time < (oldest.page[0]?.time ?? ''))) oldest = each;
    }
    const envelope = oldest?.page.shift();
    if (oldest === undefined || envelope === undefined) return undefined;
    oldest.position = Number(envelope.position);
    return { envelope, from: oldest };
  }

  async function read({ catalogue, shard, position, target }: Replayed): Promise<Envelope[]> {
    const count = Math.min(pageSize, target.position - position);
    const found = await history(catalogue.service).read(shard, position + 1, count);
    const dense = found.every((envelope, index) => Number(envelope.position) === position + 1 + index);
    if (found.length === 0 || !dense)
      throw new Error(`${catalogue.service} has no position ${position + 1} in shard ${shard}`);
    return found.slice(0, count);
  }

  return {
    partitions: all as readonly Replayed[],
    next,
    /** Looks where the live one stands now. True: it has not gone on since everything was taken. */
    async aim(): Promise<boolean> {
      for (const each of all) each.target = await documents.checkpoint(consumer, each.key);
      return all.every(({ position, target }) => position === target.position);
    },
    applied: () => all.reduce((sum, { position }) => sum + position, 0),
    total: () => all.reduce((sum, { target }) => sum + target.position, 0),
  };
}
