/** What is said in both languages. */
export interface Label {
  readonly en: string;
  readonly zh: string;
}

export type MemberState =
  | ('AT' | 'BE' | 'BG' | 'CY' | 'CZ' | 'DE' | 'DK' | 'EE' | 'ES' | 'FI' | 'FR' | 'GR' | 'HR' | 'HU')
  | ('IE' | 'IT' | 'LT' | 'LU' | 'LV' | 'MT' | 'NL' | 'PL' | 'PT' | 'RO' | 'SE' | 'SI' | 'SK');

/** Who made the rule, and whose calendar its days are of. */
export type Jurisdiction = 'CN' | 'EU' | 'GB' | 'US' | MemberState;

export type Regime =
  | ('CN_RETAIL_IMPORT' | 'CN_PERSONAL_POST' | 'CN_GENERAL_TRADE' | 'CN_EXPORT_VAT' | 'CN_PREPAID_REFUND')
  | ('EU_IMPORT' | 'GB_IMPORT' | 'US_IMPORT');

export type VatClass = 'standard' | 'reduced' | 'zero';

/** In which specific rates and thresholds are counted, beside the piece. */
export type Measure = 'kg' | 'g' | 'l' | 'ml' | 'sheet' | 'piece';

/** What a kind of rule lays down. Rates are decimal texts ('0.13' is 13 %), amounts decimal texts in `currency`. */
export interface Parameters {
  /** How figures are rounded: per tax and per line. */
  readonly rounding: { readonly mode: 'half-up' | 'half-even' | 'down' | 'up' };
  /** Freight, insurance and price cuts are spread over the lines by value; the last line takes the rest. */
  readonly allocation: { readonly by: 'value' };
  readonly vat: { readonly class: VatClass; readonly rate: string };
  /** Goods by the beginning of their code; the longest that fits counts. */
  readonly tariff: {
    readonly hs: string;
    readonly duty: string;
    /** Rates by origin, where a certificate of origin is shown. */
    readonly agreements?: Readonly<Record<string, string>>;
    readonly vat?: VatClass;
    /** What the goods are as articles of a person (CN). */
    readonly article?: Article;
  };
  readonly 'import-mode': { readonly mode: ImportMode; readonly taxed: 'as-articles' | 'as-retail-imports' };
  readonly 'retail-limits': {
    readonly single: string;
    readonly yearly: string;
    readonly dutyShare: string;
    readonly taxShare: string;
  };
  /** One single item above the single limit: let in, and taxed in full. */
  readonly 'single-item': { readonly taxed: 'in-full' };
  readonly coupons: { readonly lowerTheBase: boolean };
  readonly 'consumption-tax': {
    readonly hs: string;
    readonly rate: string;
    readonly perUnit?: { readonly amount: string; readonly of: Measure };
    /** Due only where the dutiable value of one unit is at least this much. */
    readonly from?: readonly { readonly amount: string; readonly of: Measure }[];
  };
  readonly 'article-rates': { readonly classes: readonly { readonly rate: string; readonly of: readonly Article[] }[] };
  readonly 'article-limits': {
    readonly near: readonly string[];
    readonly nearLimit: string;
    readonly limit: string;
    readonly waivedUpTo: string;
  };
  readonly 'export-mode': { readonly mode: ExportMode };
  readonly 'refund-rate': { readonly hs: string; readonly rate: string };
  readonly 'refund-conditions': { readonly needs: readonly string[] };
  readonly 'no-invoice-exemption': { readonly needs: readonly string[] };
  readonly 'deemed-income': { readonly share: string; readonly incomeTax: string };
  readonly 'prepaid-refund': { readonly mode: '9810' };
  readonly 'duty-relief': { readonly ceiling: string; readonly currency: string };
  readonly 'item-duty': {
    readonly perItem: string;
    readonly currency: string;
    readonly ceiling: string;
    readonly test: ItemTest;
    readonly schemes: readonly EuScheme[];
  };
  readonly 'sale-vat': { readonly ceiling: string; readonly currency: string };
  readonly 'simplified-declaration': { readonly ceiling: string; readonly currency: string };
  readonly 'gift-relief': { readonly ceiling: string; readonly currency: string };
  readonly 'parcel-fee': {
    readonly amount: string;
    readonly currency: string;
    readonly per: 'parcel' | 'item';
    readonly ceiling: string;
    /** False: announced but not confirmed; shown, never charged. */
    readonly charged: boolean;
  };
  readonly 'de-minimis': { readonly ceiling: string; readonly exceptOrigins: readonly string[] };
  /** One duty programme on top of the tariff. `hs`: beginnings of codes; empty for all goods. */
  readonly 'duty-layer': {
    readonly programme: string;
    readonly rate: string;
    readonly origins: readonly string[];
    readonly hs: readonly string[];
    /** Counted where post is taxed by the emergency programmes alone. */
    readonly emergency: boolean;
  };
  /** Goods that bear excise beside duty and VAT, by the beginning of their codes: no relief, no simplified way. */
  readonly 'excise-goods': { readonly hs: readonly string[] };
  /** Origins whose duty programmes are entered; others are refused while it holds. */
  readonly 'layer-origins': { readonly origins: readonly string[] };
  /** How post is taxed: flat by band of the emergency rate, at that rate, at one rate, or as everything else. */
  readonly 'postal-duty': {
    readonly method: PostalMethod;
    readonly origins: readonly string[];
    /** By the emergency rate: below it, or up to and with it; the last band takes the rest. */
    readonly bands?: readonly { readonly below?: string; readonly upTo?: string; readonly amount: string }[];
    readonly rate?: string;
  };
}

