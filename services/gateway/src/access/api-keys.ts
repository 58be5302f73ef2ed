import { createHmac, timingSafeEqual } from 'node:crypto';

export const roles = ['merchant', 'zone_operator', 'platform', 'customs_office', 'operations'] as const;
export type Role = (typeof roles)[number];

/** What is kept of an API key. The secret itself is nowhere. */
export interface ApiKey {
  /** Stands in the key in clear, so that it can be looked up. */
  readonly id: string;
  /** HMAC-SHA-256 of the whole key under the pepper, hex. */
  readonly hash: string;
  readonly tenant: string;
  readonly role: Role;
  readonly name: string;
}

/** A key as its owner holds it, and what is kept of it. */
export interface IssuedKey {
  /** ptk_<id>.<secret> */
  readonly key: string;
  readonly kept: ApiKey;
}

/** Who may call, by key. */
export interface Keyring {
  /** Undefined: no such key. Takes as long for a wrong secret as for a right one. */
  find(key: string): ApiKey | undefined;
}

const shape = /^ptk_([a-z0-9-]{1,60})\.([A-Za-z0-9_-]{20,100})$/;

// What unknown ids are compared with, so that they take as long as known ones.
const nobody = '0'.repeat(64);

/**
 * @param pepper keys the hashes; random keys of 256 bits need no slow hash
 */
export function keyring(keys: readonly ApiKey[], pepper: string): Keyring {
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    find(text) {
      const id = shape.exec(text)?.[1];
      const kept = id === undefined ? undefined : byId.get(id);
      const given = Buffer.from(hashOf(text, pepper), 'hex');
      const same = timingSafeEqual(given, Buffer.from(kept?.hash ?? nobody, 'hex'));
      return same ? kept : undefined;
    },
  };
}

/** HMAC-SHA-256 of a whole key, hex: what configuration holds. */
export function hashOf(key: string, pepper: string): string {
  return createHmac('sha256', pepper).update(key).digest('hex');
}

/**
 * The keys of a suite that runs locally, made from its secret, so that every start prints the same ones: three
 * merchants, of which one has nothing to do with the others, the operators of three warehouses, a platform, a customs
 * office, and the operations of the suite itself.
 * @param secret at least 16 characters; whoever knows it can make the keys
 */
export function demoKeys(secret: string, pepper: string): readonly IssuedKey[] {
  return demoOwners.map(({ tenant, role, name }) => {
    const key = `ptk_${tenant}.${createHmac('sha256', secret).update(`api-key:${tenant}`).digest('base64url')}`;
    return { key, kept: { id: tenant, hash: hashOf(key, pepper), tenant, role, name } };
  });
}

const demoOwners = [
  { tenant: 'merchant-shenzhen', role: 'merchant', name: 'Merchant in Shenzhen' },
  { tenant: 'operator', role: 'zone_operator', name: 'Zone operator' },
  { tenant: 'merchant-other', role: 'merchant', name: 'Another merchant' },
  { tenant: 'portolan', role: 'operations', name: 'Operations of the suite' },
  { tenant: 'merchant-ningbo', role: 'merchant', name: 'Merchant in Ningbo' },
  { tenant: 'operator-ningbo', role: 'zone_operator', name: 'Operator of the bonded warehouse in Ningbo' },
  { tenant: 'operator-portland', role: 'zone_operator', name: 'Operator of the overseas warehouse in Portland' },
  { tenant: 'platform-yongjiang', role: 'platform', name: 'Yongjiang Mall' },
  { tenant: 'customs-3105', role: 'customs_office', name: 'Customs office 3105' },
] as const;
