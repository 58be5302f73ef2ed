import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Json, listAt, textAt } from './api.ts';
import { orderBody } from './direct-mail.ts';

/** An order of a made file, as far as its story needs it. */
export interface MadeOrder {
  readonly orderNo: string;
  /** What the buyer has to pay: 152.00 */
  readonly total: string;
  readonly buyer: string;
  /** Units by sku. */
  readonly units: ReadonlyMap<string, number>;
}

export interface MadeFile {
  readonly csv: string;
  readonly orders: readonly MadeOrder[];
}

type Cells = Readonly<Record<string, string>>;
type BodyOf = (orderNo: string) => Json;

const firstNames = ['Ada', 'Ben', 'Cora', 'Dev', 'Elif', 'Finn', 'Gia', 'Hugo', 'Ines', 'Jon', 'Kai', 'Lena', 'Mateo'];
const lastNames = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Juniper', 'Larch', 'Maple'];
const streets = ['Canary Row', 'Kestrel Way', 'Heron St', 'Plover Ln', 'Wren Ave', 'Sandpiper Ct'];
const cities = [
  ['Portland', 'OR', '97232'],
  ['Seattle', 'WA', '98109'],
  ['Austin', 'TX', '78704'],
  ['Denver', 'CO', '80205'],
  ['Chicago', 'IL', '60614'],
  ['Boston', 'MA', '02118'],
  ['Tampa', 'FL', '33606'],
  ['Fresno', 'CA', '93721'],
] as const;

/**
 * Orders for direct mail as a merchant's shop would export them: the three articles in varying quantities, buyers who do
 * not exist in cities that do, every sum right. The same seed makes the same file.
 * @param prefix of the order numbers: VOL-00001 …
 */
export function ordersCsv(options: {
  readonly orders: number;
  readonly seed: string;
  readonly prefix?: string;
}): MadeFile {
  const { orders, seed, prefix = 'VOL' } = options;
  return numberedCsv(
    Array.from({ length: orders }, (_, index) => `${prefix}-${String(index + 1).padStart(5, '0')}`),
    seed,
  );
}

/**
 * The same under numbers of one's own.
 * @param bodyOf what each order is made from: its lines, in other quantities
 */
export function numberedCsv(numbers: readonly string[], seed: string, bodyOf: BodyOf = orderBody): MadeFile {
  const made = numbers.map((orderNo) => orderFor(orderNo, seed, bodyOf));
  return { csv: csvOf(made.map(({ cells }) => cells)), orders: made.map(({ order }) => order) };
}

