import { CursorUnknown } from './document-store.ts';

/** A value of an index, as a cursor holds it; null where the document has none. */
export type Placed = string | number | bigint | null;

// Integers above 2^53 stand as text with a mark, since JSON would round them.
type CursorValue = string | number | null | { readonly integer: string };

/** Names one place in the order of an index (undefined: by id), whatever is written around it. */
export function cursorOf(index: string | undefined, place: readonly Placed[]): string {
  const values = place.map((value): CursorValue => {
    if (typeof value !== 'bigint') return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : { integer: `${value}` };
  });
  return Buffer.from(JSON.stringify([index ?? null, ...values])).toString('base64url');
}

/** The place that a cursor names: so many values. @throws CursorUnknown where it is not one of this index. */
export function placeOf(cursor: string, index: string | undefined, length: number): Placed[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new CursorUnknown();
  }
  const [of, ...values] = Array.isArray(parsed) ? (parsed as readonly unknown[]) : [];
  if (of !== (index ?? null) || values.length !== length) throw new CursorUnknown();
  return values.map(placed);
}

function placed(value: unknown): Placed {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  const { integer } = value as { readonly integer?: unknown };
  if (typeof integer === 'string' && /^-?\d{1,19}$/.test(integer)) return BigInt(integer);
  throw new CursorUnknown();
}
