import type { Complete, ordersRefusals } from '@portolan/contracts';
import type { Money, Party, Person } from '@portolan/contracts/common/v1/types';
import type { PlaceOrderRequest } from '@portolan/contracts/orders/v1/orders';
import type { OrderLine, OrderTerms } from '@portolan/contracts/orders/v1/types';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { isCurrency, minorDigits, parseMoney } from '@portolan/money';
import { columnOf, type HeadColumn, type Heading, type LineColumn, lineColumns } from './columns.ts';

type RowRefusal = Refusal<keyof typeof ordersRefusals>;

/** A row as it was read: its cells by column, and which lines it fills. */
export interface Row {
  /** 1-based, without the heading. */
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly lines: readonly number[];
  /** How many cells it has, and how many its heading. */
  readonly width: number;
  readonly columns: number;
}

/** Reads the cells of a row by its heading. Lines whose cells are all empty are none. */
export function rowOf({ columns, lines }: Heading, record: readonly string[], number: number): Row {
  const cells = Object.fromEntries(columns.map((column, index) => [column, (record[index] ?? '').trim()]));
  const filled = lines.filter((line) => lineNames.some((name) => (cells[`${name}${line}`] ?? '') !== ''));
  return { number, cells, lines: filled, width: record.length, columns: columns.length };
}

/** The merchant's number as the row gives it, cut to what a number may have: it names the row in reports. */
export const orderNoOf = (row: Row): string => (row.cells['orderNo'] ?? '').slice(0, 60);

/**
 * What the row says, in one text that is the same for every file with these cells, whatever the order of its columns:
 * two rows of equal content are the same order.
 */
export function contentOf({ cells }: Row): string {
  const filled = Object.entries(cells).filter(([, cell]) => cell !== '');
  return JSON.stringify(filled.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** The order that a row means, or what about its cells keeps it from being read as one. */
export function orderOf(row: Row): Complete<PlaceOrderRequest> | RowRefusal {
  const flaw = shapeFlaw(row);
  if (flaw !== undefined) return flaw;
  return { terms: termsOf(row), buyer: buyerOf(row) };
}

/** A refusal as the file's author reads it: it names the column, and says nothing of what stands in a buyer's. */
export function inColumns({ refused, data }: Refusal, row: Row): Refusal {
  const { field, actual, ...rest } = data;
  if (field === undefined) return { refused, data };
  const column = columnOf(field, row.lines);
  const shown = actual === undefined || !column.startsWith('buyer') ? actual : '***';
  return { refused, data: { ...rest, field: column, ...(shown === undefined ? {} : { actual: shown }) } };
}

const lineNames = Object.keys(lineColumns) as LineColumn[];

// Characters of the other columns are bounded by the rules of an order; these only by what a label can carry.
const mostCharacters: Readonly<Record<string, number>> = {
  buyerName: 100,
  buyerPhone: 40,
  buyerEmail: 200,
  buyerIdNumber: 18,
  buyerAddress1: 100,
  buyerAddress2: 100,
  buyerCity: 100,
  buyerRegion: 100,
  buyerPostcode: 20,
};

function shapeFlaw(row: Row): RowRefusal | undefined {
  const { cells, width, columns } = row;
  if (width !== columns) return refuse('IMPORT_CELLS_WRONG', { actual: String(width), expected: String(columns) });
  for (const [field, cell] of Object.entries(cells)) {
    if (/[\p{Cc}\p{Cs}]/u.test(cell)) return refuse('IMPORT_CELL_NOT_PRINTABLE', { field });
    const most = mostCharacters[field];
    if (most !== undefined && cell.length > most) return refuse('ORDER_TEXT_TOO_LONG', { field, most: String(most) });
  }
  const currency = cellOf(row, 'currency');
  if (!isCurrency(currency)) {
    return refuse('ORDER_CURRENCY_UNKNOWN', { field: 'currency', actual: currency.slice(0, 20) });
  }
  const amounts = ['goodsValue', 'freight', 'discount', 'tax', 'total', ...row.lines.flatMap(amountsOfLine)];
  const wrong = amounts.find((column) => !isAmount(cells[column] ?? '', currency, column));
  if (wrong === undefined) return undefined;
  return refuse('IMPORT_AMOUNT_WRONG', { field: wrong, currency, digits: String(minorDigits(currency)) });
}

const amountsOfLine = (line: number) => [`price${line}`, `total${line}`];
const mayBeEmpty = ['discount', 'tax'];

function isAmount(cell: string, currency: string, column: string): boolean {
  if (cell === '') return mayBeEmpty.includes(column);
  const [, fraction = ''] = /^-?\d{1,15}(?:\.(\d{1,4}))?$/.exec(cell) ?? ['', 'not even a number'];
  return fraction.length <= minorDigits(currency);
}

const cellOf = ({ cells }: Row, column: HeadColumn): string => cells[column] ?? '';

function amountIn({ cells }: Row, column: string): Complete<Money> {
  const cell = cells[column] ?? '';
  return parseMoney(cell === '' ? '0' : cell, cells['currency'] ?? '');
}

function termsOf(row: Row): Complete<OrderTerms> {
  const cell = (column: HeadColumn) => cellOf(row, column);
  return {
    orderNo: cell('orderNo'),
    platform: partyOf(row, 'platform'),
    merchant: partyOf(row, 'merchant'),
    incoterm: cell('incoterm'),
    incotermPlace: cell('incotermPlace'),
    mode: cell('mode'),
    warehouseId: cell('warehouseId'),
    carrier: cell('carrier'),
    lines: row.lines.map((line, index) => lineOf(row, line, index)),
    goodsValue: amountIn(row, 'goodsValue'),
    freight: amountIn(row, 'freight'),
    discount: amountIn(row, 'discount'),
    total: amountIn(row, 'total'),
    destinationWarehouseId: '',
    ...(cell('tax') === '' ? {} : { tax: amountIn(row, 'tax') }),
  };
}

function partyOf(row: Row, role: 'platform' | 'merchant'): Complete<Party> {
  const cell = (rest: 'Code' | 'Name' | 'Country') => cellOf(row, `${role}${rest}`);
  return { code: cell('Code'), name: cell('Name'), country: cell('Country') };
}

function lineOf(row: Row, line: number, index: number): Complete<OrderLine> {
  const cell = (name: LineColumn) => row.cells[`${name}${line}`] ?? '';
  return {
    line: index + 1,
    sku: cell('sku'),
    name: cell('name'),
    hsCode: cell('hsCode'),
    origin: cell('origin'),
    quantity: { value: cell('quantity'), unit: cell('unit') || 'C62' },
    price: amountIn(row, `price${line}`),
    total: amountIn(row, `total${line}`),
  };
}

function buyerOf(row: Row): Complete<Person> {
  const cell = (column: HeadColumn) => cellOf(row, column);
  const address = {
    lines: [cell('buyerAddress1'), cell('buyerAddress2')].filter((line) => line !== ''),
    city: cell('buyerCity'),
    region: cell('buyerRegion'),
    postcode: cell('buyerPostcode'),
    country: cell('buyerCountry'),
  };
  return {
    name: cell('buyerName'),
    phone: cell('buyerPhone'),
    email: cell('buyerEmail'),
    address,
    idNumber: cell('buyerIdNumber'),
  };
}
