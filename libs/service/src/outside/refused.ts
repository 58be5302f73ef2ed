import { type Complete, outside } from '@portolan/contracts';
import type {
  Flaw,
  ListRefusedMessagesReply,
  ListRefusedMessagesRequest,
  RefusedMessage,
} from '@portolan/contracts/common/v1/types';
import type { View } from '@portolan/engine';
import type { CollectionSpec } from '@portolan/store';
import type { Handler, Runtime } from '../definition.ts';
import { paged } from '../grpc/paging.ts';

type Row = Omit<Complete<RefusedMessage>, 'id'>;

const collection = 'refused_messages';

/** Where a service's projection of refused messages keeps them. */
export const refusedCollections: Readonly<Record<string, CollectionSpec>> = {
  [collection]: { indexes: { byTime: ['receivedAt'] } },
};

/**
 * Adds to what operations must look at: flaws of a message from outside, or what of it belongs to nothing here.
 * @param at RFC 3339; the first one stays
 */
export async function noteFlaws(view: View, id: string, at: string, flaws: readonly Complete<Flaw>[]): Promise<void> {
  if (flaws.length === 0) return;
  const before = await view.get<Row>(collection, outside, id);
  const row: Row = { receivedAt: before?.receivedAt ?? at, flaws: [...(before?.flaws ?? []), ...flaws] };
  await view.put(collection, outside, id, row);
}

/** The same, the latest first. They are the operator's of the suite: others see none. */
export function listRefusedMessages({
  documents,
}: Pick<Runtime, 'documents'>): Handler<Complete<ListRefusedMessagesRequest>, ListRefusedMessagesReply> {
  return async ({ page }, { caller: { tenant } }) => {
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<Row>({ collection, tenant, index: 'byTime', descending: true, ...reach }),
    );
    return { messages: shown.map(({ id, document }) => ({ ...document, id })), nextCursor };
  };
}
