import type { SQLInputValue } from 'node:sqlite';
import { cursorOf, type Placed, placeOf } from '../cursor.ts';
import type { Query } from '../document-store.ts';
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
    const place = placeOf(after, query.index, order.length).map((value) => value ?? Number.NEGATIVE_INFINITY);
    where(`(${order.join(', ')}) ${descending ? '<' : '>'} (${order.map(() => '?').join(', ')})`, ...place);
  }
  const sql = `SELECT tenant, id, body, ${order.join(', ')} FROM ${sourceOf(query.collection, index, tenant === undefined)}
    ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
    ORDER BY ${order.map((key) => (descending ? `${key} DESC` : key)).join(', ')} LIMIT ?`;
  return { sql, values: [...values, query.limit], keys: order.length };
}

/** The cursor of a row, from the values of its order. MISSING stands as null. */
export function cursorOfRow(index: string | undefined, place: readonly unknown[]): string {
  return cursorOf(
    index,
    place.map((value) => (value === Number.NEGATIVE_INFINITY ? null : (value as Placed))),
  );
}
