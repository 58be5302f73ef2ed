import { createHash, createHmac } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

/** Order of the group of curve SM2 (GB/T 32918.5). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const number = (text: string): bigint => BigInt(`0x${text}`);
const padded = (value: bigint): string => value.toString(16).padStart(64, '0');

/** A private key made from a seed, 32 bytes in hex: for trials, never for a company's own. */
export function sm2KeyOf(seed: string): string {
  const wide = number(createHash('sha512').update(seed).digest('hex'));
  return padded((wide % (order - 2n)) + 1n);
}

/** The public key of a private one, uncompressed: 04, x, y, in hex. */
export function sm2PublicKey(privateKey: string): string {
  return sm2.getPublicKeyFromPrivateKey(privateKey);
}

/**
 * Signs with SM2 over SM3 under the usual identity 1234567812345678: r and s. The nonce is made from key and bytes, so
 * the same bytes have the same signature and nothing is drawn.
 */
export function sm2Sign(privateKey: string, bytes: Uint8Array, publicKey = sm2PublicKey(privateKey)): Uint8Array {
  const digest = number(sm2.getHash(bytes, publicKey));
  const secret = number(privateKey);
  for (let attempt = 0; ; attempt++) {
    const { k, x1 } = noncePoint(privateKey, bytes, attempt);
    const r = (digest + x1) % order;
    const s = modulo(inverse(secret + 1n) * (k - r * secret));
    if (r !== 0n && r + k !== order && s !== 0n) return new Uint8Array(Buffer.from(padded(r) + padded(s), 'hex'));
  }
}

/** True where r and s fit bytes and public key (04, x, y in hex). */
export function sm2Verify(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && sm2.doVerifySignature(bytes, hex(signature), prepared(publicKey), { hash: true });
}

type Prepared = ReturnType<typeof sm2.precomputePublicKey>;

// Few sign, and often: a key that is prepared verifies seven times as fast.
const most = 16;
const known = new Map<string, Prepared>();

function prepared(publicKey: string): Prepared {
  const before = known.get(publicKey);
  if (before !== undefined) return before;
  const point = sm2.precomputePublicKey(publicKey, 8);
  const [oldest] = known.keys();
  if (known.size >= most && oldest !== undefined) known.delete(oldest);
  known.set(publicKey, point);
  return point;
}

function noncePoint(privateKey: string, bytes: Uint8Array, attempt: number) {
  const wide = createHmac('sha512', Buffer.from(privateKey, 'hex')).update(Uint8Array.of(attempt)).update(bytes);
  const k = (number(wide.digest('hex')) % (order - 1n)) + 1n;
  return { k, x1: number(sm2PublicKey(padded(k)).slice(2, 66)) };
}

const modulo = (value: bigint): bigint => ((value % order) + order) % order;

/** By Euclid's algorithm. */
function inverse(value: bigint): bigint {
  let [a, b] = [modulo(value), order];
  let [x, y] = [1n, 0n];
  while (a > 1n) {
    const whole = b / a;
    [a, b] = [b - whole * a, a];
    [x, y] = [y - whole * x, x];
  }
  return modulo(x);
}
