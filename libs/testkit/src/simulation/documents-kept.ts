import type { CollectionSpec, Document, Found, Placed, Query } from '@portolan/store';
import { lowerBound, type Ordering, type Row, search } from './ordering.ts';
import { compared, fieldOf } from './placing.ts';

/** One collection: its documents, by id and by every declared index. */
export interface Collection {
  get(tenant: string, id: string): Document | undefined;
  put(tenant: string, id: string, document: Document): void;
  delete(tenant: string, id: string): void;
  find(query: Query): readonly Found[];
  declare(spec: CollectionSpec): void;
  size(): number;
}

export function createCollection(name: string): Collection {
  const rows = new Map<string, Row>();
  const byId: Ordering = { fields: [], entries: [] };
  let indexes = new Map<string, Ordering>();
  let tenantOnly = false;
  const keyOf = (tenant: string, id: string) => `${tenant}\n${id}`;
  const all = () => [byId, ...indexes.values()];

  const placeIn = ({ fields }: Ordering, { tenant, id, document }: Row): readonly Placed[] => {
    const place: Placed[] = fields.map((path) => fieldOf(document, path));
    place.push(tenant, id);
    return place;
  };

  function add(ordering: Ordering, row: Row): void {
    place(ordering, { key: placeIn(ordering, row), row });
  }

  /** What is new is mostly the last. */
  function place({ entries }: Ordering, entry: Ordering['entries'][number]): void {
    const last = entries[entries.length - 1];
    if (last === undefined || compared(last.key, entry.key) < 0) entries.push(entry);
    else entries.splice(lowerBound(entries, entry.key), 0, entry);
  }

  function remove(ordering: Ordering, row: Row): void {
    ordering.entries.splice(lowerBound(ordering.entries, placeIn(ordering, row)), 1);
  }

  function orderingOf({ index, tenant }: Query): Ordering {
    if (index === undefined) return byId;
    const found = indexes.get(index);
    if (found === undefined) throw new Error(`the collection ${name} has no index ${index}`);
    if (tenantOnly && tenant === undefined) throw new Error(`a query of ${name} names a tenant`);
    return found;
  }

  return {
    size: () => rows.size,
    get: (tenant, id) => rows.get(keyOf(tenant, id))?.document,
    put(tenant, id, document) {
      const before = rows.get(keyOf(tenant, id));
      const row: Row = { tenant, id, document };
      if (before === undefined) {
        for (const ordering of all()) add(ordering, row);
        rows.set(keyOf(tenant, id), row);
        return;
      }
      for (const ordering of indexes.values()) {
        const was = placeIn(ordering, before);
        const is = placeIn(ordering, row);
        if (compared(was, is) === 0) continue;
        remove(ordering, before);
        place(ordering, { key: is, row: before });
      }
      before.document = document;
    },
    delete(tenant, id) {
      const row = rows.get(keyOf(tenant, id));
      if (row === undefined) return;
      for (const ordering of all()) remove(ordering, row);
      rows.delete(keyOf(tenant, id));
    },
    declare(spec) {
      tenantOnly = spec.tenantOnly === true;
      const made = new Map<string, Ordering>();
      for (const [index, fields] of Object.entries(spec.indexes ?? {})) {
        const paths = fields.map((field) => field.split('.'));
        const known = indexes.get(index);
        if (known !== undefined && JSON.stringify(known.fields) === JSON.stringify(paths)) made.set(index, known);
        else {
          const ordering: Ordering = { fields: paths, entries: [] };
          for (const row of rows.values()) add(ordering, row);
          made.set(index, ordering);
        }
      }
      indexes = made;
    },
    find: (query) => search(query, orderingOf(query)),
  };
}
