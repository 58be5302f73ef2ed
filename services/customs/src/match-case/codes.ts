/**
 * Customs' own numbers for countries and currencies (JGS-20 code tables, as the CEB messages use them), by ISO code.
 * Never one shared table: 142 is China, the yuan and a bottle; 502 is the United States and their dollar.
 */
interface CustomsCode {
  readonly code: string;
  /** First day of validity, and the last one where it has ended (China dates). */
  readonly validFrom: string;
  readonly validTo?: string;
}

const since = (code: string): readonly CustomsCode[] => [{ code, validFrom: '2018-06-30' }];

const countries: Readonly<Record<string, readonly CustomsCode[]>> = {
  AE: since('138'),
  AT: since('315'),
  AU: since('601'),
  BE: since('301'),
  BR: since('410'),
  CA: since('501'),
  CH: since('331'),
  CN: since('142'),
  DE: since('304'),
  DK: since('302'),
  ES: since('312'),
  FI: since('318'),
  FR: since('305'),
  GB: since('303'),
  GR: since('310'),
  HK: since('110'),
  ID: since('112'),
  IE: since('306'),
  IN: since('111'),
  IT: since('307'),
  JP: since('116'),
  KR: since('133'),
  LU: since('308'),
  MO: since('121'),
  MX: since('429'),
  MY: since('122'),
  NL: since('309'),
  NO: since('326'),
  NZ: since('609'),
  PH: since('129'),
  PL: since('327'),
  PT: since('311'),
  RU: since('344'),
  SA: since('131'),
  SE: since('330'),
  SG: since('132'),
  TH: since('136'),
  TW: since('143'),
  US: since('502'),
  VN: since('141'),
};

const currencies: Readonly<Record<string, readonly CustomsCode[]>> = {
  AUD: since('601'),
  CAD: since('501'),
  CHF: since('331'),
  CNY: since('142'),
  DKK: since('302'),
  EUR: since('300'),
  GBP: since('303'),
  HKD: since('110'),
  JPY: since('116'),
  KRW: since('133'),
  MOP: since('121'),
  MYR: since('122'),
  NOK: since('326'),
  NZD: since('609'),
  RUB: since('344'),
  SEK: since('330'),
  SGD: since('132'),
  THB: since('136'),
  USD: since('502'),
};

/** Country number on a day (yyyy-mm-dd, China) of an ISO 3166-1 alpha-2 code; undefined where the table has none. */
export function customsCountry(iso: string, day: string): string | undefined {
  return codeOn(countries, iso, day);
}

/** Currency number on a day (yyyy-mm-dd, China) of an ISO 4217 code; undefined where the table has none. */
export function customsCurrency(iso: string, day: string): string | undefined {
  return codeOn(currencies, iso, day);
}

function codeOn(table: Readonly<Record<string, readonly CustomsCode[]>>, iso: string, day: string): string | undefined {
  const entries = Object.hasOwn(table, iso) ? (table[iso] ?? []) : [];
  return entries.find(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo))?.code;
}
