import type { Document } from '../document-store.ts';

// JSON has no 64-bit integers and no bytes. They stand as objects with one of these fields, and an object that happens
// to have one of its own is wrapped, so that nothing read is ever taken for something else.
const BIGINT = '$bigint';
const BYTES = '$bytes';
const PLAIN = '$plain';

/** @throws TypeError for what could not be given back as it was: dates, maps, functions, NaN, holes in lists. */
export function encodeDocument(document: Document): string {
  return JSON.stringify(tagged(document, ''));
}

export function decodeDocument<T extends Document>(text: string): T {
  return untagged(JSON.parse(text)) as T;
}

function tagged(value: unknown, path: string): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'bigint':
      return { [BIGINT]: value.toString() };
    case 'object':
      if (value === null) return null;
      if (value instanceof Uint8Array) return { [BYTES]: Buffer.from(value).toString('base64') };
      if (Array.isArray(value)) return value.map((item, index) => tagged(item, `${path}[${index}]`));
      if (isPlain(value)) return taggedFields(value, path);
  }
  throw new TypeError(`a document cannot hold ${describe(value)} at ${path || 'its root'}`);
}

function taggedFields(value: object, path: string): object {
  const fields: Record<string, unknown> = {};
  let wrap = false;
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    // Assigning it would change what the object is rather than what it holds.
    if (name === '__proto__') throw new TypeError(`a document cannot hold a field named ${name}`);
    if (name === BIGINT || name === BYTES || name === PLAIN) wrap = true;
    fields[name] = tagged(field, path ? `${path}.${name}` : name);
  }
  return wrap ? { [PLAIN]: fields } : fields;
}

function untagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(untagged);
  const fields = value as Record<string, unknown>;
  if (typeof fields[BIGINT] === 'string') return BigInt(fields[BIGINT]);
  if (typeof fields[BYTES] === 'string') return new Uint8Array(Buffer.from(fields[BYTES], 'base64'));
  const plain = (fields[PLAIN] ?? fields) as Record<string, unknown>;
  for (const name of Object.keys(plain)) plain[name] = untagged(plain[name]);
  return plain;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : String(value);
}
