import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { Flaw, RefusedMessage } from '@portolan/contracts/common/v1/types';
import type { Projection, View } from '@portolan/engine';
import type { DocumentStore, Found } from '@portolan/store';
import { outside } from '../inbound/inbound.ts';

type Row = Complete<RefusedMessage> & { readonly [field: string]: unknown };

const collection = 'refused';

/**
 * What operations must look at, latest first: messages that nobody could read, replies and tax notices that belong to no
 * declaration,
 * and statuses that no table knows (under their declaration's id). Of the operator of the suite, whosever order it is.
 */
export const refused: Projection<
  Only<CustomsEvent, 'CustomsMessageRefused' | 'ReplyUnmatched' | 'TaxNoticeUnmatched' | 'UnknownStatusRaised'>
> = {
  name: 'customs.refused.v1',
  reads: ['customs'],
  collections: { [collection]: { indexes: { byTime: ['receivedAt'] } } },
  on: {
    CustomsMessageRefused: ({ data: { messageId, flaws }, meta }, view) => note(view, messageId, meta.time, flaws),
    ReplyUnmatched: ({ data: { messageId, reply }, meta }, view) => {
      const { answers, ownerCode, key, status } = reply;
      const message = answers.replace('MESSAGE_KIND_', '');
      const reason = `${key} of ${ownerCode} belongs to no declaration (answer to ${message}, status ${status})`;
      return note(view, messageId, meta.time, [{ field: 'key', reason }]);
    },
    TaxNoticeUnmatched: ({ data: { messageId, notice }, meta }, view) => {
      const reason = `${notice.invtNo} is no list of ours (tax bill ${notice.taxNo}, status ${notice.status})`;
      return note(view, messageId, meta.time, [{ field: 'invtNo', reason }]);
    },
    UnknownStatusRaised: ({ data: { declarationId, status }, meta }, view) =>
      note(view, declarationId, meta.time, [{ field: 'returnStatus', reason: `${status} stands in no table` }]),
  },
};

async function note(view: View, id: string, at: string, flaws: readonly Complete<Flaw>[]): Promise<void> {
  const before = await view.get<Row>(collection, outside, id);
  const receivedAt = before?.receivedAt ?? at;
  await view.put(collection, outside, id, { id, receivedAt, flaws: [...(before?.flaws ?? []), ...flaws] });
}

export function listRefused(
  documents: DocumentStore,
  tenant: string,
  limit: number,
  after: string | undefined,
): Promise<readonly Found<Row>[]> {
  return documents.find<Row>({ collection, tenant, index: 'byTime', limit, after, descending: true });
}
