import type { Money } from '@portolan/money';
import type { Article, EuScheme, ExportMode, ImportMode, Measure, MemberState } from './rule.ts';

/** One line of goods. Amounts are what is paid for the whole line, freight not in it. */
export interface GoodsLine {
  readonly line: number;
  /** 10 digits where the tariff has them, at least 6. */
  readonly hsCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly origin: string;
  /** Decimal text above zero; one single item is '1'. */
  readonly quantity: string;
  readonly total: Money;
  /** Of the whole line, decimal texts: what specific rates and thresholds are counted in. Grams and millilitres follow from kilograms and litres. */
  readonly measures?: Partial<Readonly<Record<Measure, string>>>;
  /** What the post takes them as, where the code does not tell (high-end cosmetics, watches). */
  readonly article?: Article;
  /** VAT rate where it is not the tariff's (EU, UK). */
  readonly vat?: 'standard' | 'reduced' | 'zero';
  /** True where a certificate of origin is shown. */
  readonly preference?: boolean;
}

/** How an amount in another currency becomes one in the currency of the law: units for one, with its source. */
export interface Rate {
  readonly from: string;
  readonly rate: string;
  readonly source: string;
}

export interface Consignment {
  /** RFC 3339. The rules are those of that day where they were made. */
  readonly at: string;
  readonly lines: readonly GoodsLine[];
  readonly freight: Money;
  readonly insurance: Money;
  /** Taken off the price before it was paid; lowers the base. */
  readonly priceCut?: Money;
  readonly rates?: readonly Rate[];
}

export interface RetailImport extends Consignment {
  readonly regime: 'CN_RETAIL_IMPORT';
  readonly mode: ImportMode;
  /** Paid with points and vouchers: part of the price all the same. */
  readonly coupon?: Money;
  /** Dutiable value that the buyer has reserved and used this calendar year (China). */
  readonly usedThisYear: Money;
}

export interface PersonalPost extends Consignment {
  readonly regime: 'CN_PERSONAL_POST';
  /** ISO 3166-1 alpha-2 of where the parcel comes from. */
  readonly from: string;
  readonly forOwnUse: boolean;
}

export interface GeneralTrade extends Consignment {
  readonly regime: 'CN_GENERAL_TRADE';
}

/** Papers that an exporter has for goods bought at home. */
export type PurchasePaper = 'special-invoice' | 'ordinary-invoice' | 'none';

export interface ExportLine {
  readonly line: number;
  readonly hsCode: string;
  /** Price free on board; and what they cost by the purchase invoice, VAT not in it. In CNY. */
  readonly fob: Money;
  readonly purchase: Money;
  readonly paper: PurchasePaper;
}

export interface ExportVat {
  readonly regime: 'CN_EXPORT_VAT';
  readonly at: string;
  readonly mode: ExportMode;
  readonly exporter: 'producer' | 'trader';
  /** Producer: VAT credit at the end of the period. */
  readonly credit: Money;
  readonly lines: readonly ExportLine[];
  /** General VAT payer with a filing for refunds, and the proceeds received in time. */
  readonly refundFiled: boolean;
  /** Registered in a pilot zone, goods entered on its platform, cleared by its formalities. */
  readonly pilotZone: boolean;
  /** Income tax by deemed income is asked for (exempt without invoice). */
  readonly deemedIncome: boolean;
}

export interface StockLine {
  readonly line: number;
  readonly hsCode: string;
  readonly purchase: Money;
  /** Pieces that left China, were sold abroad, came back, and were lost. */
  readonly exported: string;
  readonly sold: string;
  readonly returned: string;
  readonly lost: string;
}

export interface PrepaidRefund {
  readonly regime: 'CN_PREPAID_REFUND';
  readonly at: string;
  readonly lines: readonly StockLine[];
}

export interface EuImport extends Consignment {
  readonly regime: 'EU_IMPORT';
  readonly destination: MemberState;
  readonly scheme: EuScheme;
  readonly declaration: 'H1' | 'H6' | 'H7';
  /** Sale to a consumer, sale to a business, or a present between people. */
  readonly between: 'B2C' | 'B2B' | 'C2C';
}

export interface UkImport extends Consignment {
  readonly regime: 'GB_IMPORT';
  readonly between: 'B2C' | 'C2C';
}

export interface UsImport extends Consignment {
  readonly regime: 'US_IMPORT';
  readonly channel: 'post' | 'other';
  /** What the carrier has chosen, while post has a choice. */
  readonly postalMethod?: 'flat' | 'ad-valorem';
  readonly gift?: boolean;
}

export type Question =
  | (RetailImport | PersonalPost | GeneralTrade | ExportVat | PrepaidRefund)
  | (EuImport | UkImport | UsImport);

/** Those that bring goods in. */
export type ImportQuestion = Exclude<Question, ExportVat | PrepaidRefund>;
