/** Statutory rates of one commodity code, as decimal texts: '0.13' is 13 %. */
export interface Rates {
  readonly duty: string;
  readonly valueAddedTax: string;
  /** Ad valorem; '0' where the goods bear none. */
  readonly consumptionTax: string;
}

interface TariffRow extends Rates {
  readonly hsCode: string;
  /** First day, and the last one where it has ended (yyyy-mm-dd, China). */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  /** False: not compared with the tariff in force; to be confirmed before real goods are declared by it. */
  readonly checked: boolean;
}

const row = (
  hsCode: string,
  goods: string,
  duty: string,
  valueAddedTax: string,
  consumptionTax: string,
): TariffRow => ({
  hsCode,
  duty,
  valueAddedTax,
  consumptionTax,
  validFrom: '2019-04-01',
  source: `import tariff of China (${goods}); VAT rates of 财政部 税务总局 海关总署公告2019年第39号`,
  checked: false,
});

/**
 * Rates by 10-digit code. What is not here cannot be assessed and is refused. Duty is due only above the single limit.
 * Goods whose consumption tax hangs on their price per gram (cosmetics) or on a quantity (beer) need more than a rate:
 * they stay out.
 */
export const tariffRows: readonly TariffRow[] = [
  row('0402210000', 'milk powder, unsweetened', '0.10', '0.13', '0'),
  row('1901101000', 'infant formula', '0.05', '0.13', '0'),
  row('1006302090', 'rice', '0.65', '0.09', '0'),
  row('2106909090', 'food preparations', '0.12', '0.13', '0'),
  row('2204210000', 'wine in bottles of up to 2 litres', '0.14', '0.13', '0.10'),
  row('4901990000', 'books', '0', '0.09', '0'),
  row('6109100010', 'T-shirts of cotton', '0.06', '0.13', '0'),
  row('9619001100', "babies' nappies", '0', '0.13', '0'),
];

/** Rates of a code on a day (yyyy-mm-dd, China); undefined where the table has none. */
export function ratesOf(hsCode: string, day: string): Rates | undefined {
  return tariffRows.find(
    (known) =>
      known.hsCode === hsCode && known.validFrom <= day && (known.validTo === undefined || day <= known.validTo),
  );
}
