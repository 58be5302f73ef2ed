import type { SQLInputValue } from 'node:sqlite';
import { CursorUnknown, type Query } from '../document-store.ts';
import { type IndexPlan, MISSING, sourceOf } from './document-index.ts';

export interface CompiledQuery {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
  /** How many columns of a row, behind tenant, id and body, are its place in the order. */
  readonly keys: number;
}

/**
 * A query as one range of one index. Its order is the index's fields, then tenant (where it is of all), then id, so a
 * cursor names one place in it, whatever is written in between.
 */
export function compileQuery(query: Query, index: IndexPlan): CompiledQuery {
  const { equals = [], tenant, atMost, after, descending } = query;
  const { expressions } = index;
  if (equals.length + (atMost === undefined ? 0 : 1) > expressions.length) {
    throw new RangeError(`${query.collection}: index ${query.index} has only ${expressions.length} fields`);
  }
  const order = [...expressions.slice(equals.length), ...(tenant === undefined ? ['tenant'] : []), 'id'];
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const where = (condition: string, ...bound: SQLInputValue[]) => {
    conditions.push(condition);
    values.push(...bound);
  };

  if (tenant !== undefined) where('tenant = ?', tenant);
  equals.forEach((value, place) => {
    where(`${expressions[place]} = ?`, value);
  });
  if (atMost !== undefined) {
    where(`${order[0]} <= ?`, atMost);
    // A document without the field is not "at most" anything.
    where(`${order[0]} > ${MISSING}`);
  }
  if (after !== undefined) {
    const place = cursorValues(after, query.index, order.length);
    where(`(${order.join(', ')}) ${descending ? '<' : '>'} (${order.map(() => '?').join(', ')})`, ...place);
  }
  const sql = `SELECT tenant, id, body, ${order.join(', ')} FROM ${sourceOf(query.collection, index, tenant === undefined)}
    ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
    ORDER BY ${order.map((key) => (descending ? `${key} DESC` : key)).join(', ')} LIMIT ?`;
  return { sql, values: [...values, query.limit], keys: order.length };
}

// Integers above 2^53 stand as text with a mark, since JSON would round them. MISSING stands as null.
type CursorValue = string | number | null | { readonly integer: string };

export function cursorOf(index: string | undefined, place: readonly unknown[]): string {
  const values = place.map((value): CursorValue => {
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : { integer: `${value}` };
    return value === Number.NEGATIVE_INFINITY ? null : (value as string | number);
  });
  return Buffer.from(JSON.stringify([index ?? null, ...values])).toString('base64url');
}

function cursorValues(cursor: string, index: string | undefined, length: number): SQLInputValue[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new CursorUnknown();
  }
  const [of, ...values] = Array.isArray(parsed) ? (parsed as readonly unknown[]) : [];
  if (of !== (index ?? null) || values.length !== length) throw new CursorUnknown();
  return values.map(bound);
}

function bound(value: unknown): SQLInputValue {
  if (value === null) return Number.NEGATIVE_INFINITY;
  if (typeof value === 'string' || typeof value === 'number') return value;
  const { integer } = value as { readonly integer?: unknown };
  if (typeof integer === 'string' && /^-?\d{1,19}$/.test(integer)) return BigInt(integer);
  throw new CursorUnknown();
}
