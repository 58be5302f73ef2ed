import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { certificateFrom, publicKeyIn, rsaCertificate, sm2Certificate } from './certificate.ts';
import type { Certificate, SignatureAlgorithm, Signer } from './signer.ts';
import { sm2KeyOf, sm2PublicKey, sm2Sign } from './sm2.ts';

/** Signs with an SM2 key held in memory (32 bytes in hex). */
export function sm2Signer(privateKey: string, certificate: Certificate): Signer {
  const publicKey = sm2PublicKey(privateKey);
  return { algorithm: 'SM2-SM3', certificate, sign: async (bytes) => sm2Sign(privateKey, bytes, publicKey) };
}

/** Signs with an RSA key held in memory (PEM). */
export function rsaSigner(privateKey: string | KeyObject, certificate: Certificate): Signer {
  const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
  return { algorithm: 'RSA-SHA1', certificate, sign: async (bytes) => new Uint8Array(sign('sha1', bytes, key)) };
}

/** A key and its certificate, as they are configured. */
export interface KeyMaterial {
  readonly algorithm: SignatureAlgorithm;
  /** SM2: 64 hexadecimal digits; any other text is the seed of a trial key. RSA: PEM. */
  readonly key: string;
  /** PEM, or base64 of DER; empty: the key signs one for itself, which nobody outside trusts. */
  readonly certificate: string;
  /** Whom a certificate of our own making names. */
  readonly name: string;
}

/** What signs with that key. @throws Error where the key cannot be read, or the certificate is another key's */
export function softwareSigner({ algorithm, key, certificate, name }: KeyMaterial): Signer {
  const own = { number: '0300000000000001', name, from: '2010-01-01', to: '2049-12-31' };
  if (algorithm === 'RSA-SHA1') {
    const privateKey = createPrivateKey(key);
    return belonging(
      rsaSigner(privateKey, certificate === '' ? rsaCertificate(privateKey, own) : certificateFrom(certificate)),
      rsaCertificate(privateKey, own),
    );
  }
  const secret = /^[0-9A-Fa-f]{64}$/.test(key) ? key.toLowerCase() : sm2KeyOf(key);
  const made = sm2Certificate(secret, own);
  return belonging(sm2Signer(secret, certificate === '' ? made : certificateFrom(certificate)), made);
}

function belonging(signer: Signer, made: Certificate): Signer {
  const [given, own] = [publicKeyIn(signer.certificate.der), publicKeyIn(made.der)];
  if (given === undefined || !given.equals(own ?? new Uint8Array())) {
    throw new Error('the certificate is not that of the signing key');
  }
  return signer;
}
