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

  const headOf = (consumer: string, stream: string) => {
    return { ...query, index: 'byStream', equals: [consumer, stream], limit: 1 };
  };

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

    async isParked(consumer: string, stream: string): Promise<boolean> {
      const [head] = await documents.find<RequestRow>(headOf(consumer, stream));
      return head?.document.state === 'parked';
    },

    /** Opens the parked request at the head of a stream again, with this many tries behind it. False: there is none. */
    open(consumer: string, stream: string, attempts: number): Promise<boolean> {
      return documents.transact(async (transaction) => {
        const [head] = await transaction.find<RequestRow>(headOf(consumer, stream));
        if (head?.document.state !== 'parked') return false;
        const row: RequestRow = { ...head.document, state: 'open', attempts };
        await transaction.put(REQUEST_ROWS, ENGINE_TENANT, head.id, row);
        return true;
      });
    },

    /** Takes the first request of a stream away where it is this one and parked. */
    drop({ consumer, key, event }: Drop): Promise<RequestRow | undefined> {
      return documents.transact(async (transaction) => {
        const [found] = await transaction.find<RequestRow>(headOf(consumer, key));
        if (found === undefined) return undefined;
        const { id, document } = found;
        if (document.state !== 'parked' || `${document.stream}@${document.version}` !== event) return undefined;
        await transaction.delete(REQUEST_ROWS, ENGINE_TENANT, id);
        return document;
      });
    },
  };
}
