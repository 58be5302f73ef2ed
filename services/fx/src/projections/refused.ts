import type { FxEvent } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import { noteFlaws, refusedCollections } from '@portolan/service';

/** What operations must look at: unreadable messages, and entries that match no account or payment. */
export const refused: Projection<FxEvent> = {
  name: 'fx.refused.v1',
  reads: ['fx'],
  collections: refusedCollections,
  on: {
    BankMessageRefused: ({ data, meta }, view) => noteFlaws(view, data.messageId, meta.time, data.flaws),
    BankReportUnmatched: ({ data: { messageId, reference, reason }, meta }, view) =>
      noteFlaws(view, messageId, meta.time, [{ field: reference, reason }]),
  },
};
