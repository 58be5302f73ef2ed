import { chinaDay } from '@portolan/china';
import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { MatchCaseView } from '@portolan/contracts/customs/v1/customs';
import type { EventMeta, Projection, View } from '@portolan/engine';
import type { DocumentStore, Found, Query } from '@portolan/store';
import type { CaseDocument } from '../match-case/documents.ts';
import { missingOf } from '../match-case/waiting.ts';

/** A case as it is shown in a list; the day by whose modes it is known what is missing is the one of its last event. */
type Row = Omit<Complete<MatchCaseView>, 'comparisons'> & { readonly [field: string]: unknown };

type CaseEvent = Only<
  CustomsEvent,
  'CaseOpened' | 'DocumentRecorded' | 'ListDrafted' | 'CaseMatched' | 'CaseMismatched' | 'CaseOverdue'
>;

const collection = 'match_cases';
/** A row for each rule that a case breaks and each party that must act on it. */
const broken = 'match_case_differences';

const indexes = { byTime: ['changedAt'], byState: ['state', 'changedAt'], byOrder: ['orderNo', 'changedAt'] };

/** Cases of three-document matching by merchant: which documents are there, in which version, and what disagrees. */
export const matchCases: Projection<CaseEvent> = {
  name: 'customs.match-cases.v1',
  reads: ['customs'],
  collections: {
    [collection]: { indexes, tenantOnly: true },
    [broken]: {
      indexes: {
        byCase: ['caseId'],
        byOwner: ['owner', 'changedAt'],
        byRule: ['rule', 'changedAt'],
        byBoth: ['owner', 'rule', 'changedAt'],
      },
      tenantOnly: true,
    },
  },
  on: {
    async CaseOpened({ data: { caseId, orderId, orderNo, platformCode, tradeMode = '' }, meta }, view) {
      const row: Row = {
        ...{ id: caseId, orderId, orderNo, platformCode, tradeMode, state: 'OPEN', documents: [] },
        ...{ missing: [], differences: [], checks: 0, declarationId: '', overdue: 0 },
        ...{ openedAt: meta.time, changedAt: meta.time, version: BigInt(meta.version) },
      };
      await view.put(collection, meta.tenant, caseId, row);
    },
    async DocumentRecorded({ data: { caseId, kind, documentVersion, document }, meta }, view) {
      const { code: sourceCode, name: sourceName } = sourceOf(document);
      const recorded = { kind, version: documentVersion, sourceCode, sourceName, recordedAt: meta.time };
      await change(view, meta, caseId, (row) => {
        const documents = [...row.documents.filter((one) => one.kind !== kind), recorded];
        const named = document.$case === 'order' ? namedBy(document.value) : {};
        return { ...collected(row, documents, meta), ...named, documents, overdue: 0, differences: [] };
      });
    },
    async ListDrafted({ data: { caseId, list }, meta }, view) {
      await change(view, meta, caseId, () => ({ tradeMode: list.tradeMode }));
    },
    async CaseMatched({ data: { caseId, declarationId, checks }, meta }, view) {
      const matched = { state: 'MATCHED', declarationId, checks, missing: [], differences: [], overdue: 0 };
      await change(view, meta, caseId, () => matched);
    },
    async CaseMismatched({ data: { caseId, differences }, meta }, view) {
      await change(view, meta, caseId, () => ({ state: 'MISMATCHED', differences, missing: [], overdue: 0 }));
    },
    async CaseOverdue({ data: { caseId, times }, meta }, view) {
      await change(view, meta, caseId, () => ({ overdue: times }));
    },
  },
};

export function matchCaseById(documents: DocumentStore, tenant: string, id: string): Promise<Row | undefined> {
  return documents.get<Row>(collection, tenant, id);
}

/** What is asked for of the cases; '' is any. Whose turn it is and a rule that failed are asked for alone. */
export interface CaseFilter {
  readonly state: string;
  readonly orderNo: string;
  readonly owner: string;
  readonly rule: string;
}

/** Cases of a merchant, the latest first. */
export async function matchCasesOf(
  documents: DocumentStore,
  tenant: string,
  { state, orderNo, owner, rule }: CaseFilter,
  reach: Pick<Query, 'limit' | 'after'>,
): Promise<readonly Found<Row>[]> {
  const query = { tenant, descending: true, ...reach };
  if (owner === '' && rule === '') {
    if (orderNo !== '') return documents.find<Row>({ collection, index: 'byOrder', equals: [orderNo], ...query });
    const index = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
    return documents.find<Row>({ collection, ...index, ...query });
  }
  const equals = [owner, rule].filter((value) => value !== '');
  const index = equals.length === 2 ? 'byBoth' : owner === '' ? 'byRule' : 'byOwner';
  const found = await documents.find<{ caseId: string }>({ collection: broken, index, equals, ...query });
  const rows: Found<Row>[] = [];
  for (const { document, ...place } of found) {
    const row = await documents.get<Row>(collection, tenant, document.caseId);
    if (row !== undefined) rows.push({ ...place, document: row });
  }
  return rows;
}

// Until the order comes, a case goes by what the document said that came first.
const namedBy = ({ orderNo, platform }: Extract<CaseDocument, { $case: 'order' }>['value']) => {
  return { orderNo, platformCode: platform.code };
};

function sourceOf(document: CaseDocument) {
  switch (document.$case) {
    case 'order':
      return document.value.platform;
    case 'waybill':
      return document.value.carrier;
    case 'receipt':
    case 'payment':
      return document.value.institution;
  }
}

/** OPEN, PARTIAL or COMPLETE, by what has come. */
function collected({ tradeMode }: Row, documents: Row['documents'], { time }: EventMeta) {
  const has = (kind: string) => documents.find((one) => one.kind === kind);
  const there = {
    ...{ order: has('DOCUMENT_KIND_ORDER'), receipt: has('DOCUMENT_KIND_RECEIPT') },
    ...{ payment: has('DOCUMENT_KIND_PAYMENT'), waybill: has('DOCUMENT_KIND_WAYBILL') },
  };
  const missing = [...missingOf(tradeMode, there, chinaDay(time))];
  return { missing, state: missing.length === 0 ? 'COMPLETE' : 'PARTIAL' };
}

async function change(view: View, meta: EventMeta, id: string, to: (row: Row) => Partial<Row>): Promise<void> {
  const before = await view.get<Row>(collection, meta.tenant, id);
  if (before === undefined) throw new Error(`match case ${id} was never opened`);
  const row = { ...before, ...to(before), changedAt: meta.time, version: BigInt(meta.version) } as Row;
  await view.put(collection, meta.tenant, id, row);
  await index(view, meta.tenant, before, row);
}

/** Keeps a row for each owner and rule of what disagrees. */
async function index(view: View, tenant: string, before: Row, row: Row): Promise<void> {
  const keysOf = ({ id, differences }: Row) =>
    new Map(differences.map(({ owner, rule }) => [`${id} ${owner} ${rule}`, { caseId: id, owner, rule }]));
  const now = keysOf(row);
  for (const key of keysOf(before).keys()) if (!now.has(key)) await view.delete(broken, tenant, key);
  for (const [key, difference] of now) {
    await view.put(broken, tenant, key, { ...difference, changedAt: row.changedAt });
  }
}
