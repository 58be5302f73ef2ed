import { createHash, createHmac } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

/** Order of the group of curve SM2 (GB/T 32918.5). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A private key made from a seed, 32 bytes in hex: for trials, never for a company's own. */
export function sm2KeyOf(seed: string): string {
  const wide = BigInt(`0x${createHash('sha512').update(seed).digest('hex')}`);
  return ((wide % (order - 2n)) + 1n).toString(16).padStart(64, '0');
}

/** The public key of a private one, uncompressed: 04, x, y, in hex. */
export function sm2PublicKey(privateKey: string): string {
  return sm2.getPublicKeyFromPrivateKey(privateKey);
}

/**
 * Signs with SM2 over SM3 under the usual identity 1234567812345678: r and s. The nonce is made from key and bytes, so
 * the same bytes have the same signature and nothing is drawn.
 */
export function sm2Sign(privateKey: string, bytes: Uint8Array): Uint8Array {
  const publicKey = sm2PublicKey(privateKey);
  const signature = sm2.doSignature(bytes, privateKey, {
    ...{ hash: true, publicKey },
    pointPool: [0, 1, 2, 3].map((attempt) => noncePoint(privateKey, bytes, attempt)),
  });
  return new Uint8Array(Buffer.from(signature, 'hex'));
}

/** True where r and s fit bytes and public key (04, x, y in hex). */
export function sm2Verify(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && sm2.doVerifySignature(bytes, hex(signature), publicKey, { hash: true });
}

function noncePoint(
  privateKey: string,
  bytes: Uint8Array,
  attempt: number,
): { readonly k: bigint; readonly x1: bigint } {
  const wide = createHmac('sha512', Buffer.from(privateKey, 'hex')).update(Uint8Array.of(attempt)).update(bytes);
  const k = (BigInt(`0x${wide.digest('hex')}`) % (order - 1n)) + 1n;
  const point = sm2PublicKey(k.toString(16).padStart(64, '0'));
  return { k, x1: BigInt(`0x${point.slice(2, 66)}`) };
}
