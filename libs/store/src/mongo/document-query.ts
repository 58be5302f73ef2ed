import { type FindOptions, MaxKey, MinKey } from 'mongodb';
import { cursorOf, type Placed, placeOf } from '../cursor.ts';
import { CursorUnknown, type Document, type Found, type Query } from '../document-store.ts';
import { restored } from './document-codec.ts';
import { type IndexPlan, indexKeys, indexName } from './document-index.ts';

/** A document as it lies in MongoDB. */
export interface StoredDocument {
  readonly _id: DocumentId;
  readonly d: Document;
}

export interface DocumentId {
  /** Tenant. */
  readonly t: string;
  readonly i: string;
}

export interface CompiledQuery {
  readonly filter: object;
  readonly options: FindOptions;
}

type Bounds = { low: unknown[]; high: unknown[] };

/**
 * A query as one range of one index, said by its bounds, so that nothing outside of it is ever looked at. Its order is
 * the index's fields, then the id, so a cursor names one place in it, whatever is written in between.
 */
export function compileQuery(query: Query, plan: IndexPlan): CompiledQuery {
  const { equals = [], tenant, atMost, after, descending } = query;
  if (equals.length + (atMost === undefined ? 0 : 1) > plan.fields.length) {
    throw new RangeError(`${query.collection}: index ${query.index} has only ${plan.fields.length} fields`);
  }
  const keys = indexKeys(plan, tenant === undefined);
  const fixed = plan.name !== undefined && tenant !== undefined ? [tenant, ...equals] : [...equals];
  const open = keys.length - fixed.length;
  const bounds: Bounds = { low: Array(open).fill(new MinKey()), high: Array(open).fill(new MaxKey()) };
  if (plan.name === undefined && tenant !== undefined) {
    bounds.low = [{ t: tenant, i: new MinKey() }];
    bounds.high = [{ t: tenant, i: new MaxKey() }];
  }
  if (atMost !== undefined) {
    // A document without the field is not "at most" anything.
    bounds.low[0] = typeof atMost === 'string' ? '' : Number.NEGATIVE_INFINITY;
    bounds.high[0] = atMost;
  }
  let filter = {};
  if (after !== undefined) {
    const place = openPlace(query, placeOf(after, query.index, open + (tenant === undefined ? 1 : 0)));
    if (descending) bounds.high = place;
    else {
      // The lower bound is found as well, the upper one is not.
      bounds.low = place;
      filter = { _id: { $ne: place[open - 1] } };
    }
  }
  const whole = plan.name === undefined && tenant === undefined && after === undefined;
  const options: FindOptions = {
    hint: indexName(plan, tenant === undefined),
    sort: Object.fromEntries(keys.map((key) => [key, descending ? -1 : 1])),
    limit: query.limit,
    batchSize: query.limit,
    ...(whole ? {} : { min: bound(keys, fixed, bounds.low), max: bound(keys, fixed, bounds.high) }),
  };
  return { filter, options };
}

function bound(keys: readonly string[], fixed: readonly unknown[], open: readonly unknown[]): object {
  const values = [...fixed, ...open];
  return Object.fromEntries(keys.map((key, at) => [key, values[at]]));
}

/** A cursor's place as values of the index's open fields: tenant and id are one there. */
function openPlace({ tenant, atMost }: Query, place: readonly Placed[]): unknown[] {
  const [id, last] = [place[place.length - 1], place[place.length - 2]];
  const [first] = place;
  const beyond = atMost !== undefined && (typeof first !== typeof atMost || (first as string) > (atMost as string));
  if (typeof id !== 'string' || (tenant === undefined && typeof last !== 'string') || beyond) throw new CursorUnknown();
  const fields = place.slice(0, tenant === undefined ? -2 : -1);
  return [...fields, { t: tenant ?? last, i: id }];
}

export function foundOf<T extends Document>(query: Query, plan: IndexPlan, { _id, d }: StoredDocument): Found<T> {
  const { equals = [], tenant, index } = query;
  const document = restored<T>(d);
  const fields = plan.fields.slice(equals.length).map((field) => fieldOf(document, field));
  const place = [...fields, ...(tenant === undefined ? [_id.t] : []), _id.i];
  return { tenant: _id.t, id: _id.i, document, cursor: cursorOf(index, place) };
}

function fieldOf(document: Document, path: string): Placed {
  let found: unknown = document;
  for (const part of path.split('.')) found = (found as Document | null | undefined)?.[part];
  return (found ?? null) as Placed;
}
