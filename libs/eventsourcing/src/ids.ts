import { hash } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Makes an id from what it stands for: the same parts make the same id on every machine and in every retry,
 * so doing a thing again cannot make a second one. 26 characters of Crockford's base 32 (130 bits of SHA-256).
 */
export function madeId(kind: string, ...parts: readonly (string | number)[]): string {
  return base32(digest(kind, parts));
}

/** A made UUID in lower case, version 8 (custom): for formats that insist on UUIDs. */
export function madeUuid(kind: string, ...parts: readonly (string | number)[]): string {
  const bytes = digest(kind, parts).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** W3C trace context made from what a call is about, so that a story's traces are the same in every run. */
export function madeTraceparent(correlation: string, command: string): string {
  const trace = digest('trace', [correlation]).toString('hex').slice(0, 32);
  const span = digest('span', [command]).toString('hex').slice(0, 16);
  return `00-${trace}-${span}-01`;
}

/** SHA-256 of what it stands for, in hex: for chains of which nobody may find a second reading. */
export function madeHash(kind: string, ...parts: readonly (string | number)[]): string {
  return digest(kind, parts).toString('hex');
}

// Each part is preceded by its length, so ('ab', 'c') and ('a', 'bc') differ.
function digest(kind: string, parts: readonly (string | number)[]): Buffer {
  let text = `${kind.length}:${kind}`;
  for (const part of parts) {
    const own = String(part);
    text += `${own.length}:${own}`;
  }
  return hash('sha256', text, 'buffer');
}

function base32(bytes: Buffer): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (let at = 0; text.length < 26; ) {
    if (bits < 5) {
      held = ((held << 8) | (bytes[at++] ?? 0)) & 0xfff;
      bits += 8;
    }
    bits -= 5;
    text += alphabet[(held >> bits) & 31];
  }
  return text;
}
