import type { Complete, customsRefusals } from '@portolan/contracts';
import type { Goods } from '@portolan/contracts/customs/v1/types';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { isCountry } from './origins.ts';
import { customsUnit, isCustomsUnit } from './units.ts';

type Code = keyof typeof customsRefusals;

// Lengths of the list's line (CEB603 InventoryList, 202205 edition): what is filed must fit the message later.
const texts: readonly { field: keyof Goods; least: number; most: number }[] = [
  { field: 'sku', least: 1, most: 20 },
  { field: 'name', least: 1, most: 250 },
  { field: 'nameZh', least: 1, most: 250 },
  { field: 'model', least: 1, most: 250 },
  { field: 'barcode', least: 0, most: 50 },
];

const measures: readonly (keyof Goods)[] = ['legalQuantityPerUnit', 'netWeight'];

/** The first thing that keeps the goods from being filed; undefined where nothing does. */
export function faultOf(goods: Complete<Goods>): Refusal<Code> | undefined {
  for (const { field, least, most } of texts) {
    const text = goods[field];
    if (text.trim().length < least || text.length > most || !printable(text)) {
      return refuse('GOODS_TEXT_INVALID', { sku: goods.sku, field, least: String(least), most: String(most) });
    }
  }
  if (!/^\d{10}$/.test(goods.hsCode)) return refuse('GOODS_HS_CODE_INVALID', { sku: goods.sku, hsCode: goods.hsCode });
  if (!isCountry(goods.origin)) return refuse('GOODS_ORIGIN_UNKNOWN', { sku: goods.sku, origin: goods.origin });
  if (customsUnit(goods.unit) === undefined) {
    return refuse('GOODS_UNIT_UNKNOWN', { sku: goods.sku, unit: goods.unit });
  }
  if (!isCustomsUnit(goods.legalUnit)) {
    return refuse('GOODS_LEGAL_UNIT_UNKNOWN', { sku: goods.sku, unit: goods.legalUnit });
  }
  for (const field of measures) {
    const value = goods[field];
    if (!/^\d{1,14}(\.\d{1,5})?$/.test(value) || !/[1-9]/.test(value)) {
      return refuse('GOODS_MEASURE_INVALID', { sku: goods.sku, field, value });
    }
  }
  return legalQuantityFault(goods);
}

const kilogram = '035';

// Sold and legal unit alike: both quantities are one. Legal unit kilogram: the legal quantity is the net weight.
function legalQuantityFault(goods: Complete<Goods>): Refusal<Code> | undefined {
  const { sku, legalUnit: unit, legalQuantityPerUnit: value, netWeight } = goods;
  for (const [holds, expected] of [
    [customsUnit(goods.unit) === unit, '1'],
    [unit === kilogram, netWeight],
  ] as const) {
    if (holds && plain(value) !== plain(expected)) {
      return refuse('GOODS_LEGAL_QUANTITY_DIFFERS', { sku, unit, value, expected });
    }
  }
  return undefined;
}

/** The shortest text of a measure: '01.50' becomes '1.5'. */
function plain(measure: string): string {
  const [whole = '', fraction = ''] = measure.split('.');
  const rest = fraction.replace(/0+$/, '');
  return BigInt(whole) + (rest === '' ? '' : `.${rest}`);
}

/** False where a text holds control characters: XML 1.0 cannot carry them. */
function printable(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}
