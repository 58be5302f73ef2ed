import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { RefusedMessage } from '@portolan/contracts/common/v1/types';
import type { Projection } from '@portolan/engine';
import type { DocumentStore, Found } from '@portolan/store';

type Row = Complete<RefusedMessage> & { readonly [field: string]: unknown };

/** Messages from outside that nobody could read, latest first. Their tenant is the operator of the suite. */
export const refused: Projection<Only<CustomsEvent, 'CustomsMessageRefused'>> = {
  name: 'customs.refused.v1',
  reads: ['customs'],
  collections: { refused: { indexes: { byTime: ['receivedAt'] } } },
  on: {
    async CustomsMessageRefused({ data: { messageId, flaws }, meta }, view) {
      await view.put('refused', meta.tenant, messageId, { id: messageId, receivedAt: meta.time, flaws });
    },
  },
};

export function listRefused(
  documents: DocumentStore,
  tenant: string,
  limit: number,
  after: string | undefined,
): Promise<readonly Found<Row>[]> {
  return documents.find<Row>({ collection: 'refused', tenant, index: 'byTime', limit, after, descending: true });
}
