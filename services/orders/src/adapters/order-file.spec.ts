import { describe, expect, it } from 'vitest';
import { cells, csv } from '../rig/order-file.ts';
import { mostBytes, mostRows, readOrderFile } from './order-file.ts';

const two = [cells('A-1'), cells('A-2', { buyerName: 'Ömer "Ace" Ünal' })];

/** The file is refused as a whole, with these data. */
function refuses(code: string, content: Uint8Array | string, data: Readonly<Record<string, string>> = {}) {
  expect(readOrderFile(Buffer.from(content))).toEqual({ refused: code, data });
}

describe('a file of orders', () => {
  it.each([
    ['as it is', csv(two)],
    ['with CRLF', csv(two, '\r\n')],
    ['with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), csv(two)])],
    ['with empty lines at its end', Buffer.concat([csv(two), Buffer.from('\n\n')])],
  ])('is read %s', (_how, content) => {
    const read = readOrderFile(content);
    if ('refused' in read) throw new Error(read.refused);
    expect(read.heading.columns[0]).toBe('orderNo');
    expect(read.records).toHaveLength(2);
    expect(read.records[1]).toContain('Ömer "Ace" Ünal');
  });

  it('keeps a row with another number of cells, for that row to be refused', () => {
    const read = readOrderFile(Buffer.concat([csv(two), Buffer.from('A-3,9610\n')]));
    expect('records' in read && read.records[2]).toEqual(['A-3', '9610']);
  });

  it('is refused as a whole where it cannot be read', () => {
    refuses('IMPORT_EMPTY', '');
    refuses('IMPORT_EMPTY', '\n\n');
    refuses('IMPORT_EMPTY', csv(two).toString().split('\n')[0] ?? '');
    refuses('IMPORT_NOT_UTF8', Buffer.from([0x6f, 0xff, 0xfe, 0x80]));
    refuses('IMPORT_NOT_CSV', `${csv(two)}"A-3,9610\n`, { line: '4' });
    refuses('IMPORT_HEADING_MISSING', 'Cleo Canary,7 Canary Row\n');
    refuses('IMPORT_COLUMN_UNKNOWN', `colour,${csv(two)}`, { column: 'colour' });
    refuses('IMPORT_COLUMN_TWICE', `orderNo,${csv(two)}`, { column: 'orderNo' });
    refuses('IMPORT_COLUMN_MISSING', csv(two).toString().replace('carrier,', ''), { columns: 'carrier' });
  });

  it('has bounds', () => {
    refuses('IMPORT_TOO_LARGE', Buffer.alloc(mostBytes + 1, 'a'), { most: String(mostBytes) });
    const heading = csv(two).toString().split('\n')[0] ?? '';
    const rows = (count: number) => Buffer.from(`${heading}\n${'A,B\n'.repeat(count)}`);
    refuses('IMPORT_TOO_MANY_ROWS', rows(mostRows + 1), { most: String(mostRows) });
    expect(readOrderFile(rows(mostRows))).toMatchObject({ heading: { lines: [1] } });
  });
});
