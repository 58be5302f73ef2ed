import { createHmac } from 'node:crypto';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { CollectionSpec, DocumentStore } from '@portolan/store';
import { Forgotten, type Vault } from '../vault.ts';
import { decrypt, encrypt, hmac, randomSource, seededSource } from './cipher.ts';

/** Where a service keeps the wrapped keys of its subjects. */
export const vaultCollections: Readonly<Record<string, CollectionSpec>> = { vault_keys: {} };

// A forgotten subject keeps its row without a key, so that nothing is ever sealed under a second one.
type KeyRow = { readonly wrapped: Uint8Array } | { readonly forgotten: true };

/**
 * The vault of one service.
 * @param masterKey 32 bytes: wraps the subjects' keys and keys the hashes
 * @param seed test mode: keys and nonces are made from it; undefined: random ones
 */
export function createVault(documents: DocumentStore, masterKey: Uint8Array, seed: string | undefined): Vault {
  if (masterKey.length !== 32) throw new Error(`the master key has ${masterKey.length} bytes instead of 32`);
  const source = seed === undefined ? randomSource : seededSource(seed, masterKey);
  const wrappingKey = hmac(masterKey, 'wrap');

  function unwrap(tenant: string, subject: string, row: KeyRow): Uint8Array {
    if ('forgotten' in row) throw new Forgotten(subject);
    return decrypt(wrappingKey, ['key', tenant, subject], row.wrapped);
  }

  async function keyToSeal(tenant: string, subject: string): Promise<Uint8Array> {
    const kept = await documents.get<KeyRow>('vault_keys', tenant, subject);
    if (kept !== undefined) return unwrap(tenant, subject, kept);
    return documents.transact(async (transaction) => {
      const raced = await transaction.get<KeyRow>('vault_keys', tenant, subject);
      if (raced !== undefined) return unwrap(tenant, subject, raced);
      const key = source.key(tenant, subject);
      const wrapped = encrypt(wrappingKey, ['key', tenant, subject], key, source);
      await transaction.put('vault_keys', tenant, subject, { wrapped });
      return key;
    });
  }

  async function sealBytes(tenant: string, subject: string, field: string, bytes: Uint8Array): Promise<Sealed> {
    const key = await keyToSeal(tenant, subject);
    const ciphertext = encrypt(key, [tenant, subject, field], bytes, source);
    return { subject, ciphertext, hash: keyedHash(masterKey, tenant, bytes) };
  }

  async function openBytes(tenant: string, field: string, sealed: Sealed): Promise<Uint8Array> {
    const row = await documents.get<KeyRow>('vault_keys', tenant, sealed.subject);
    if (row === undefined) throw new Error(`this service holds no key of ${sealed.subject}`);
    return decrypt(unwrap(tenant, sealed.subject, row), [tenant, sealed.subject, field], sealed.ciphertext);
  }

  return {
    sealBytes,
    openBytes,
    hash: (tenant, bytes) => keyedHash(masterKey, tenant, bytes),
    async seal(tenant, subject, field, text) {
      const sealed = await sealBytes(tenant, subject, field, Buffer.from(text));
      return { ...sealed, hash: keyedHash(masterKey, tenant, Buffer.from(normalised(text))) };
    },
    async open(tenant, field, sealed) {
      return Buffer.from(await openBytes(tenant, field, sealed)).toString();
    },
    async forget(tenant, subject) {
      await documents.transact((transaction) => transaction.put('vault_keys', tenant, subject, { forgotten: true }));
    },
  };
}

function keyedHash(masterKey: Uint8Array, tenant: string, bytes: Uint8Array): string {
  return createHmac('sha256', hmac(masterKey, 'hash', tenant))
    .update(bytes)
    .digest('hex');
}

function normalised(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
