import type { ordersRefusals } from '@portolan/contracts';
import { type Refusal, refuse } from '@portolan/eventsourcing';

/** Column → the field of an order that it fills, as REST spells it. */
export const headColumns = {
  orderNo: 'terms.orderNo',
  mode: 'terms.mode',
  warehouseId: 'terms.warehouseId',
  carrier: 'terms.carrier',
  incoterm: 'terms.incoterm',
  incotermPlace: 'terms.incotermPlace',
  platformCode: 'terms.platform.code',
  platformName: 'terms.platform.name',
  platformCountry: 'terms.platform.country',
  merchantCode: 'terms.merchant.code',
  merchantName: 'terms.merchant.name',
  merchantCountry: 'terms.merchant.country',
  currency: 'terms.total.currency',
  goodsValue: 'terms.goodsValue',
  freight: 'terms.freight',
  discount: 'terms.discount',
  tax: 'terms.tax',
  total: 'terms.total',
  buyerName: 'buyer.name',
  buyerPhone: 'buyer.phone',
  buyerEmail: 'buyer.email',
  buyerIdNumber: 'buyer.idNumber',
  buyerAddress1: 'buyer.address.lines',
  buyerAddress2: 'buyer.address.lines[1]',
  buyerCity: 'buyer.address.city',
  buyerRegion: 'buyer.address.region',
  buyerPostcode: 'buyer.address.postcode',
  buyerCountry: 'buyer.address.country',
} as const;
export type HeadColumn = keyof typeof headColumns;

/** Columns of one line, each followed by the line's number: sku1, name1, … sku2, … */
export const lineColumns = {
  sku: 'sku',
  name: 'name',
  hsCode: 'hsCode',
  origin: 'origin',
  quantity: 'quantity.value',
  unit: 'quantity.unit',
  price: 'price',
  total: 'total',
} as const;
export type LineColumn = keyof typeof lineColumns;

/** Lines that a row has room for. */
export const mostLines = 20;

/** May be left out of a file, or empty in a row; an empty unit is C62, pieces. */
const optional: readonly string[] = [
  'discount',
  'tax',
  'buyerEmail',
  'buyerIdNumber',
  'buyerAddress2',
  'buyerRegion',
  'unit',
];

/** Where each column of a file stands. */
export interface Heading {
  readonly columns: readonly string[];
  /** Numbers of the lines that the file has columns for, ascending. */
  readonly lines: readonly number[];
}

type Flaw = Refusal<keyof typeof ordersRefusals>;

/** A file's heading, or what is wrong with it. */
export function headingOf(cells: readonly string[]): Heading | Flaw {
  const columns = cells.map((cell) => cell.trim());
  const named = columns.map(nameOf);
  if (named.every((name) => name === undefined)) return refuse('IMPORT_HEADING_MISSING');
  const unknown = columns.find((_column, index) => named[index] === undefined);
  if (unknown !== undefined) return refuse('IMPORT_COLUMN_UNKNOWN', { column: unknown.slice(0, 60) });
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return refuse('IMPORT_COLUMN_TWICE', { column: twice });
  const lines = [...new Set(named.flatMap((name) => (name?.line === undefined ? [] : [name.line])))];
  const missing = [...neededHead, ...(lines.length === 0 ? [1] : lines).flatMap(neededLine)].filter(
    (column) => !columns.includes(column),
  );
  if (missing.length > 0) return refuse('IMPORT_COLUMN_MISSING', { columns: missing.join(', ') });
  return { columns, lines: lines.toSorted((left, right) => left - right) };
}

const isOptional = (column: string): boolean => optional.includes(column);
const neededHead = Object.keys(headColumns).filter((column) => !isOptional(column));
const neededLine = (line: number): string[] =>
  Object.keys(lineColumns)
    .filter((column) => !isOptional(column))
    .map((column) => `${column}${line}`);

function nameOf(column: string): { readonly line?: number } | undefined {
  if (Object.hasOwn(headColumns, column)) return {};
  const [, name = '', line = ''] = /^([a-zA-Z]+)([1-9]\d?)$/.exec(column) ?? [];
  return Object.hasOwn(lineColumns, name) && Number(line) <= mostLines ? { line: Number(line) } : undefined;
}

/**
 * The column that a field of an order came from: 'terms.lines[1].hsCode' → 'hsCode2'.
 * @param lines numbers of the row's lines, in their order
 */
export function columnOf(field: string, lines: readonly number[]): string {
  const [, index, inLine] = /^terms\.lines\[(\d+)\]\.(.+)$/.exec(field) ?? [];
  if (index !== undefined) return `${keyOf(lineColumns, inLine ?? '')}${lines[Number(index)] ?? Number(index) + 1}`;
  if (field === 'terms.lines') return 'sku1';
  return keyOf(headColumns, field);
}

function keyOf(table: Readonly<Record<string, string>>, field: string): string {
  return Object.keys(table).find((column) => table[column] === field) ?? field;
}
