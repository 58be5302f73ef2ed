import { createHash } from 'node:crypto';
import type { SignatureAlgorithm } from './signer.ts';

/** Digest of a text in UTF-8, base64. */
export function digestOf(algorithm: SignatureAlgorithm, text: string): string {
  return createHash(algorithm === 'SM2-SM3' ? 'sm3' : 'sha1')
    .update(text, 'utf8')
    .digest('base64');
}
