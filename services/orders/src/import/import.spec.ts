import type { Complete } from '@portolan/contracts';
import type { ImportRow } from '@portolan/contracts/orders/v1/types';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type ImportEvent, importId, orderImport } from './import.ts';

const file = { subject: 'import-1', ciphertext: new Uint8Array(), hash: 'ab' };
const start = { importId: 'import-1', fileName: 'orders.csv', sha256: 'cd', rows: 3, file };
const started: ImportEvent = { type: 'ImportStarted', data: start };
const row = (number: number, outcome = 'PLACED'): Complete<ImportRow> => {
  return { row: number, orderNo: `A-${number}`, outcome, orderId: `order-${number}`, code: '', data: {} };
};
const record = (...rows: Complete<ImportRow>[]) => ({ type: 'RecordRows', importId: 'import-1', rows }) as const;
const done = (...rows: Complete<ImportRow>[]): ImportEvent => {
  return { type: 'ImportRowsDone', data: { importId: 'import-1', rows } };
};

describe('an import', () => {
  it('starts once', () => {
    given(orderImport, [])
      .when({ type: 'StartImport', ...start })
      .then([started]);
    given(orderImport, [started])
      .when({ type: 'StartImport', ...start, fileName: 'again.csv' })
      .thenNothing();
  });

  it('puts on record what became of its rows, and is complete with the last', () => {
    given(orderImport, [started])
      .when(record(row(1), row(2, 'REFUSED')))
      .then([done(row(1), row(2, 'REFUSED'))]);
    given(orderImport, [started, done(row(1), row(2, 'REFUSED'))])
      .when(record(row(3, 'KNOWN')))
      .then([
        done(row(3, 'KNOWN')),
        { type: 'ImportCompleted', data: { importId: 'import-1', placed: 1, refused: 1, known: 1 } },
      ]);
  });

  it('records no row twice and leaves none out', () => {
    given(orderImport, [started, done(row(1))])
      .when(record(row(1)))
      .thenNothing();
    given(orderImport, [started])
      .when(record(row(2)))
      .thenNothing();
  });

  it('has no rows before it was started', () => {
    given(orderImport, [])
      .when(record(row(1)))
      .thenRefused('IMPORT_NOT_FOUND', { id: 'import-1' });
  });

  it('is one for a file and a merchant', () => {
    expect(importId('hailun', 'cd')).toBe(importId('hailun', 'cd'));
    expect(importId('hailun', 'cd')).not.toBe(importId('other', 'cd'));
  });
});
