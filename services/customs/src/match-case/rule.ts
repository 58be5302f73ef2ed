import type { Complete } from '@portolan/contracts';
import type {
  DeclarationList,
  DocumentKind,
  OrderDocument,
  PaymentDocument,
  ReceiptDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import type { Money } from '@portolan/money';

/** The list and the documents it must agree with (三单对碰). Which ones there are is the mode's. */
export interface Papers {
  readonly order: Complete<OrderDocument>;
  /** 9610 */
  readonly receipt?: Complete<ReceiptDocument>;
  /** 1210 */
  readonly payment?: Complete<PaymentDocument>;
  readonly waybill: Complete<WaybillDocument>;
  readonly list: Complete<DeclarationList>;
  /** Σ net weight of the filed goods, kilograms. */
  readonly filedNetWeight: string;
  /** 1210: limit of one order on the day, dutiable value in CNY. */
  readonly singleLimit?: Money;
}

/** One comparison of two fields. They agree where the texts are equal, unless the rule says otherwise. */
export interface Pair {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
  readonly agrees?: boolean;
}

/** A rule of matching: what is compared, since when, where it is written, and who must mend which document. */
export interface Rule {
  readonly code: string;
  /** First day on which it holds, and the last where it has ended (yyyy-mm-dd, China). */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  /** platform, payment_institution, carrier or declarant */
  readonly owner: string;
  /** The document to mend; DOCUMENT_KIND_UNSPECIFIED is the list itself. */
  readonly document: DocumentKind;
  /** What is compared; nothing where the rule is not about papers of this mode. */
  pairs(papers: Papers): readonly Pair[];
}

export const order = { owner: 'platform', document: 'DOCUMENT_KIND_ORDER' } as const;
export const receipt = { owner: 'payment_institution', document: 'DOCUMENT_KIND_RECEIPT' } as const;
export const payment = { owner: 'payment_institution', document: 'DOCUMENT_KIND_PAYMENT' } as const;
export const waybill = { owner: 'carrier', document: 'DOCUMENT_KIND_WAYBILL' } as const;
export const list = { owner: 'declarant', document: 'DOCUMENT_KIND_UNSPECIFIED' } as const;

// The edition that the messages follow, and the announcement that makes the three documents and the list one case.
export const messages = 'CEB message specification, edition 202205';
export const supervision = 'GACC announcement 2018 No. 194';
export const validFrom = '2019-01-01';

export function pair(field: string, expected: string, actual: string): Pair {
  return { field, expected, actual };
}
