import type { Complete } from '@portolan/contracts';
import type {
  DeclarationList,
  DocumentKind,
  Goods,
  OrderDocument,
  PaymentDocument,
  ReceiptDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import type { Money } from '@portolan/money';
import type { CaseDocument } from './documents.ts';

/** The documents and the list drafted from them. */
export type Paper = CaseDocument['$case'] | 'list';

/** The list and the documents it must agree with (三单对碰), as far as they are there. Which ones are needed is the mode's. */
export interface Papers {
  readonly order?: Complete<OrderDocument>;
  /** 9610 */
  readonly receipt?: Complete<ReceiptDocument>;
  /** 1210 */
  readonly payment?: Complete<PaymentDocument>;
  readonly waybill?: Complete<WaybillDocument>;
  readonly list?: Complete<DeclarationList>;
  /** What the merchant has filed of the articles. */
  readonly filings: readonly Complete<Goods>[];
  /** yyyy-mm-dd in China */
  readonly day: string;
  /** 1210: limit of one order on the day, dutiable value in CNY. */
  readonly singleLimit?: Complete<Money>;
  /** 1210: the buyer's yearly allowance does not reach; decimal CNY. */
  readonly exceeded?: { readonly left: string; readonly wanted: string };
  /** Companies as customs knows them; empty where nobody told us. */
  readonly companies: readonly Company[];
  /** 1210: what the account book has on the lines that are taken; undefined where it was not asked. */
  readonly book?: readonly BookStock[];
}

/** A company on customs' register. */
export interface Company {
  readonly code: string;
  /** platform, merchant, payment, carrier, declarant, area, guarantor */
  readonly roles: readonly string[];
  readonly validFrom: string;
  readonly validTo?: string | undefined;
}

/** A line of the account book. */
export interface BookStock {
  readonly recordNo: string;
  readonly sku: string;
  /** Units that no approved list takes out. */
  readonly available: string;
}

/** One comparison of two fields. They agree where the texts are equal, unless the rule says otherwise. */
export interface Pair {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
  /** Where the expected value stands: fields of other papers, or what else says so (law, filing, register, book). */
  readonly against: string;
  readonly agrees?: boolean;
}

/** A rule of matching: what is compared, since when, where it is written, and who must mend which document. */
export interface Rule {
  readonly code: string;
  /** Which of the twelve checks of three-document matching it is. */
  readonly check: number;
  /** First day on which it holds, and the last where it has ended (yyyy-mm-dd, China). */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  /** platform, payment_institution, carrier or declarant */
  readonly owner: string;
  /** The document to mend; DOCUMENT_KIND_UNSPECIFIED is the list itself. */
  readonly document: DocumentKind;
  /** A warning is shown, and the list goes all the same. */
  readonly severity: 'ERROR' | 'WARNING';
  /** Codes with which customs or the port sends back what it would have caught. */
  readonly foresees: readonly string[];
  /** The papers it reads: without one of them there is nothing to compare yet. */
  readonly of: readonly Paper[];
  /** What is compared; nothing where the rule is not about papers of this mode. */
  pairs(papers: Papers): readonly Pair[];
}

type Present<Of extends Paper> = Papers & Required<Pick<Papers, Of>>;

type Head = Pick<Rule, 'code' | 'check' | 'source' | 'owner' | 'document'> &
  Partial<Pick<Rule, 'validFrom' | 'validTo' | 'severity' | 'foresees'>>;

/** Writes a rule down; what it compares is asked only where all the papers it reads are there. */
export function rule<Of extends Paper>(
  head: Head,
  of: readonly Of[],
  pairs: (papers: Present<Of>) => readonly Pair[],
): Rule {
  return {
    ...{ validFrom, severity: 'ERROR', foresees: [], ...head },
    of,
    pairs: (papers) => (of.every((name) => papers[name] !== undefined) ? pairs(papers as Present<Of>) : []),
  };
}

export const order = { owner: 'platform', document: 'DOCUMENT_KIND_ORDER' } as const;
export const receipt = { owner: 'payment_institution', document: 'DOCUMENT_KIND_RECEIPT' } as const;
export const payment = { owner: 'payment_institution', document: 'DOCUMENT_KIND_PAYMENT' } as const;
export const waybill = { owner: 'carrier', document: 'DOCUMENT_KIND_WAYBILL' } as const;
export const list = { owner: 'declarant', document: 'DOCUMENT_KIND_UNSPECIFIED' } as const;

// The edition that the messages follow, and the announcement that makes the three documents and the list one case.
export const messages = 'CEB message specification, edition 202205';
export const supervision = 'GACC announcement 2018 No. 194';
const validFrom = '2019-01-01';

export function pair(field: string, expected: string, actual: string, against: string): Pair {
  return { field, expected, actual, against };
}
