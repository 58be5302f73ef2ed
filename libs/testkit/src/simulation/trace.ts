/** A running hash over everything that happens in a simulation: two runs that differ anywhere differ here. */
export interface Trace {
  text(text: string): void;
  number(value: number): void;
  bytes(bytes: Uint8Array): void;
  /** A document, its fields in their order. */
  value(value: unknown): void;
  /** 64 bits in hex. */
  sum(): string;
}

// Fields have few names, and all documents the same ones.
const codes = new Map<string, number>();

function codeOf(name: string): number {
  let code = codes.get(name);
  if (code === undefined) {
    code = 0x811c9dc5 | 0;
    for (let at = 0; at < name.length; at++) code = Math.imul(code ^ name.charCodeAt(at), 0x01000193);
    codes.set(name, code);
  }
  return code;
}

/** Two lanes of FNV-1a, of which one is turned at every step: quick, and good enough to tell runs apart. */
export function createTrace(): Trace {
  let [low, high] = [0x811c9dc5 | 0, 0x2c9277b5 | 0];
  const take = (unit: number) => {
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(((high << 5) | (high >>> 27)) ^ unit, 0x85ebca6b);
  };
  const words = new Uint32Array(2);
  const doubles = new Float64Array(words.buffer);
  const text = (given: string) => {
    const { length } = given;
    let at = 0;
    for (; at + 1 < length; at += 2) take((given.charCodeAt(at) << 16) | given.charCodeAt(at + 1));
    if (at < length) take(given.charCodeAt(at));
    take(0x10000 + length);
  };
  const number = (value: number) => {
    doubles[0] = value;
    take(words[0] ?? 0);
    take(words[1] ?? 0);
  };
  const bytes = (given: Uint8Array) => {
    const { length } = given;
    const byte = (at: number) => given[at] ?? 0;
    let at = 0;
    for (; at + 3 < length; at += 4) take((byte(at) << 24) | (byte(at + 1) << 16) | (byte(at + 2) << 8) | byte(at + 3));
    for (; at < length; at++) take(byte(at));
    take(length);
  };
  const value = (given: unknown) => {
    if (typeof given === 'string') text(given);
    else if (typeof given === 'number') number(given);
    else if (typeof given === 'bigint') text(given.toString());
    else if (given instanceof Uint8Array) bytes(given);
    else if (typeof given === 'object' && given !== null) {
      for (const name in given) {
        take(codeOf(name));
        value((given as Readonly<Record<string, unknown>>)[name]);
      }
    } else text(String(given));
  };
  return {
    ...{ text, number, bytes, value },
    sum: () => [high, low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}
