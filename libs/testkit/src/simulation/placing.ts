import type { Document, Placed } from '@portolan/store';

// As databases compare: what is missing first, then numbers, then texts.
const rank = (value: Placed): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1);

/** Compares two places of an index, value by value; the shorter one is before all that begin with it. */
export function compared(one: readonly Placed[], other: readonly Placed[]): number {
  for (let at = 0; at < one.length; at++) {
    if (at >= other.length) return 1;
    const [a, b] = [one[at] as Placed, other[at] as Placed];
    if (a === b) continue;
    const ranks = rank(a) - rank(b);
    if (ranks !== 0) return ranks;
    if ((a as number) < (b as number)) return -1;
    if ((a as number) > (b as number)) return 1;
  }
  return one.length === other.length ? 0 : -1;
}

/** A field of a document by its path, as an index holds it. */
export function fieldOf(document: Document, path: readonly string[]): Placed {
  let found: unknown = document;
  for (const part of path) found = (found as Document | null | undefined)?.[part];
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'bigint' ? found : null;
}

/** The document on its own: what its writer does with it later changes nothing. @throws TypeError as every store does */
export function copied(value: unknown, path = 'its root'): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'object':
      if (value === null) return null;
      if (value instanceof Uint8Array) return new Uint8Array(value);
      if (Array.isArray(value)) return value.map((item) => copied(item, path));
      if (isPlain(value)) return copiedFields(value as Document);
  }
  throw new TypeError(`a document cannot hold ${String(value)} at ${path}`);
}

function copiedFields(fields: Document): Document {
  const copy: Record<string, unknown> = {};
  for (const name in fields) {
    const field = fields[name];
    if (field === undefined || !Object.hasOwn(fields, name)) continue;
    copy[name] = copied(field, name);
  }
  if (Object.hasOwn(fields, '__proto__')) throw new TypeError('a document cannot hold a field named __proto__');
  return copy;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
