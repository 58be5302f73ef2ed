import type { Complete, FxEvent } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { Projection, View } from '@portolan/engine';

/** A message of the bank that could not be taken, or of which a part belongs to nothing here. */
export interface RefusedDocument {
  readonly [field: string]: unknown;
  readonly receivedAt: string;
  readonly flaws: readonly Complete<Flaw>[];
}

/** What operations must look at: unreadable messages, and entries that match no account or payment. */
export const refused: Projection<FxEvent> = {
  name: 'fx.refused.v1',
  reads: ['fx'],
  collections: { refused_messages: { indexes: { byTime: ['receivedAt'] } } },
  on: {
    BankMessageRefused: ({ data, meta }, view) => note(view, meta.tenant, data.messageId, meta.time, data.flaws),
    BankReportUnmatched: ({ data, meta }, view) =>
      note(view, meta.tenant, data.messageId, meta.time, [{ field: data.reference, reason: data.reason }]),
  },
};

async function note(view: View, tenant: string, id: string, at: string, flaws: readonly Complete<Flaw>[]) {
  const before = await view.get<RefusedDocument>('refused_messages', tenant, id);
  const document: RefusedDocument = {
    receivedAt: before?.receivedAt ?? at,
    flaws: [...(before?.flaws ?? []), ...flaws],
  };
  await view.put('refused_messages', tenant, id, document);
}
