import type { Complete } from '@portolan/contracts';
import type { DeclarationView } from '@portolan/contracts/customs/v1/customs';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { EventMeta, Projection, View } from '@portolan/engine';
import type { DocumentStore } from '@portolan/store';
import type { DeclarationEvent } from '../declaration/state.ts';

/** A declaration as it is shown, and which of its messages went out. */
type Row = Complete<DeclarationView> & { readonly sent: readonly MessageKind[]; readonly [field: string]: unknown };

const collection = 'declarations';

/** Declarations by merchant: state, numbers, lines, and every reply with whether it moved anything. */
export const declarations: Projection<DeclarationEvent> = {
  name: 'customs.declarations.v1',
  reads: ['customs'],
  collections: { [collection]: {} },
  on: {
    async DeclarationDrafted({ data: { declarationId: id, orderId, list }, meta }, view) {
      const row: Row = {
        id,
        orderId,
        orderNo: list.orderNo,
        state: 'DRAFTED',
        tradeMode: list.tradeMode,
        customsCode: list.customsCode,
        preNo: '',
        invtNo: '',
        waybillNo: list.waybillNo,
        goodsValue: list.goodsValue,
        lines: list.lines,
        replies: [],
        releasedAt: '',
        version: BigInt(meta.version),
        sent: [],
      };
      await view.put(collection, meta.tenant, id, row);
    },
    async MessageSent({ data: { declarationId, kind }, meta }, view) {
      await change(view, meta, declarationId, (row) => {
        const sent = [...row.sent, kind];
        return { sent, state: stateSent(row.state, sent) };
      });
    },
    async ReplyRecorded({ data: { declarationId, reply, moves }, meta }, view) {
      const { status, info, returnTime } = reply;
      const step = { status, info, returnedAt: returnTime.instant, moved: moves };
      await change(view, meta, declarationId, (row) => ({ replies: [...row.replies, step] }));
    },
    // Also after one of them was sent back at first.
    async DocumentsAccepted({ data, meta }, view) {
      await change(view, meta, data.declarationId, () => ({ state: 'DOCUMENTS_SENT' }));
    },
    async DeclarationStored({ data: { declarationId, preNo, invtNo }, meta }, view) {
      await change(view, meta, declarationId, () => ({ state: 'STORED', preNo, invtNo }));
    },
    async DeclarationUnderReview({ data, meta }, view) {
      await change(view, meta, data.declarationId, () => ({ state: 'UNDER_REVIEW' }));
    },
    async DeclarationReleased({ data: { declarationId, invtNo, releasedAt }, meta }, view) {
      const released = { state: 'RELEASED', invtNo, releasedAt: releasedAt.instant };
      await change(view, meta, declarationId, () => released);
    },
    async DeclarationClosed({ data, meta }, view) {
      await change(view, meta, data.declarationId, () => ({ state: 'CLOSED' }));
    },
    async DeclarationReturned({ data, meta }, view) {
      await change(view, meta, data.declarationId, () => ({ state: 'RETURNED' }));
    },
  },
};

export function declarationById(documents: DocumentStore, tenant: string, id: string): Promise<Row | undefined> {
  return documents.get<Row>(collection, tenant, id);
}

// A message's being sent shows only while customs has not answered: replies can overtake our own record of sending.
function stateSent(state: string, sent: readonly MessageKind[]): string {
  if (state !== 'DRAFTED' && state !== 'DOCUMENTS_SENT') return state;
  if (sent.includes('MESSAGE_KIND_CEB603')) return 'SUBMITTED';
  return sent.length >= 3 ? 'DOCUMENTS_SENT' : state;
}

async function change(view: View, meta: EventMeta, id: string, to: (row: Row) => Partial<Row>): Promise<void> {
  const row = await view.get<Row>(collection, meta.tenant, id);
  if (row === undefined) throw new Error(`declaration ${id} was never drafted`);
  await view.put(collection, meta.tenant, id, { ...row, ...to(row), version: BigInt(meta.version) });
}
