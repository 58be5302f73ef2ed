import { createHmac, timingSafeEqual } from 'node:crypto';

const shape = /^t=(\d{1,16}),v1=([0-9a-f]{64})$/;

/**
 * Signs the bytes of a message from outside as they travel: `t=<unix ms>,v1=<hex HMAC-SHA256 of "t.body">`.
 * @param at Unix time in milliseconds
 */
export function sign(body: Uint8Array, secret: string, at: number): string {
  return `t=${at},v1=${mac(body, secret, String(at))}`;
}

/**
 * Does one of the secrets (two while they are changed over) fit these very bytes? Compared in constant time.
 * The time is signed but not judged: a message that is played again is known by its bytes and changes nothing, and the
 * clock of a suite may run a thousand times faster than its sender's.
 */
export function signed(body: Uint8Array, header: string | undefined, secrets: readonly string[]): boolean {
  const [, at, given] = shape.exec(header ?? '') ?? [];
  if (at === undefined || given === undefined) return false;
  let fits = false;
  for (const secret of secrets)
    fits = timingSafeEqual(Buffer.from(mac(body, secret, at), 'hex'), Buffer.from(given, 'hex')) || fits;
  return fits;
}

function mac(body: Uint8Array, secret: string, at: string): string {
  return createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');
}
