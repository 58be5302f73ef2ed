// As much of DER (X.690) as a certificate needs.

const encoded = (tag: number, content: Uint8Array): Uint8Array =>
  Uint8Array.from([tag, ...lengthOf(content.length), ...content]);

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes = [...Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex')];
  return [0x80 | bytes.length, ...bytes];
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encoded(0x30, joined(parts));
export const set = (...parts: readonly Uint8Array[]): Uint8Array => encoded(0x31, joined(parts));
export const utf8 = (text: string): Uint8Array => encoded(0x0c, Buffer.from(text, 'utf8'));
export const nothing = (): Uint8Array => encoded(0x05, new Uint8Array());
export const bits = (bytes: Uint8Array): Uint8Array => encoded(0x03, Uint8Array.from([0, ...bytes]));
/** YYMMDDhhmmssZ */
export const utcTime = (text: string): Uint8Array => encoded(0x17, Buffer.from(text, 'ascii'));
/** Explicitly tagged. */
export const tagged = (tag: number, content: Uint8Array): Uint8Array => encoded(0xa0 | tag, content);

/** A whole number that is not negative, big-endian. */
export function integer(bytes: Uint8Array): Uint8Array {
  const from = Math.max(
    0,
    bytes.findIndex((byte) => byte !== 0),
  );
  const whole = [...bytes.subarray(from)];
  return encoded(0x02, Uint8Array.from((whole[0] ?? 0) > 0x7f ? [0, ...whole] : whole));
}

export function objectId(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encoded(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): readonly number[] {
  const digits = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(0x80 | (left % 128));
  return digits;
}
