import { Long } from 'mongodb';
import type { Document } from '../document-store.ts';

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;
// The driver would take these names for something of its own and give something else back.
const FOREIGN = new Set(['__proto__', '_bsontype', '$ref']);

/**
 * A copy of a document as MongoDB takes it: fields that are undefined are left out.
 * @throws TypeError for what could not be given back as it was: dates, maps, functions, NaN, holes in lists.
 */
export function copied<T extends Document>(document: T): T {
  return value(document, '') as T;
}

/** What the driver made of a document, with bytes of its own: the driver's lie in the whole answer of the server. */
export function restored<T extends Document>(document: Document): T {
  return unpinned(document) as T;
}

function unpinned(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  if (given instanceof Uint8Array) return new Uint8Array(given);
  if (Long.isLong(given)) return given.toBigInt();
  const parts = given as Record<string, unknown>;
  for (const name of Object.keys(parts)) {
    const part = parts[name];
    if (typeof part === 'object' && part !== null) parts[name] = unpinned(part);
  }
  return parts;
}

function value(given: unknown, path: string): unknown {
  switch (typeof given) {
    case 'string':
    case 'boolean':
      return given;
    case 'number':
      if (Number.isFinite(given)) return given;
      break;
    case 'bigint':
      if (given >= LEAST && given <= MOST) return given;
      break;
    case 'object':
      if (given === null) return null;
      if (given instanceof Uint8Array) return new Uint8Array(given);
      if (Array.isArray(given)) return given.map((item, index) => value(item, `${path}[${index}]`));
      if (isPlain(given)) return fields(given, path);
  }
  throw new TypeError(`a document cannot hold ${describe(given)} at ${path || 'its root'}`);
}

function fields(given: object, path: string): object {
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(given)) {
    if (field === undefined) continue;
    if (FOREIGN.has(name) || name.includes('\0')) throw new TypeError(`a document cannot hold a field named ${name}`);
    copy[name] = value(field, path ? `${path}.${name}` : name);
  }
  return copy;
}

function isPlain(given: object): boolean {
  const prototype = Object.getPrototypeOf(given);
  return prototype === Object.prototype || prototype === null;
}

function describe(given: unknown): string {
  return typeof given === 'object' && given !== null ? given.constructor.name : String(given);
}