export type PostalMethod = 'flat' | 'ad-valorem' | 'tariff';
export type ItemTest = 'code' | 'code-and-origin';
export type EuScheme = 'IOSS' | 'SPECIAL' | 'STANDARD';
export type ImportMode = '9610' | '1210' | '1239';
export type ExportMode = '0110' | '9610' | '1210' | '9710' | '9810';
export type Article =
  | ('book' | 'it' | 'food' | 'gold' | 'furniture' | 'toy' | 'medicine' | 'special-medicine')
  | ('sport' | 'textile' | 'appliance' | 'bicycle' | 'watch' | 'cosmetic' | 'skin-care' | 'high-end-cosmetic')
  | ('tobacco' | 'alcohol' | 'jewellery' | 'golf' | 'high-end-watch' | 'other');

export type RuleKind = keyof Parameters;

export interface RuleOf<Kind extends RuleKind> {
  readonly id: string;
  readonly kind: Kind;
  readonly jurisdiction: Jurisdiction;
  /** Regimes that read it; empty for all of the jurisdiction. */
  readonly regimes: readonly Regime[];
  readonly title: Label;
  /** First day, and the last one where it has ended or will end (yyyy-mm-dd, in the jurisdiction). */
  readonly validFrom: string;
  readonly validTo?: string;
  /** The day it was made known, where that was earlier and matters. */
  readonly announced?: string;
  readonly source: string;
  /** False: sources disagree, are weak, or were not compared with the text in force. */
  readonly checked: boolean;
  /** Where sources disagree, or what is ours rather than the law's. */
  readonly note?: string;
  readonly parameters: Parameters[Kind];
}

/** Anything that is laid down, with the days on which it holds and where it is written. */
export type Rule = { [Kind in RuleKind]: RuleOf<Kind> }[RuleKind];

/** A rule as figures name it. */
export type RuleReference = Pick<
  Rule,
  'id' | 'title' | 'jurisdiction' | 'validFrom' | 'validTo' | 'source' | 'checked'
>;

export function referenceTo({ id, title, jurisdiction, validFrom, validTo, source, checked }: Rule): RuleReference {
  return { id, title, jurisdiction, validFrom, ...(validTo === undefined ? {} : { validTo }), source, checked };
}
