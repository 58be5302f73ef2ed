import type { Complete } from '@portolan/contracts';
import type { DeclarationView, TaxBill } from '@portolan/contracts/customs/v1/customs';
import type { MessageKind, TaxNotice } from '@portolan/contracts/customs/v1/types';
import type { EventMeta, Projection, View } from '@portolan/engine';
import { sum } from '@portolan/money';
import type { DocumentStore, Found } from '@portolan/store';
import { type DeclarationEvent, kindsOf, type Papers } from '../declaration/state.ts';
import { shownToOffice } from './office-view.ts';

/** A declaration as it is shown, which messages it sends first, and which of its messages went out. */
type Row = Complete<DeclarationView> & {
  readonly draftedAt: string;
  readonly documents: readonly MessageKind[];
  readonly sent: readonly MessageKind[];
  readonly [field: string]: unknown;
};

const collection = 'declarations';
/** The same by customs office, which stands in the tenant's place: an office sees its declarations, whosever they are. */
const byOffice = 'declarations_by_office';
const indexes = { byTime: ['draftedAt'], byState: ['state', 'draftedAt'] };

/** Declarations by merchant: state, numbers, lines, tax, and every reply with whether it moved anything. */
export const declarations: Projection<DeclarationEvent> = {
  name: 'customs.declarations.v1',
  reads: ['customs'],
  collections: { [collection]: { indexes }, [byOffice]: { indexes } },
  on: {
    async DeclarationDrafted({ data: { declarationId: id, orderId, ...papers }, meta }, view) {
      const row: Row = {
        ...{ id, orderId, state: 'DRAFTED', preNo: '', invtNo: '', replies: [], releasedAt: '' },
        ...{ listVersion: 1, version: BigInt(meta.version), draftedAt: meta.time, sent: [] },
        ...declared(papers),
      };
      await put(view, meta.tenant, row);
    },
    async DeclarationResubmitted({ data: { declarationId, orderId: _order, listVersion, ...papers }, meta }, view) {
      const again = { state: 'DRAFTED', listVersion, sent: [], ...declared(papers) };
      await change(view, meta, declarationId, () => again);
    },
    async MessageSent({ data: { declarationId, kind }, meta }, view) {
      await change(view, meta, declarationId, (row) => {
        const sent = [...row.sent, kind];
        return { sent, state: stateSent(row, sent) };
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
    async DeclarationCancelled({ data: { declarationId }, meta }, view) {
      // It may have been taken back before it was drafted: then there is nothing to show.
      const row = await view.get<Row>(collection, meta.tenant, declarationId);
      if (row !== undefined) await change(view, meta, declarationId, () => ({ state: 'CANCELLED' }));
    },
    async TaxBillGenerated({ data: { declarationId, notice }, meta }, view) {
      const taxBill = billOf(notice);
      if (taxBill !== undefined) await change(view, meta, declarationId, () => ({ taxBill }));
    },
    async TaxBillAggregated({ data: { declarationId, taxNo }, meta }, view) {
      await change(view, meta, declarationId, (row) => billState(row, taxNo, 'AGGREGATED'));
    },
    async TaxBillVoided({ data: { declarationId, taxNo }, meta }, view) {
      await change(view, meta, declarationId, (row) => billState(row, taxNo, 'VOID'));
    },
  },
};

export function declarationById(documents: DocumentStore, tenant: string, id: string): Promise<Row | undefined> {
  return documents.get<Row>(collection, tenant, id);
}

/** A merchant's, the latest first. `state` '' is any. */
export function declarationsOf(
  documents: DocumentStore,
  tenant: string,
  state: string,
  limit: number,
  after: string | undefined,
): Promise<readonly Found<Row>[]> {
  return latest(documents, collection, tenant, state, limit, after);
}

/** Those of customs offices, office by office, of each the latest first. A cursor starts with its office's code. */
export async function declarationsAt(
  documents: DocumentStore,
  offices: readonly string[],
  state: string,
  limit: number,
  after: string | undefined,
): Promise<readonly Found<Row>[]> {
  const found: Found<Row>[] = [];
  const codes = offices.toSorted();
  const from = after?.slice(0, 4) ?? codes[0] ?? '';
  for (const code of codes.filter((each) => each >= from)) {
    if (found.length >= limit) break;
    const cursor = code === after?.slice(0, 4) ? after.slice(5) : undefined;
    const some = await latest(documents, byOffice, code, state, limit - found.length, cursor);
    found.push(...some.map((one) => ({ ...one, cursor: `${code} ${one.cursor}` })));
  }
  return found;
}

/** A row as the contract shows it. */
export function viewOf({ sent: _sent, documents: _documents, draftedAt: _draftedAt, ...view }: Row): DeclarationView {
  return view as Complete<DeclarationView>;
}

function latest(
  documents: DocumentStore,
  from: string,
  tenant: string,
  state: string,
  limit: number,
  after: string | undefined,
): Promise<readonly Found<Row>[]> {
  const index = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
  return documents.find<Row>({ collection: from, tenant, ...index, descending: true, limit, after });
}

/** What is shown of the papers; `tax` alone may be absent. */
function declared(papers: Papers) {
  const { list, tax } = papers;
  const { orderNo, tradeMode, customsCode, waybillNo, goodsValue, lines } = list;
  const { documents } = kindsOf(papers);
  return { orderNo, tradeMode, customsCode, waybillNo, goodsValue, lines, documents, ...(tax ? { tax } : {}) };
}

function billOf({ taxNo, duty, valueAddedTax, consumptionTax }: Complete<TaxNotice>): Complete<TaxBill> | undefined {
  if (duty === undefined || valueAddedTax === undefined || consumptionTax === undefined) return undefined;
  const total = sum([duty, valueAddedTax, consumptionTax], duty.currency);
  return { taxNo, state: 'GENERATED', duty, valueAddedTax, consumptionTax, total };
}

function billState({ taxBill }: Row, taxNo: string, state: string): Partial<Row> {
  return taxBill?.taxNo === taxNo ? { taxBill: { ...taxBill, state } } : {};
}

// A message's being sent shows only while customs has not answered: replies can overtake our own record of sending.
function stateSent({ state, documents }: Row, sent: readonly MessageKind[]): string {
  if (state !== 'DRAFTED' && state !== 'DOCUMENTS_SENT') return state;
  if (sent.includes('MESSAGE_KIND_CEB603') || sent.includes('MESSAGE_KIND_CEB621')) return 'SUBMITTED';
  return sent.length >= documents.length ? 'DOCUMENTS_SENT' : state;
}

async function change(view: View, meta: EventMeta, id: string, to: (row: Row) => Partial<Row>): Promise<void> {
  const row = await view.get<Row>(collection, meta.tenant, id);
  if (row === undefined) throw new Error(`declaration ${id} was never drafted`);
  const changed = to(row);
  await put(view, meta.tenant, { ...row, ...changed, version: BigInt(meta.version) } as Row);
}

async function put(view: View, tenant: string, row: Row): Promise<void> {
  await view.put(collection, tenant, row.id, row);
  await view.put(byOffice, row.customsCode, row.id, shownToOffice(row));
}
