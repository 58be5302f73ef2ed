import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { Certificate, Signer } from './signer.ts';
import { sm2Sign } from './sm2.ts';

/** Signs with an SM2 key held in memory (32 bytes in hex). */
export function sm2Signer(privateKey: string, certificate: Certificate): Signer {
  return { algorithm: 'SM2-SM3', certificate, sign: async (bytes) => sm2Sign(privateKey, bytes) };
}

/** Signs with an RSA key held in memory (PEM). */
export function rsaSigner(privateKey: string | KeyObject, certificate: Certificate): Signer {
  const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
  return { algorithm: 'RSA-SHA1', certificate, sign: async (bytes) => new Uint8Array(sign('sha1', bytes, key)) };
}