/** Rows as CSV: the first row's cells are the heading. */
export function csvOf(rows: readonly Cells[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** An order as REST takes it, as a row of a file. */
export function rowOf(order: Json): Cells {
  const said = (...path: readonly (string | number)[]) => textAt(order, ...path);
  const terms = (...path: readonly (string | number)[]) => said('terms', ...path);
  const [first = '', second = ''] = listAt(order, 'buyer', 'address', 'lines').map(String);
  return {
    ...Object.fromEntries(
      ['orderNo', 'mode', 'warehouseId', 'carrier', 'incoterm', 'incotermPlace'].map((name) => [name, terms(name)]),
    ),
    ...partyCells('platform', terms),
    ...partyCells('merchant', terms),
    currency: terms('total', 'currency'),
    ...Object.fromEntries(
      ['goodsValue', 'freight', 'discount', 'tax', 'total'].map((name) => [name, terms(name, 'amount')]),
    ),
    ...{ buyerName: said('buyer', 'name'), buyerPhone: said('buyer', 'phone'), buyerEmail: said('buyer', 'email') },
    ...{ buyerIdNumber: said('buyer', 'idNumber'), buyerAddress1: first, buyerAddress2: second },
    ...{ buyerCity: said('buyer', 'address', 'city'), buyerRegion: said('buyer', 'address', 'region') },
    ...{ buyerPostcode: said('buyer', 'address', 'postcode'), buyerCountry: said('buyer', 'address', 'country') },
    ...Object.assign({}, ...listAt(order, 'terms', 'lines').map((line, index) => lineCells(line, index + 1))),
  };
}

function partyCells(role: string, terms: (...path: string[]) => string): Cells {
  return {
    [`${role}Code`]: terms(role, 'code'),
    [`${role}Name`]: terms(role, 'name'),
    [`${role}Country`]: terms(role, 'country'),
  };
}

function lineCells(line: Json, number: number): Cells {
  const cell = (name: string, ...path: readonly string[]) => [`${name}${number}`, textAt(line, ...path)];
  return Object.fromEntries([
    ...['sku', 'name', 'hsCode', 'origin'].map((name) => cell(name, name)),
    cell('quantity', 'quantity', 'value'),
    cell('unit', 'quantity', 'unit'),
    cell('price', 'price', 'amount'),
    cell('total', 'total', 'amount'),
  ]);
}

function orderFor(orderNo: string, seed: string, bodyOf: BodyOf): { readonly cells: Cells; readonly order: MadeOrder } {
  const draw = (below: number, what: string) =>
    createHash('sha256').update(`${seed}|${orderNo}|${what}`).digest().readUInt32BE(0) % below;
  const from = <Item>(items: readonly Item[], what: string): Item => items[draw(items.length, what)] as Item;
  const base = bodyOf(orderNo) as { readonly terms: { readonly [field: string]: Json }; readonly buyer: Json };
  const lines = listAt(base, 'terms', 'lines').map((line, index) => {
    // Every order has the first article, so that none is empty.
    const quantity = index === 0 ? 1 + draw(3, 'units 0') : draw(4, `units ${index}`);
    return { line, quantity, minor: quantity * minorOf(textAt(line, 'price', 'amount')) };
  });
  const ordered = lines.filter(({ quantity }) => quantity > 0);
  const goods = ordered.reduce((sum, { minor }) => sum + minor, 0);
  const freight = 695 + 50 * ordered.reduce((sum, { quantity }) => sum + quantity, 0);
  const buyer = `${from(firstNames, 'first name')} ${from(lastNames, 'last name')}`;
  const [city, region, postcode] = from(cities, 'city');
  const terms = {
    ...{ ...base.terms, incotermPlace: `${city} ${region}`, goodsValue: usd(goods), freight: usd(freight) },
    ...{ discount: usd(0), total: usd(goods + freight) },
    lines: ordered.map(({ line, quantity, minor }) => ({
      ...(line as object),
      ...{ quantity: { value: String(quantity), unit: 'C62' }, total: usd(minor) },
    })),
  };
  const person = {
    ...{
      name: buyer,
      phone: `+1 555 01${String(draw(100, 'phone')).padStart(2, '0')}`,
      email: emailOf(buyer, orderNo),
    },
    address: {
      ...{ lines: [`${1 + draw(9_000, 'house')} ${from(streets, 'street')}`], city, region, postcode, country: 'US' },
    },
  };
  const units = new Map(ordered.map(({ line, quantity }) => [textAt(line, 'sku'), quantity]));
  return {
    cells: rowOf({ terms, buyer: person } as unknown as Json),
    order: { orderNo, total: amount(goods + freight), buyer, units },
  };
}

const emailOf = (name: string, orderNo: string) => `${name.replace(' ', '.')}.${orderNo}@example.com`.toLowerCase();
const minorOf = (text: string): number => Number(text.replace('.', ''));
const amount = (minor: number): string => (minor / 100).toFixed(2);
const usd = (minor: number) => ({ amount: amount(minor), currency: 'USD' });

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

// node e2e/story/orders-csv.ts --orders 1000 --seed x > orders.csv
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { orders: { type: 'string', default: '1000' }, seed: { type: 'string', default: 'portolan' } },
  });
  process.stdout.write(ordersCsv({ orders: Number(values.orders), seed: values.seed }).csv);
}
