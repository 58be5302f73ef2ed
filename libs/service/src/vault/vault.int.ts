import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentStore, openSqliteDocumentStore } from '@portolan/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Forgotten } from '../vault.ts';
import { createVault, vaultCollections } from './create.ts';
import { openPerson, sealPerson } from './person.ts';

const master = Buffer.alloc(32, 7);
const canary = 'Canary Wharf 1';
const address = { lines: [canary], city: 'Reno', region: 'NV', postcode: '89501', country: 'US' };
const person = { name: 'Ann Canary', phone: '+1 775 555 0100', email: 'ann@canary.example', address, idNumber: '' };

let folder: string;
let documents: DocumentStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
  documents = openSqliteDocumentStore({ file: join(folder, 'documents.db') });
  await documents.declare(vaultCollections);
});
afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

describe('the vault', () => {
  it('opens what it sealed, also after a restart, text and bytes', async () => {
    const sealed = await createVault(documents, master, undefined).seal('acme', 's1', 'name', ' Zoë 张三 ');
    expect(sealed.subject).toBe('s1');
    expect(await createVault(documents, master, undefined).open('acme', 'name', sealed)).toBe(' Zoë 张三 ');
    const bytes = Uint8Array.from([0, 255, 1, 254]);
    const vault = createVault(documents, master, undefined);
    const raw = await vault.sealBytes('acme', 's1', 'raw', bytes);
    expect([...(await vault.openBytes('acme', 'raw', raw))]).toEqual([...bytes]);
  });

  it('binds what is sealed to tenant, subject and field, and to every bit', async () => {
    const vault = createVault(documents, master, undefined);
    const sealed = await vault.seal('acme', 's1', 'name', 'Ann');
    await vault.seal('acme', 's2', 'name', 'Bob');
    await vault.seal('other', 's1', 'name', 'Eve');
    await expect(vault.open('acme', 'phone', sealed)).rejects.toThrow();
    await expect(vault.open('other', 'name', sealed)).rejects.toThrow();
    await expect(vault.open('acme', 'name', { ...sealed, subject: 's2' })).rejects.toThrow();
    await expect(vault.open('acme', 'name', { ...sealed, ciphertext: new Uint8Array(5) })).rejects.toThrow('too short');
    for (let index = 0; index < sealed.ciphertext.length; index++) {
      const bent = Uint8Array.from(sealed.ciphertext);
      bent[index] = (bent[index] ?? 0) ^ 1;
      await expect(vault.open('acme', 'name', { ...sealed, ciphertext: bent })).rejects.toThrow();
    }
  });

  it('hashes equal texts of one tenant alike, of two tenants not', async () => {
    const vault = createVault(documents, master, undefined);
    const hash = async (tenant: string, subject: string, text: string) =>
      (await vault.seal(tenant, subject, 'name', text)).hash;
    expect(await hash('acme', 's1', ' ANN  ')).toBe(await hash('acme', 's2', 'ａｎｎ'));
    expect(await hash('acme', 's1', 'ann')).not.toBe(await hash('other', 's1', 'ann'));
    const another = createVault(documents, master, undefined);
    expect((await another.seal('acme', 's3', 'phone', 'Ann')).hash).toBe(await hash('acme', 's1', 'ann'));
  });

  it('cannot be opened with another master key', async () => {
    const sealed = await createVault(documents, master, undefined).seal('acme', 's1', 'name', 'Ann');
    await expect(createVault(documents, Buffer.alloc(32, 8), undefined).open('acme', 'name', sealed)).rejects.toThrow();
    expect(() => createVault(documents, Buffer.alloc(16), undefined)).toThrow('16 bytes instead of 32');
  });

  it('forgets a subject for good, and no other', async () => {
    const vault = createVault(documents, master, 'seed');
    const ann = await vault.seal('acme', 's1', 'name', 'Ann');
    const bob = await vault.seal('acme', 's2', 'name', 'Bob');
    await vault.forget('acme', 's1');
    await expect(vault.open('acme', 'name', ann)).rejects.toThrow(Forgotten);
    await expect(vault.seal('acme', 's1', 'name', 'Ann')).rejects.toThrow(Forgotten);
    expect(await vault.open('acme', 'name', bob)).toBe('Bob');
  });

  it('makes one key for a subject, however many seal at once', async () => {
    const vault = createVault(documents, master, undefined);
    const sealed = await Promise.all(
      Array.from({ length: 20 }, (_, index) => vault.seal('acme', 's1', 'name', `text ${index}`)),
    );
    for (const [index, one] of sealed.entries()) expect(await vault.open('acme', 'name', one)).toBe(`text ${index}`);
  });

  it('draws another nonce each time, and with a seed the same for the same text alone', async () => {
    const random = createVault(documents, master, undefined);
    const first = await random.seal('acme', 's1', 'name', 'Ann');
    expect(await random.seal('acme', 's1', 'name', 'Ann')).not.toEqual(first);

    const seeded = createVault(documents, master, 'seed');
    const seal = (field: string, text: string) => seeded.seal('acme', 'seeded', field, text);
    expect(await seal('name', 'Ann')).toEqual(await seal('name', 'Ann'));
    const nonces = [await seal('name', 'Ann'), await seal('name', 'Bob'), await seal('phone', 'Ann')].map((one) =>
      Buffer.from(one.ciphertext.subarray(0, 12)).toString('hex'),
    );
    expect(new Set(nonces).size).toBe(3);
  });

  it('has a hash that can be had without sealing, per tenant', async () => {
    const vault = createVault(documents, master, undefined);
    const bytes = Buffer.from('one row');
    expect(vault.hash('acme', bytes)).toBe((await vault.sealBytes('acme', 's1', 'row', bytes)).hash);
    expect(vault.hash('other', bytes)).not.toBe(vault.hash('acme', bytes));
  });

  it('comes out the same in two runs of one seed, and differs for another', async () => {
    const run = async (seed: string) => {
      const store = openSqliteDocumentStore({ file: join(folder, `${seed}-${readdirSync(folder).length}.db`) });
      await store.declare(vaultCollections);
      const sealed = await sealPerson(createVault(store, master, seed), 'acme', 's1', person);
      await store.close();
      return sealed;
    };
    const once = await run('one');
    expect(await run('one')).toEqual(once);
    expect((await run('two')).name.ciphertext).not.toEqual(once.name.ciphertext);
  });
});

describe('a person', () => {
  it('is sealed datum by datum, and only the country can be read', async () => {
    const vault = createVault(documents, master, undefined);
    const sealed = await sealPerson(vault, 'acme', 's1', person);
    expect(sealed.country).toBe('US');
    expect(await openPerson(vault, 'acme', sealed)).toEqual(person);
    const elsewhere = { ...address, lines: [' CANARY wharf 1'] };
    const again = await sealPerson(vault, 'acme', 's2', { ...person, name: 'ANN canary', address: elsewhere });
    expect(again.name.hash).toBe(sealed.name.hash);
  });

  it('stands nowhere in clear', async () => {
    const vault = createVault(documents, master, undefined);
    const sealed = await sealPerson(vault, 'acme', 's1', person);
    const written = [sealed.name, sealed.phone, sealed.email, sealed.address].map(({ ciphertext }) => ciphertext);
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
    for (const bytes of [...written, ...files]) {
      for (const word of ['Canary', 'canary', '555 0100', '89501']) {
        expect(Buffer.from(bytes).includes(word)).toBe(false);
      }
    }
  });
});
