/**
 * Customs' own numbers (JGS-20 tables) of the countries that stock in the zones comes from and of the currencies that
 * it is bought in, by ISO code. They are not ISO's: 142 is China and the yuan, 502 the United States and their dollar.
 * What is not here is refused when a list is filed. `validFrom` is a China date.
 */
interface CustomsCode {
  readonly code: string;
  readonly validFrom: string;
}

const since = (code: string): readonly CustomsCode[] => [{ code, validFrom: '2018-06-30' }];

const countries: Readonly<Record<string, readonly CustomsCode[]>> = {
  AU: since('601'),
  CA: since('501'),
  CN: since('142'),
  DE: since('304'),
  DK: since('302'),
  ES: since('312'),
  FR: since('305'),
  GB: since('303'),
  HK: since('110'),
  IE: since('306'),
  IT: since('307'),
  JP: since('116'),
  KR: since('133'),
  MY: since('122'),
  NL: since('309'),
  NZ: since('609'),
  SG: since('132'),
  TH: since('136'),
  TW: since('143'),
  US: since('502'),
};

const currencies: Readonly<Record<string, readonly CustomsCode[]>> = {
  AUD: since('601'),
  CNY: since('142'),
  EUR: since('300'),
  GBP: since('303'),
  HKD: since('110'),
  JPY: since('116'),
  NZD: since('609'),
  SGD: since('132'),
  USD: since('502'),
};

/** Country number on a day (yyyy-mm-dd, China) of an ISO 3166-1 alpha-2 code; undefined where the table has none. */
export const customsCountry = (iso: string, day: string): string | undefined => codeOn(countries, iso, day);

/** Currency number on a day (yyyy-mm-dd, China) of an ISO 4217 code; undefined where the table has none. */
export const customsCurrency = (iso: string, day: string): string | undefined => codeOn(currencies, iso, day);

/** The day in China of an instant (RFC 3339): UTC+8 all the year. */
export const chinaDay = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

function codeOn(table: Readonly<Record<string, readonly CustomsCode[]>>, iso: string, day: string): string | undefined {
  const entries = Object.hasOwn(table, iso) ? (table[iso] ?? []) : [];
  return entries.find(({ validFrom }) => validFrom <= day)?.code;
}
