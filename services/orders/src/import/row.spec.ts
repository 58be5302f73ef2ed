import { parseMoney } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { cells } from '../rig/order-file.ts';
import { columnOf, type Heading, headColumns, headingOf, lineColumns, mostLines } from './columns.ts';
import { contentOf, inColumns, orderOf, type Row, rowOf } from './row.ts';

type Cells = Readonly<Record<string, string>>;

const read = (row: Cells): Row => {
  const heading = headingOf(Object.keys(row));
  if ('refused' in heading) throw new Error(heading.refused);
  return rowOf(heading, Object.values(row), 1);
};

/** A row with these cells is refused with these data. */
function refuses(code: string, change: Cells, data: Cells, more: readonly string[] = []): void {
  const row = cells('A-1', change);
  const heading = headingOf(Object.keys(row)) as Heading;
  expect(orderOf(rowOf(heading, [...Object.values(row), ...more], 1))).toEqual({ refused: code, data });
}

const usd = (amount: string) => parseMoney(amount, 'USD');

describe('a row', () => {
  it('is an order with its lines and its buyer', () => {
    const order = orderOf(
      read(cells('A-1', { buyerEmail: ' cleo@example.com ', buyerAddress2: 'Apt 5', unit1: 'C62' })),
    );
    expect(order).toMatchObject({
      terms: {
        orderNo: 'A-1',
        mode: '9610',
        platform: { code: '4403960002', name: 'Nanshan Marketplace', country: 'CN' },
        goodsValue: usd('50.00'),
        freight: usd('6.00'),
        discount: usd('0'),
        total: usd('56.00'),
        lines: [{ line: 1, sku: 'EAR-1', name: 'Earphones, black', quantity: { value: '2', unit: 'C62' } }],
      },
      buyer: {
        name: 'Cleo Canary',
        email: 'cleo@example.com',
        address: { lines: ['7 Canary Row', 'Apt 5'], city: 'Portland', country: 'US' },
      },
    });
    expect('terms' in order && 'tax' in order.terms).toBe(false);
    expect(orderOf(read(cells('A-1', { tax: '1.5' })))).toMatchObject({ terms: { tax: usd('1.50') } });
  });

  it('numbers the lines that it fills, and leaves out those that it does not', () => {
    const line = (n: number, sku: string) => ({
      [`sku${n}`]: sku,
      [`name${n}`]: 'Cable',
      [`hsCode${n}`]: '8544421100',
      [`origin${n}`]: 'CN',
      [`quantity${n}`]: '1',
      [`price${n}`]: '1.00',
      [`total${n}`]: '1.00',
    });
    const none = Object.fromEntries(Object.keys(line(2, '')).map((column) => [column, '']));
    const row = read(cells('A-1', { ...none, ...line(3, 'CAB-3') }));
    expect(row.lines).toEqual([1, 3]);
    expect(orderOf(row)).toMatchObject({ terms: { lines: [{ line: 1 }, { line: 2, sku: 'CAB-3' }] } });
    expect(columnOf('terms.lines[1].hsCode', row.lines)).toBe('hsCode3');
  });

  it('is refused by column where its cells cannot be read', () => {
    refuses('IMPORT_AMOUNT_WRONG', { price1: '1,234.00' }, { field: 'price1', currency: 'USD', digits: '2' });
    refuses('IMPORT_AMOUNT_WRONG', { total: '56.001' }, { field: 'total', currency: 'USD', digits: '2' });
    refuses('IMPORT_AMOUNT_WRONG', { total: '' }, { field: 'total', currency: 'USD', digits: '2' });
    refuses('ORDER_CURRENCY_UNKNOWN', { currency: 'USX' }, { field: 'currency', actual: 'USX' });
    refuses('IMPORT_CELL_NOT_PRINTABLE', { buyerCity: 'Port\nland' }, { field: 'buyerCity' });
    refuses('ORDER_TEXT_TOO_LONG', { buyerName: 'x'.repeat(101) }, { field: 'buyerName', most: '100' });
  });

  it('with a cell too many is refused before anything else is read from it', () => {
    const columns = Object.keys(cells('A-1')).length;
    const expected = { actual: String(columns + 1), expected: String(columns) };
    refuses('IMPORT_CELLS_WRONG', { currency: 'USX' }, expected, ['one more']);
  });

  it('says the same in any order of columns, and something else with another cell', () => {
    const row = cells('A-1');
    const turned = Object.fromEntries(Object.entries(row).toReversed());
    expect(contentOf(read({ ...turned, buyerEmail: '' }))).toBe(contentOf(read(row)));
    expect(contentOf(read({ ...row, buyerCity: 'Salem' }))).not.toBe(contentOf(read(row)));
  });
});

describe('a refusal of a row', () => {
  const row = read(cells('A-1'));
  const told = (field: string, actual = 'X') => inColumns({ refused: 'ANY', data: { field, actual } }, row).data;

  it('names the column', () => {
    expect(told('terms.lines[0].quantity.value')).toEqual({ field: 'quantity1', actual: 'X' });
    expect(told('terms.goodsValue')).toEqual({ field: 'goodsValue', actual: 'X' });
    expect(told('terms.lines')).toEqual({ field: 'sku1', actual: 'X' });
    expect(inColumns({ refused: 'ANY', data: { orderNo: 'A-1' } }, row).data).toEqual({ orderNo: 'A-1' });
  });

  it('says nothing of what stands in a column about the buyer', () => {
    expect(told('buyer.address.country', 'Cleo')).toEqual({ field: 'buyerCountry', actual: '***' });
  });
});

describe('a heading', () => {
  const names = Object.keys(cells('A-1'));
  const refused = (columns: readonly string[]) => {
    const heading = headingOf(columns);
    return 'refused' in heading ? [heading.refused, ...Object.values(heading.data)] : heading.lines;
  };

  it('names each column once, in any order', () => {
    expect(refused(names.toReversed())).toEqual([1]);
    expect(refused([...names, 'carrier'])).toEqual(['IMPORT_COLUMN_TWICE', 'carrier']);
    expect(refused([...names, 'colour'])).toEqual(['IMPORT_COLUMN_UNKNOWN', 'colour']);
    expect(refused([...names, `sku${mostLines + 1}`])).toEqual(['IMPORT_COLUMN_UNKNOWN', `sku${mostLines + 1}`]);
    expect(refused([...names, 'sku2'])[0]).toBe('IMPORT_COLUMN_MISSING');
    expect(refused(names.filter((name) => name !== 'total' && name !== 'price1'))).toEqual([
      'IMPORT_COLUMN_MISSING',
      'total, price1',
    ]);
  });

  it('is missing where no column is known; nothing is said of what stands there instead', () => {
    expect(refused(['Cleo Canary', '7 Canary Row'])).toEqual(['IMPORT_HEADING_MISSING']);
  });

  it('has a column for every field that a refusal can name', () => {
    for (const [column, field] of Object.entries(headColumns)) expect(columnOf(field, [1])).toBe(column);
    for (const [column, field] of Object.entries(lineColumns))
      expect(columnOf(`terms.lines[0].${field}`, [1])).toBe(`${column}1`);
  });
});
