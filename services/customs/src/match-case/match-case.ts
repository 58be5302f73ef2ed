import type { Complete, CustomsEvent, customsRefusals, Only } from '@portolan/contracts';
import type { Money } from '@portolan/contracts/common/v1/types';
import type {
  DeclarationList,
  DocumentKind,
  Goods,
  OrderDocument,
  ReceiptDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import { type Decider, type Decision, type Facts, madeId, refuse } from '@portolan/eventsourcing';
import { customsCountry, customsCurrency } from './codes.ts';
import { isPositive } from './decimals.ts';
import { type CaseDocument, faultOf } from './documents.ts';
import { draftList, filedNetWeight, type Office } from './list.ts';
import { match } from './matching.ts';

/** What is known of one order's three documents (order, receipt, waybill), and of the list drafted from them. */
export interface MatchCase {
  readonly open: boolean;
  readonly orderId: string;
  readonly order: Complete<OrderDocument> | undefined;
  readonly receipt: Complete<ReceiptDocument> | undefined;
  readonly waybill: Complete<WaybillDocument> | undefined;
  readonly versions: Readonly<Record<CaseDocument['$case'], number>>;
  readonly list: Complete<DeclarationList> | undefined;
  readonly matched: boolean;
}

export interface RecordDocument {
  readonly type: 'RecordDocument';
  readonly caseId: string;
  readonly orderId: string;
  readonly kind: DocumentKind;
  readonly document: CaseDocument;
}

export interface Declare {
  readonly type: 'Declare';
  readonly caseId: string;
  readonly declarationId: string;
  readonly tradeMode: string;
  /** ISO 3166-1 alpha-2 */
  readonly destination: string;
  /** Kilograms; '' for the sum of the filed net weights. */
  readonly netWeight: string;
  readonly insurance: Complete<Money>;
  readonly office: Office;
  /** The filings of the order's articles, as far as they exist. */
  readonly goods: readonly Complete<Goods>[];
}

export type MatchCaseEvent = Only<
  CustomsEvent,
  'CaseOpened' | 'DocumentRecorded' | 'ListDrafted' | 'CaseMatched' | 'CaseMismatched'
>;

type Code = keyof typeof customsRefusals;

export const caseId = (tenant: string, orderId: string): string => madeId('case', tenant, orderId);

const kinds: Readonly<Record<CaseDocument['$case'], DocumentKind>> = {
  order: 'DOCUMENT_KIND_ORDER',
  receipt: 'DOCUMENT_KIND_RECEIPT',
  waybill: 'DOCUMENT_KIND_WAYBILL',
};

/** Supervision modes whose list is drafted here: 9610, direct mail (GACC 2014 No. 12). */
const tradeModes: readonly string[] = ['9610'];

/** The case of one order: its documents come in any order, then the list is drafted and matched with them. */
export const matchCase: Decider<MatchCase, RecordDocument | Declare, MatchCaseEvent, Code> & { readonly name: string } =
  {
    name: 'match-case',
    initial: {
      open: false,
      orderId: '',
      order: undefined,
      receipt: undefined,
      waybill: undefined,
      versions: { order: 0, receipt: 0, waybill: 0 },
      list: undefined,
      matched: false,
    },

    decide(command, state, facts) {
      return command.type === 'RecordDocument' ? record(command, state, facts) : declare(command, state, facts);
    },

    evolve(state, event) {
      switch (event.type) {
        case 'CaseOpened':
          return { ...state, open: true, orderId: event.data.orderId };
        case 'DocumentRecorded': {
          const { $case, value } = event.data.document;
          const versions = { ...state.versions, [$case]: event.data.documentVersion };
          return { ...state, versions, [$case]: value };
        }
        case 'ListDrafted':
          return { ...state, list: event.data.list };
        case 'CaseMatched':
          return { ...state, matched: true };
        case 'CaseMismatched':
          return state;
      }
    },
  };

function record(command: RecordDocument, state: MatchCase, facts: Facts): Decision<MatchCaseEvent, Code> {
  const { caseId, orderId, kind, document } = command;
  if (kinds[document.$case] !== kind) return refuse('DOCUMENT_KIND_DIFFERS', { kind, document: document.$case });
  const fault = faultOf(document, chinaDay(facts.at));
  if (fault !== undefined) return fault;
  const known = state[document.$case];
  if (known !== undefined && sameContent(known, document.value)) return [];
  if (state.matched) return refuse('CASE_ALREADY_MATCHED', { orderNo: document.value.orderNo });
  const recorded: MatchCaseEvent = {
    type: 'DocumentRecorded',
    data: {
      caseId,
      kind,
      documentVersion: state.versions[document.$case] + 1,
      document,
    },
  };
  if (state.open) return [recorded];
  const platformCode = 'platform' in document.value ? document.value.platform.code : '';
  const { orderNo } = document.value;
  return [{ type: 'CaseOpened', data: { caseId, orderId, orderNo, platformCode } }, recorded];
}

function declare(command: Declare, state: MatchCase, facts: Facts): Decision<MatchCaseEvent, Code> {
  const { order, receipt, waybill } = state;
  if (order === undefined || receipt === undefined || waybill === undefined) {
    const missing = (['order', 'receipt', 'waybill'] as const).filter((kind) => state[kind] === undefined);
    return refuse('DOCUMENTS_MISSING', { missing: missing.join(', ') });
  }
  const { caseId, declarationId, tradeMode, destination, netWeight, insurance } = command;
  const day = chinaDay(facts.at);
  if (!tradeModes.includes(tradeMode)) return refuse('TRADE_MODE_UNSUPPORTED', { mode: tradeMode });
  if (destination === 'CN') return refuse('DESTINATION_IS_CHINA', { orderNo: order.orderNo });
  // Where no port is named, its country's number stands for it (GACC declaration form rules, 指运港).
  const destinationPort = customsCountry(destination, day);
  if (destinationPort === undefined) return refuse('DESTINATION_UNKNOWN', { country: destination });
  if (customsCurrency(insurance.currency, day) === undefined) {
    return refuse('CUSTOMS_CURRENCY_UNKNOWN', { currency: insurance.currency });
  }
  if (netWeight !== '' && !isPositive(netWeight)) return refuse('NET_WEIGHT_INVALID', { netWeight });
  const goods = new Map(command.goods.map((filed) => [filed.sku, filed]));
  const unfiled = order.lines.find(({ sku }) => !goods.has(sku));
  if (unfiled !== undefined) return refuse('GOODS_NOT_FILED', { sku: unfiled.sku });

  const copNo = declarationId;
  const list = draftList(
    { copNo, order, waybill, goods, tradeMode, destination, destinationPort, netWeight, insurance },
    command.office,
  );
  if (state.matched) {
    return sameContent(list, state.list) ? [] : refuse('CASE_ALREADY_MATCHED', { orderNo: order.orderNo });
  }
  const papers = { order, receipt, waybill, list, filedNetWeight: filedNetWeight(order, goods) };
  const { checks, differences } = match(papers, day);
  const drafted: MatchCaseEvent = { type: 'ListDrafted', data: { caseId, list } };
  return differences.length === 0
    ? [drafted, { type: 'CaseMatched', data: { caseId, declarationId, checks } }]
    : [drafted, { type: 'CaseMismatched', data: { caseId, differences } }];
}

/** The day in China (UTC+8, no summer time since 1991), yyyy-mm-dd. */
function chinaDay(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Equal field by field, whatever the order of the fields. */
function sameContent(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].every((field) => sameContent(Reflect.get(left, field), Reflect.get(right, field)));
}
