import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentStore, openSqliteDocumentStore } from '@portolan/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { imbalances, trialBalance } from './trial-balance.ts';

let folder: string;
let documents: DocumentStore;
const lines: string[] = [];
const note = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
const log = { debug: note, info: note, warn: note, error: note };

beforeEach(async () => {
  lines.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'trial-balance-'));
  documents = openSqliteDocumentStore({ file: join(folder, 'documents.db') });
  await documents.declare({ accounts: {} });
});

afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true, force: true });
});

async function account(tenant: string, id: string, debits: bigint, credits: bigint): Promise<void> {
  await documents.transact((transaction) => transaction.put('accounts', tenant, id, { debits, credits }));
}

it('adds up per tenant and currency, and names what does not come to zero', async () => {
  await account('a', '1000.USD', 15_200n, 0n);
  await account('a', '2100.USD.e1', 0n, 15_200n);
  await account('a', '1000.CNY', 5n, 0n);
  await account('b', '1000.USD', 0n, 7n);
  expect(await imbalances(documents)).toEqual([
    { tenant: 'a', currency: 'CNY', difference: 5n },
    { tenant: 'b', currency: 'USD', difference: -7n },
  ]);
  await trialBalance(documents, log).run();
  expect(lines.filter((line) => line.includes('does not add up'))).toHaveLength(2);
});

it('says so where all is well, over more accounts than one page holds', async () => {
  for (let index = 0; index < 600; index++) {
    await account('a', `2100.USD.e${index}`, index % 2 === 0 ? 1n : 0n, index % 2 === 0 ? 0n : 1n);
  }
  expect(await imbalances(documents)).toEqual([]);
  await trialBalance(documents, log).run();
  expect(lines).toEqual(['every ledger adds up to zero {}']);
});
