import { CursorUnknown, cursorOf, type Document, type Found, type Placed, placeOf, type Query } from '@portolan/store';
import { compared, lent, order } from './placing.ts';

/** A document as it lies there. */
export interface Row {
  readonly tenant: string;
  readonly id: string;
  document: Document;
}

/** Rows in one order: by the fields of an index, then by tenant and id. */
export interface Ordering {
  readonly fields: readonly (readonly string[])[];
  readonly entries: { readonly key: readonly Placed[]; readonly row: Row }[];
}

type Entries = Ordering['entries'];

/** Index of the first that is not before this place. */
export function lowerBound(entries: Entries, place: readonly Placed[]): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compared((entries[middle] as Entries[number]).key, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a query finds, in its order. @throws CursorUnknown */
export function search(query: Query, { fields, entries }: Ordering): readonly Found[] {
  const { collection, equals = [], tenant, atMost, after, descending = false, limit } = query;
  if (equals.length + (atMost === undefined ? 0 : 1) > fields.length)
    throw new RangeError(`${collection}: index ${query.index} has only ${fields.length} fields`);
  const open = fields.length - equals.length + (tenant === undefined ? 2 : 1);
  const behind = after === undefined ? undefined : placeOf(after, query.index, open);
  if (behind !== undefined && typeof behind.at(-1) !== 'string') throw new CursorUnknown();
  const found: Found[] = [];
  const first = lowerBound(entries, equals);
  const wanted = (key: readonly Placed[]): boolean => {
    if (tenant !== undefined && key[fields.length] !== tenant) return false;
    if (atMost !== undefined && !reaches(key[equals.length] ?? null, atMost)) return false;
    if (behind === undefined) return true;
    const side = compared(openOf(key, equals.length, tenant !== undefined), behind);
    return descending ? side < 0 : side > 0;
  };
  const take = ({ key, row }: Entries[number]) => {
    if (!wanted(key)) return;
    found.push(hit(row, query.index, () => openOf(key, equals.length, tenant !== undefined)));
  };
  if (descending) {
    for (let at = endOf(entries, equals, first) - 1; at >= first && found.length < limit; at--)
      take(entries[at] as Entries[number]);
  } else {
    for (let at = first; at < entries.length && found.length < limit; at++) {
      const entry = entries[at] as Entries[number];
      if (!begins(entry.key, equals)) break;
      take(entry);
    }
  }
  return found;
}

function endOf(entries: Entries, equals: readonly Placed[], first: number): number {
  if (equals.length === 0) return entries.length;
  let end = first;
  while (end < entries.length && begins(entries[end]?.key ?? [], equals)) end++;
  return end;
}

function begins(key: readonly Placed[], start: readonly Placed[]): boolean {
  for (let at = 0; at < start.length; at++) if (order(key[at] ?? null, start[at] ?? null) !== 0) return false;
  return true;
}

// A document without the field is not "at most" anything; nor is a number compared with a text.
const reaches = (value: Placed, atMost: string | number): boolean => value !== null && compared([value], [atMost]) <= 0;

const openOf = (key: readonly Placed[], fixed: number, tenantFixed: boolean): Placed[] => {
  const place = key.slice(fixed);
  if (tenantFixed) place.splice(place.length - 2, 1);
  return place;
};

/** Its cursor is made when somebody wants it: few do. */
function hit({ tenant, id, document }: Row, index: string | undefined, place: () => readonly Placed[]): Found {
  return {
    tenant,
    id,
    document: lent(document),
    get cursor() {
      return cursorOf(index, place());
    },
  };
}
