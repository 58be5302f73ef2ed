import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type BookEvent, book, bookId, lineOf } from './book.ts';

const emsNo = 'T3105W000293';
const goods = { owner: 'merchant', sku: 'NZ-MILK-900', lot: 'L2026-01' };
const line = { emsNo, warehouseId: 'NGB-BND-1', ...goods, hsCode: '1901101000', origin: 'NZ', listId: 'V1' };
const numbered = (recordNo: string, change = {}): BookEvent => ({
  type: 'BookLineNumbered',
  data: { ...line, ...change, recordNo },
});

describe('account book', () => {
  it('numbers its lines in order of entry', () => {
    given(book, [])
      .when({ type: 'Number', ...line })
      .then([numbered('1')]);
    given(book, [numbered('1')])
      .when({ type: 'Number', ...line, lot: 'L2026-02' })
      .then([numbered('2', { lot: 'L2026-02' })]);
    given(book, [numbered('1')])
      .when({ type: 'Number', ...line, owner: 'other' })
      .then([numbered('2', { owner: 'other' })]);
  });

  it('keeps the line of goods that come again', () => {
    given(book, [numbered('1')])
      .when({ type: 'Number', ...line, listId: 'V2' })
      .thenNothing();
  });

  it('refuses them as something else', () => {
    for (const change of [{ hsCode: '1901109000' }, { origin: 'AU' }]) {
      given(book, [numbered('1')])
        .when({ type: 'Number', ...line, ...change })
        .thenRefused('BOOK_LINE_DIFFERS', {
          sku: 'NZ-MILK-900',
          lot: 'L2026-01',
          recordNo: '1',
          hsCode: '1901101000',
          origin: 'NZ',
        });
    }
  });

  it('knows the line of goods, and tells their owner', () => {
    const { state } = given(book, [numbered('1')]);
    expect(lineOf(state, goods)?.recordNo).toBe('1');
    expect(lineOf(state, { ...goods, lot: '' })).toBeUndefined();
    expect(book.audience(numbered('1'))).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
    expect(bookId(emsNo)).not.toBe(bookId('T3105W000294'));
  });
});
