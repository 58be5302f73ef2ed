import type { DocumentStore } from '@portolan/store';
import { findAll } from '@portolan/store';
import type { Drop } from './operations.ts';
import type { ParkedSource } from './parked-list.ts';
import { itemsOf, originOf } from './parked-list.ts';
import type { RequestRow } from './rows.ts';
import { ENGINE_TENANT, REQUEST_ROWS } from './rows.ts';

/** Requests that wait, in all of the service. */
export function requestRows(documents: DocumentStore) {
  const query = { collection: REQUEST_ROWS, tenant: ENGINE_TENANT };

  async function waiting(consumer: string, stream: string): Promise<number> {
    const ofStream = { ...query, index: 'byStream', equals: [consumer, stream] };
    return (await findAll<RequestRow>((page) => documents.find(page), ofStream)).length;
  }

  return {
    all: () => findAll<RequestRow>((page) => documents.find(page), query),

    waiting,

    /** Streams whose requests wait behind a parked one. */
    parked(topic: string): ParkedSource {
      return ({ consumer }, page) => {
        const equals = consumer === undefined ? ['parked'] : ['parked', consumer];
        const parked = { collection: REQUEST_ROWS, index: 'byState', equals };
        return itemsOf<RequestRow>(documents, parked, page, async ({ document }) => {
          const { consumer: of, stream: key, envelope, error, attempts } = document;
          const origin = originOf(topic, envelope);
          return { consumer: of, key, kind: 'request', ...origin, error, attempts, waiting: await waiting(of, key) };
        });
      };
    },

    /** Takes the first request of a stream away where it is this one and parked. */
    drop({ consumer, key, event }: Drop): Promise<RequestRow | undefined> {
      const first = { ...query, index: 'byStream', equals: [consumer, key], limit: 1 };
      return documents.transact(async (transaction) => {
        const [found] = await transaction.find<RequestRow>(first);
        if (found === undefined) return undefined;
        const { id, document } = found;
        if (document.state !== 'parked' || `${document.stream}@${document.version}` !== event) return undefined;
        await transaction.delete(REQUEST_ROWS, ENGINE_TENANT, id);
        return document;
      });
    },
  };
}
