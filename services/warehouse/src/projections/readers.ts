import type { EventMeta } from '@portolan/engine';

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

/** The collection that a caller of this role reads. */
export function collectionFor(role: string, collections: Collections): string {
  return role === 'zone_operator' ? collections.operator : collections.owner;
}
