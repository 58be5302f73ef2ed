import { terms as storyTerms } from './story.ts';

type Cells = Readonly<Record<string, string>>;

/** A row of a file: one line of earphones, every sum right. Buyers are made up. */
export const cells = (orderNo: string, change: Cells = {}): Cells => ({
  orderNo,
  mode: '9610',
  warehouseId: storyTerms.warehouseId,
  carrier: storyTerms.carrier,
  incoterm: 'DAP',
  incotermPlace: 'Portland OR',
  platformCode: '4403960002',
  platformName: 'Nanshan Marketplace',
  platformCountry: 'CN',
  merchantCode: '4403160001',
  merchantName: 'Hailun Electronics',
  merchantCountry: 'CN',
  currency: 'USD',
  goodsValue: '50.00',
  freight: '6.00',
  total: '56.00',
  buyerName: 'Cleo Canary',
  buyerPhone: '+1 503 555 0199',
  buyerAddress1: '7 Canary Row',
  buyerCity: 'Portland',
  buyerPostcode: '97232',
  buyerCountry: 'US',
  sku1: 'EAR-1',
  name1: 'Earphones, black',
  hsCode1: '8518300000',
  origin1: 'CN',
  quantity1: '2',
  price1: '25.00',
  total1: '50.00',
  ...change,
});

/** Rows as a file: the heading names every cell of any row. */
export function csv(rows: readonly Cells[], newline = '\n'): Buffer {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const written = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
  return Buffer.from([columns.join(','), ...written, ''].join(newline));
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
