import type { EventMeta, Recorded, View } from '@portolan/engine';
import type { Document } from '@portolan/store';

/** A read model is kept once for who owns the goods and once for who operates the warehouse. */
export interface Collections {
  readonly owner: string;
  readonly operator: string;
}

/** Where the copies of a document go: taken from the event, so that a rebuild puts them there again. */
export function copies({ tenant, audience }: EventMeta, collections: Collections) {
  const operators = audience.filter(({ role }) => role === 'zone_operator');
  return [
    { collection: collections.owner, tenant },
    ...operators.map((operator) => ({ collection: collections.operator, tenant: operator.tenant })),
  ];
}

/** The same for a stream of the operator, which the merchant that owns the goods may see. */
export function operatorsCopies({ tenant, audience }: EventMeta, collections: Collections) {
  const owners = audience.filter(({ role }) => role === 'merchant');
  return [
    { collection: collections.operator, tenant },
    ...owners.map((owner) => ({ collection: collections.owner, tenant: owner.tenant })),
  ];
}

/** Writes a new document, or what an event changes in one, wherever it is to be seen. Whose stream it is says `whose`. */
export function documents<T extends Document>(collections: Collections, whose: 'owner' | 'operator') {
  const places = whose === 'owner' ? copies : operatorsCopies;
  const put = async ({ meta }: Recorded, view: View, id: string, document: T): Promise<void> => {
    for (const { collection, tenant } of places(meta, collections)) await view.put(collection, tenant, id, document);
  };
  return {
    put,
    /** @throws Error where nothing was told of it before: the projection has lost an event. */
    async change(event: Recorded, view: View, id: string, change: (before: T) => Partial<T>): Promise<void> {
      const before = await view.get<T>(collections[whose], event.meta.tenant, id);
      if (before === undefined) throw new Error(`${event.meta.id} tells of something that never began`);
      await put(event, view, id, { ...before, ...change(before) });
    },
  };
}

/** The collection that a caller of this role reads. */
export function collectionFor(role: string, collections: Collections): string {
  return role === 'zone_operator' ? collections.operator : collections.owner;
}
