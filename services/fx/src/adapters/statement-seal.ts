import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';
import { pageOf, type Statement } from '../signed-statement/pages.ts';
import { canonical, digestOf, partsOf, signedText } from './verify-statement.ts';

/** A key of which the suite says that it signed with it; Ed25519 in base64url. */
export interface StatementKey {
  readonly keyId: string;
  readonly publicKey: string;
  /** yyyy-mm-dd; empty: it signs today. */
  readonly retiredOn: string;
}

/** A statement as it is handed over: its bytes are canonical JSON in UTF-8. */
export interface Sealed {
  readonly document: string;
  readonly sha256: string;
  readonly keyId: string;
}

export interface StatementSeal {
  readonly keys: readonly StatementKey[];
  seal(statement: Statement): Sealed;
}

/** Ed25519 in PKCS #8 (RFC 8410), before the 32 bytes of the key. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs statements with the key that a secret stands for: the same secret is the same key, and a statement is signed the
 * same each time (RFC 8032).
 * @param secret any text; a key is made of it (HKDF-SHA-256)
 * @param retired keys that signed before
 */
export function statementSeal(secret: string, retired: readonly Omit<StatementKey, 'keyId'>[]): StatementSeal {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'portolan statement key', 32));
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = String(createPublicKey(key).export({ format: 'jwk' })['x']);
  const keyId = keyIdOf(publicKey);
  const before = retired.map((one) => ({ ...one, keyId: keyIdOf(one.publicKey) }));
  return {
    keys: [{ keyId, publicKey, retiredOn: '' }, ...before],
    seal(statement) {
      const pages = { en: pageOf(statement, 'en'), zh: pageOf(statement, 'zh') };
      const digests = Object.fromEntries(
        Object.entries(partsOf(statement, pages)).map(([name, part]) => [name, digestOf(part)]),
      );
      const value = sign(null, Buffer.from(signedText(digests, keyId)), key).toString('base64url');
      const signature = { alg: 'Ed25519', keyId, value };
      const document = canonical({ format: 'portolan-statement/1', statement, pages, digests, signature });
      return { document, sha256: createHash('sha256').update(document).digest('hex'), keyId };
    },
  };
}

const keyIdOf = (publicKey: string) => createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
