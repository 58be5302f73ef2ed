import { customsCountry, customsCurrency } from '@portolan/china';
import { customsUnit } from '../goods-filing/units.ts';

/** Customs' numbers on one day (yyyy-mm-dd, China), each from its own table: never one shared "code". */
export interface Codes {
  country(iso: string): string;
  currency(iso: string): string;
  /** Of a UN/ECE Recommendation 20 code. */
  unit(rec20: string): string;
}

/** @throws Error where a table lacks a code: the domain lets none such through, so that is a bug. */
export function codesOn(day: string): Codes {
  return {
    country: (iso) => known('country', iso, customsCountry(iso, day)),
    currency: (iso) => known('currency', iso, customsCurrency(iso, day)),
    unit: (rec20) => known('unit', rec20, customsUnit(rec20)),
  };
}

function known(table: string, from: string, code: string | undefined): string {
  if (code === undefined) throw new Error(`the customs ${table} table has no number for ${from}`);
  return code;
}
