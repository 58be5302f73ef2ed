import type { Document, Placed } from '@portolan/store';

// As databases compare: what is missing first, then numbers, then texts.
const rank = (value: Placed): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1);

/** Compares two places of an index, value by value; the shorter one is before all that begin with it. */
export function compared(one: readonly Placed[], other: readonly Placed[]): number {
  for (let at = 0; at < one.length; at++) {
    if (at >= other.length) return 1;
    const here = order(one[at] as Placed, other[at] as Placed);
    if (here !== 0) return here;
  }
  return one.length === other.length ? 0 : -1;
}

/** Compares two values of an index. */
export function order(a: Placed, b: Placed): number {
  if (a === b) return 0;
  const ranks = rank(a) - rank(b);
  if (ranks !== 0) return ranks;
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

/** A field of a document by its path, as an index holds it. */
export function fieldOf(document: Document, path: readonly string[]): Placed {
  let found: unknown = document;
  for (const part of path) found = (found as Document | null | undefined)?.[part];
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'bigint' ? found : null;
}

// Fields are read only by their types; bytes are not.
const holdingBytes = new WeakSet<Document>();

/** A document as it is kept. @throws TypeError as every store does */
export function kept(document: Document): Document {
  const own = copied(document) as Document;
  if (holdsBytes(own)) holdingBytes.add(own);
  return own;
}

/** One that is kept, as it is handed out: what its reader does with its bytes changes nothing. */
export function lent<Kept extends Document | undefined>(document: Kept): Kept {
  return document !== undefined && holdingBytes.has(document) ? (copied(document) as Kept) : document;
}

function holdsBytes(value: object): boolean {
  if (value instanceof Uint8Array) return true;
  for (const field of Object.values(value))
    if (typeof field === 'object' && field !== null && holdsBytes(field)) return true;
  return false;
}

/** The document on its own: what its writer does with it later changes nothing. @throws TypeError as every store does */
function copied(value: unknown, path = 'its root'): unknown {
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
