import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteDocumentStore } from '@portolan/store';
import { expect, it } from 'vitest';
import { openHolds } from '../projections/holds.ts';
import { overdueHolds } from './overdue-holds.ts';

it('counts holds whose deadline has passed, and says so when there are none any more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'overdue-'));
  const documents = openSqliteDocumentStore({ file: join(folder, 'documents.db') });
  const hold = (id: string, owner: string, due: string) =>
    documents.transact((view) =>
      view.put('order_holds', 'acme', id, { owner, due, since: '2026-03-01T00:00:00.000Z', code: 'X', orderId: id }),
    );
  const gauge = overdueHolds(documents, { now: () => '2026-03-02T00:00:00.000Z', watch: () => () => {} });
  try {
    await documents.declare(openHolds.collections);
    expect(await gauge.read()).toEqual([{ value: 0, labels: { owner: 'operations' } }]);
    await hold('1', 'customs', '2026-03-01T12:00:00.000Z');
    await hold('2', 'customs', '2026-03-02T12:00:00.000Z');
    await hold('3', 'bank', '');
    expect(await gauge.read()).toEqual([{ value: 1, labels: { owner: 'customs' } }]);
    await documents.transact((view) => view.delete('order_holds', 'acme', '1'));
    expect(await gauge.read()).toEqual([{ value: 0, labels: { owner: 'customs' } }]);
  } finally {
    await documents.close();
    rmSync(folder, { recursive: true });
  }
});
