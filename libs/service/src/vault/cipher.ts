import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Where keys and nonces come from. */
export interface Source {
  /** A key for a subject. */
  key(tenant: string, subject: string): Uint8Array;
  /** A nonce that is never used with this key for another text. */
  nonce(context: readonly string[], text: Uint8Array): Uint8Array;
}

/** Of the machine: what production uses. */
export const randomSource: Source = {
  key: () => randomBytes(32),
  nonce: () => randomBytes(nonceBytes),
};

/**
 * Made from the seed, for runs that must come out byte for byte the same. A nonce is bound to the text's own hash, so
 * two texts never share one; the master key keeps both secret.
 */
export function seededSource(seed: string, masterKey: Uint8Array): Source {
  const made = (...parts: readonly string[]) => hmac(masterKey, 'seeded', seed, ...parts);
  return {
    key: (tenant, subject) => made('key', tenant, subject),
    nonce: (context, text) =>
      made('nonce', ...context, createHash('sha256').update(text).digest('hex')).subarray(0, nonceBytes),
  };
}

/** AES-256-GCM: nonce (12), ciphertext, tag (16). Whatever `context` names must be named again to open it. */
export function encrypt(key: Uint8Array, context: readonly string[], text: Uint8Array, source: Source): Uint8Array {
  const nonce = source.nonce(context, text);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(framed(context));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error where key, context or a single bit is another. */
export function decrypt(key: Uint8Array, context: readonly string[], sealed: Uint8Array): Uint8Array {
  if (sealed.length < nonceBytes + tagBytes) throw new Error('sealed bytes are too short');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(framed(context))
    .setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]);
}

/** HMAC-SHA256 over parts; also makes one key from another. */
export function hmac(key: Uint8Array, ...parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(framed(parts)).digest();
}

// Each part is preceded by its length, so ('ab', 'c') and ('a', 'bc') differ.
function framed(parts: readonly string[]): Buffer {
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''));
}
