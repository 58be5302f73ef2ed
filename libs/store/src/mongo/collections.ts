import type { ClientSession, Collection, Db } from 'mongodb';
import type { CollectionSpec, Document, Found, Query } from '../document-store.ts';
import { restored } from './document-codec.ts';
import { BY_ID, type IndexPlan, indexesOf, indexPlan } from './document-index.ts';
import { compileQuery, foundOf, type StoredDocument } from './document-query.ts';
import { madeCollection } from './made.ts';

/** Collections of the port; each is one of MongoDB, beside those that the store itself keeps. */
export interface Collections {
  declare(specs: Readonly<Record<string, CollectionSpec>>): Promise<void>;
  /** @throws where it was not declared. */
  on(collection: string): Collection<StoredDocument>;
  get<T extends Document>(
    collection: string,
    tenant: string,
    id: string,
    session?: ClientSession,
  ): Promise<T | undefined>;
  /** Those that there are, as they are stored. */
  getAll(
    collection: string,
    ids: readonly StoredDocument['_id'][],
    session: ClientSession,
  ): Promise<readonly StoredDocument[]>;
  find<T extends Document>(query: Query, session?: ClientSession): Promise<readonly Found<T>[]>;
}

interface Declared {
  readonly collection: Collection<StoredDocument>;
  readonly plans: ReadonlyMap<string, IndexPlan>;
}

export function collectionsOn(database: Db): Collections {
  const declared = new Map<string, Declared>();

  function known(collection: string): Declared {
    const found = declared.get(collection);
    if (found === undefined) throw new Error(`the collection ${collection} was not declared`);
    return found;
  }

  function planFor({ collection, index, tenant }: Query): IndexPlan {
    const { plans } = known(collection);
    if (index === undefined) return BY_ID;
    const plan = plans.get(index);
    if (plan === undefined) throw new Error(`the collection ${collection} has no index ${index}`);
    if (plan.tenantOnly && tenant === undefined) throw new Error(`a query of ${collection} names a tenant`);
    return plan;
  }

  return {
    async declare(specs) {
      for (const [name, spec] of Object.entries(specs)) {
        const collection = await make(database, `documents.${name}`, spec);
        const indexes = Object.keys(spec.indexes ?? {});
        declared.set(name, { collection, plans: new Map(indexes.map((index) => [index, indexPlan(index, spec)])) });
      }
    },
    on: (collection) => known(collection).collection,
    async get<T extends Document>(collection: string, tenant: string, id: string, session?: ClientSession) {
      const found = await known(collection).collection.findOne({ _id: { t: tenant, i: id } }, { session });
      return found === null ? undefined : restored<T>(found.d);
    },
    getAll: (collection, ids, session) =>
      known(collection)
        .collection.find({ _id: { $in: [...ids] } }, { session })
        .toArray(),
    async find<T extends Document>(query: Query, session?: ClientSession) {
      const plan = planFor(query);
      const { filter, options } = compileQuery(query, plan);
      // To the server, no limit at all.
      if (query.limit <= 0) return [];
      const { collection } = known(query.collection);
      const found = await collection.find(filter, { ...options, session }).toArray();
      return found.map((document) => foundOf<T>(query, plan, document));
    },
  };
}

async function make(database: Db, name: string, spec: CollectionSpec): Promise<Collection<StoredDocument>> {
  const collection = await madeCollection<StoredDocument>(database, name);
  const wanted = indexesOf(spec);
  const names = new Set(['_id_', ...wanted.map(({ name: called }) => called)]);
  for (const { name: called } of await collection.indexes()) {
    if (called !== undefined && !names.has(called)) await collection.dropIndex(called);
  }
  if (wanted.length > 0) await collection.createIndexes(wanted);
  return collection;
}
