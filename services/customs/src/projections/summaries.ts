import type { Complete, Only } from '@portolan/contracts';
import type { SummaryApplicationView, SummaryView } from '@portolan/contracts/customs/v1/customs';
import type { EventMeta, Projection, View } from '@portolan/engine';
import type { DocumentStore, Found } from '@portolan/store';
import type { SummaryEvent } from '../summary/state.ts';

type Row = Complete<SummaryView> & { readonly [field: string]: unknown };
type Application = Complete<SummaryApplicationView>;

const collection = 'summaries';

/** Summaries by merchant: how far each month's lists are on their way into declarations. */
export const summaries: Projection<
  Only<SummaryEvent, Exclude<SummaryEvent['type'], 'SummaryPartSent' | 'UnknownStatusRaised'>>
> = {
  name: 'customs.summaries.v1',
  reads: ['customs'],
  collections: { [collection]: { indexes: { byTime: ['dueFrom'], byState: ['state', 'dueFrom'] } } },
  on: {
    async SummaryOpened({ data: { summaryId: id, month, key, dueFrom, dueUntil }, meta }, view) {
      const empty = { overdue: false, lists: 0, applications: [], statistics: [] };
      const row: Row = { id, month, state: 'OPEN', key, dueFrom, dueUntil, ...empty, version: BigInt(meta.version) };
      await view.put(collection, meta.tenant, id, row);
    },
    SummaryListAdded: ({ data, meta }, view) =>
      change(view, meta, data.summaryId, ({ lists }) => ({ lists: lists + 1, state: 'OPEN' })),
    SummaryApplied: ({ data, meta }, view) =>
      change(view, meta, data.summaryId, ({ applications }) => {
        const { application: number, copNo, lines } = data;
        const fresh = { number, copNo, sumNo: '', state: 'APPLIED', status: '', info: '', lines, results: [] };
        return { state: 'APPLIED', applications: [...applications, fresh] };
      }),
    SummaryReplyRecorded: ({ data: { summaryId, application, reply }, meta }, view) =>
      change(view, meta, summaryId, (row) =>
        within(row, application, () => ({ status: reply.status, info: reply.info })),
      ),
    SummaryAccepted: ({ data: { summaryId, application, sumNo }, meta }, view) =>
      change(view, meta, summaryId, (row) => moved(row, application, 'ACCEPTED', { sumNo })),
    SummaryReturned: ({ data: { summaryId, application, status, info }, meta }, view) =>
      change(view, meta, summaryId, (row) => moved(row, application, 'RETURNED', { status, info })),
    SummaryDeclared: ({ data: { summaryId, application, result }, meta }, view) =>
      change(view, meta, summaryId, (row) => {
        const noted = within(row, application, ({ results }) => ({
          results: [...results.filter(({ declSeqNo }) => declSeqNo !== result.declSeqNo), result],
        }));
        const entered = noted.applications.flatMap(({ results }) => results.filter(({ entryId }) => entryId !== ''));
        const lists = new Set(entered.flatMap(({ invtNos }) => invtNos));
        return lists.size < row.lists ? noted : { ...noted, state: 'DECLARED', overdue: false };
      }),
    SummaryOverdue: ({ data, meta }, view) => change(view, meta, data.summaryId, () => ({ overdue: true })),
    StatisticsStated: ({ data: { summaryId, lines }, meta }, view) =>
      change(view, meta, summaryId, ({ statistics }) => ({ state: 'STATED', statistics: [...statistics, ...lines] })),
  },
};

export function summaryById(documents: DocumentStore, tenant: string, id: string): Promise<Row | undefined> {
  return documents.get<Row>(collection, tenant, id);
}

/** A merchant's, the latest month first. `state` '' is any. */
export function summariesOf(
  documents: DocumentStore,
  tenant: string,
  state: string,
  limit: number,
  after: string | undefined,
): Promise<readonly Found<Row>[]> {
  const index = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
  return documents.find<Row>({ collection, tenant, ...index, descending: true, limit, after });
}

function within(row: Row, number: number, to: (known: Application) => Partial<Application>) {
  return {
    applications: row.applications.map((known) => (known.number === number ? { ...known, ...to(known) } : known)),
  };
}

// Lists that came after it wait on: only where it is the last does its state stand for all.
function moved(row: Row, number: number, state: string, more: Partial<Application>): Partial<Row> {
  const noted = within(row, number, () => ({ state, ...more }));
  return row.state === 'OPEN' && state !== 'RETURNED' ? noted : { ...noted, state };
}

async function change(view: View, meta: EventMeta, id: string, to: (row: Row) => Partial<Row>): Promise<void> {
  const row = await view.get<Row>(collection, meta.tenant, id);
  if (row === undefined) throw new Error(`summary ${id} was never opened`);
  await view.put(collection, meta.tenant, id, { ...row, ...to(row), version: BigInt(meta.version) } as Row);
}
