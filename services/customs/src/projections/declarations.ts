import type { Complete } from '@portolan/contracts';
import type { DeclarationView, TaxBill } from '@portolan/contracts/customs/v1/customs';
import type { MessageKind, TaxNotice } from '@portolan/contracts/customs/v1/types';
import type { EventMeta, Projection, Recorded, View } from '@portolan/engine';
import { sum } from '@portolan/money';
import type { DocumentStore, Found } from '@portolan/store';
import { after, signOf } from '../declaration/course/moving.ts';
import type { Course, Position } from '../declaration/course/table.ts';
import { type DeclarationEvent, kindsOf, modeOf, type Papers } from '../declaration/state.ts';
import { shownToOffice } from './office-view.ts';

/** A declaration as it is shown, which messages it sends first, and which of its messages went out. */
type Row = Complete<DeclarationView> & {
  readonly draftedAt: string;
  readonly state: Position;
  readonly course: Course;
  readonly list: MessageKind;
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
  name: 'customs.declarations.v2',
  reads: ['customs'],
  collections: { [collection]: { indexes }, [byOffice]: { indexes } },
  on: {
    async DeclarationDrafted({ data: { declarationId: id, orderId, ...papers }, meta }, view) {
      const row: Row = {
        ...{ id, orderId, state: 'DRAFTED', preNo: '', invtNo: '', entryId: '', replies: [], releasedAt: '' },
        ...{ listVersion: 1, version: BigInt(meta.version), draftedAt: meta.time, sent: [] },
        ...declared(papers),
      };
      await put(view, meta.tenant, row);
    },
    async DeclarationResubmitted(event, view) {
      const { declarationId: _id, orderId: _order, listVersion, ...papers } = event.data;
      const again = { listVersion, sent: [], ...declared(papers) };
      await move(view, event, () => again);
    },
    // Shown only while customs has not answered: replies can overtake our own record of sending.
    async MessageSent(event, view) {
      await move(view, event, (row) => ({ sent: [...row.sent, event.data.kind] }));
    },
    async ReplyRecorded({ data: { declarationId, reply, moves }, meta }, view) {
      const { status, info, returnTime } = reply;
      const step = { status, info, returnedAt: returnTime.instant, moved: moves };
      await change(view, meta, declarationId, (row) => ({ replies: [...row.replies, step] }));
    },
    DocumentsAccepted: (event, view) => move(view, event),
    DeclarationStored: (event, view) => {
      const { preNo, invtNo } = event.data;
      return move(view, event, () => ({ preNo, invtNo }));
    },
    DeclarationUnderReview: (event, view) => move(view, event),
    DeclarationReleased: (event, view) => {
      const { invtNo, releasedAt } = event.data;
      return move(view, event, () => ({ invtNo, releasedAt: releasedAt.instant }));
    },
    DeclarationClosed: (event, view) => move(view, event),
    DeclarationReturned: (event, view) => move(view, event),
    DeclarationSummarised: (event, view) => move(view, event),
    DeclarationEntered: (event, view) => move(view, event, () => ({ entryId: event.data.entryId })),
    async DeclarationCancelled(event, view) {
      // It may have been taken back before it was drafted: then there is nothing to show.
      const row = await view.get<Row>(collection, event.meta.tenant, event.data.declarationId);
      if (row !== undefined) await move(view, event);
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
export function viewOf(row: Row): DeclarationView {
  const { sent: _sent, documents: _documents, draftedAt: _draftedAt, course: _course, list: _list, ...view } = row;
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
  const { course } = modeOf(papers);
  const shown = { orderNo, tradeMode, customsCode, waybillNo, goodsValue, lines };
  const { documents, list: listKind } = kindsOf(papers);
  return { ...shown, course, documents, list: listKind, ...(tax ? { tax } : {}) };
}

function billOf({ taxNo, duty, valueAddedTax, consumptionTax }: Complete<TaxNotice>): Complete<TaxBill> | undefined {
  if (duty === undefined || valueAddedTax === undefined || consumptionTax === undefined) return undefined;
  const total = sum([duty, valueAddedTax, consumptionTax], duty.currency);
  return { taxNo, state: 'GENERATED', duty, valueAddedTax, consumptionTax, total };
}

function billState({ taxBill }: Row, taxNo: string, state: string): Partial<Row> {
  return taxBill?.taxNo === taxNo ? { taxBill: { ...taxBill, state } } : {};
}

type Moving = Recorded<DeclarationEvent>;

/** Takes the row where its course leads it, and notes what else the event says. */
async function move(view: View, event: Moving, to: (row: Row) => Partial<Row> = () => ({})): Promise<void> {
  await change(view, event.meta, event.data.declarationId, (before) => {
    const changed = to(before);
    const row = { ...before, ...changed };
    const documentsSent = row.sent.length >= row.documents.length;
    const sign = signOf(event, { list: row.list, documentsSent });
    const state = sign === undefined ? undefined : after(row.course, before.state, sign);
    return { ...changed, state: state ?? before.state };
  });
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
