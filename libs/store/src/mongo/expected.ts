import type { ClientSession } from 'mongodb';
import type { Document, Place } from '../document-store.ts';
import type { Collections } from './collections.ts';
import { copied, restored } from './document-codec.ts';

/** Documents of one transaction of the server that were fetched together before they were asked for. */
export interface Expected {
  /** One question a collection. */
  fetch(places: readonly Place[]): Promise<void>;
  /** Null: there is none. Undefined: the server must be asked. */
  get<T extends Document>(place: Place): T | null | undefined;
  /** What was written since may have changed them. */
  clear(): void;
}

export function expectedOn(collections: Collections, session: ClientSession): Expected {
  const fetched = new Map<string, Document | null>();
  const keyOf = ({ collection, tenant, id }: Place) => `${collection}\n${tenant}\n${id}`;

  async function fetchFrom(collection: string, places: readonly Place[]): Promise<void> {
    const ids = places.map(({ tenant, id }) => ({ t: tenant, i: id }));
    const found = await collections.getAll(collection, ids, session);
    for (const place of places) fetched.set(keyOf(place), null);
    for (const { _id, d } of found) fetched.set(keyOf({ collection, tenant: _id.t, id: _id.i }), restored(d));
  }

  return {
    async fetch(places) {
      const wanted = new Map(places.map((place) => [keyOf(place), place]));
      for (const key of fetched.keys()) wanted.delete(key);
      const byCollection = Map.groupBy(wanted.values(), ({ collection }) => collection);
      for (const [collection, inside] of byCollection) await fetchFrom(collection, inside);
    },
    get<T extends Document>(place: Place) {
      const document = fetched.get(keyOf(place));
      return document ? (copied(document) as T) : (document as null | undefined);
    },
    clear: () => fetched.clear(),
  };
}
