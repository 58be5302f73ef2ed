/**
 * Customs' own numbers for countries and currencies (JGS-20 code tables, as the CEB messages use them), by ISO code.
 * Each line agrees with a public dump of customs' tables of 2019 (EBC-Customs-ERP, customs_countries and
 * customs_currencies); what is in neither stays out, and a declaration that needs it is refused. The day on which a
 * number began is not in the dump: the first day of the 2018 declaration form stands for it, unchecked.
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
  AR: since('402'),
  AT: since('315'),
  AU: since('601'),
  BD: since('103'),
  BE: since('301'),
  BG: since('316'),
  BH: since('102'),
  BN: since('105'),
  BR: since('410'),
  CA: since('501'),
  CH: since('331'),
  CL: since('412'),
  CN: since('142'),
  CO: since('413'),
  CY: since('108'),
  CZ: since('352'),
  DE: since('304'),
  DK: since('302'),
  EE: since('334'),
  EG: since('215'),
  ES: since('312'),
  FI: since('318'),
  FR: since('305'),
  GB: since('303'),
  GR: since('310'),
  HK: since('110'),
  HR: since('351'),
  HU: since('321'),
  ID: since('112'),
  IE: since('306'),
  IL: since('115'),
  IN: since('111'),
  IS: since('322'),
  IT: since('307'),
  JO: since('117'),
  JP: since('116'),
  KH: since('107'),
  KR: since('133'),
  KW: since('118'),
  KZ: since('145'),
  LA: since('119'),
  LK: since('134'),
  LT: since('336'),
  LU: since('308'),
  LV: since('335'),
  MM: since('106'),
  MN: since('124'),
  MO: since('121'),
  MT: since('324'),
  MX: since('429'),
  MY: since('122'),
  NL: since('309'),
  NO: since('326'),
  NP: since('125'),
  NZ: since('609'),
  OM: since('126'),
  PE: since('434'),
  PH: since('129'),
  PK: since('127'),
  PL: since('327'),
  PT: since('311'),
  QA: since('130'),
  RO: since('328'),
  RU: since('344'),
  SA: since('131'),
  SE: since('330'),
  SG: since('132'),
  SI: since('350'),
  SK: since('353'),
  TH: since('136'),
  TR: since('137'),
  TW: since('143'),
  UA: since('347'),
  US: since('502'),
  VN: since('141'),
  ZA: since('244'),
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
  MOP: since('121'),
  MYR: since('122'),
  NOK: since('326'),
  NZD: since('609'),
  SEK: since('330'),
  SGD: since('132'),
  THB: since('136'),
  TWD: since('143'),
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
