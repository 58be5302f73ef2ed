import type { Complete, CustomsEvent, customsRefusals, Only } from '@portolan/contracts';
import type { Money } from '@portolan/contracts/common/v1/types';
import type {
  DeclarationList,
  Difference,
  DocumentKind,
  Goods,
  OrderDocument,
  PaymentDocument,
  ReceiptDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import type { CaseDocument } from './documents.ts';
import type { Entry, Office } from './list.ts';
import type { BookStock, Company } from './rule.ts';

/** What is known of one order's documents, and of the list drafted from them. */
export interface MatchCase {
  readonly open: boolean;
  readonly orderId: string;
  readonly orderNo: string;
  /** '' where it is not known yet. */
  readonly tradeMode: string;
  readonly order: Complete<OrderDocument> | undefined;
  readonly receipt: Complete<ReceiptDocument> | undefined;
  readonly payment: Complete<PaymentDocument> | undefined;
  readonly waybill: Complete<WaybillDocument> | undefined;
  readonly versions: Readonly<Record<CaseDocument['$case'], number>>;
  /** As drafted last. */
  readonly list: Complete<DeclarationList> | undefined;
  /** The list agrees with the documents as they stand. */
  readonly matched: boolean;
  /** As the last match told them; none once a document was mended. */
  readonly differences: readonly Complete<Difference>[];
  /** How often it was told that the case stands still, since it last moved. */
  readonly overdue: number;
}

export interface RecordDocument {
  readonly type: 'RecordDocument';
  readonly caseId: string;
  readonly orderId: string;
  readonly kind: DocumentKind;
  readonly document: CaseDocument;
  /** The declaration was sent back: what was matched may be mended. */
  readonly returned: boolean;
  /** The order's supervision mode, where it is known. */
  readonly tradeMode?: string | undefined;
}

/** Whether the case stands still; asked when its time is up. */
export interface CheckCase {
  readonly type: 'CheckCase';
  readonly caseId: string;
  /** 1 for the first time since it last moved. */
  readonly times: number;
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
  /** 1210: the bonded warehouse; undefined where none is known under the id that was given. */
  readonly bonded?: Bonded | undefined;
  /** Companies as customs knows them. */
  readonly companies?: readonly Company[];
  /** For a list that customs sent back: drafted and matched anew, also where nothing has changed. */
  readonly again?: { readonly returned: boolean };
}

/** What a bonded import needs beside its documents. */
export interface Bonded {
  readonly entry: Entry;
  /** Limit of one order on the day, dutiable value in CNY. */
  readonly singleLimit: Complete<Money>;
  /** The first commodity code of the order without rates of import tax; '' where all have them. */
  readonly untaxedCode: string;
  /** The buyer's yearly allowance does not reach: what is left of it and what is wanted, decimal CNY. */
  readonly exceeded?: { readonly left: string; readonly wanted: string };
  /** What the account book has on the lines that are taken; undefined where it was not asked. */
  readonly book?: readonly BookStock[] | undefined;
}

export type MatchCaseEvent = Only<
  CustomsEvent,
  'CaseOpened' | 'DocumentRecorded' | 'ListDrafted' | 'CaseMatched' | 'CaseMismatched' | 'CaseOverdue'
>;

export type Code = keyof typeof customsRefusals;
