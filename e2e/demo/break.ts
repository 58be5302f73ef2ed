import { join } from 'node:path';
import { type CollectionSpec, type Document, type DocumentStore, openSqliteDocumentStore } from '@portolan/store';
import { derived } from '@portolan/suite/derived';

interface Breakage {
  /** Whose documents, and in which collection. */
  readonly service: string;
  readonly collection: string;
  /** Whose alone; anybody's where nothing is said. */
  readonly tenant?: string;
  readonly say: string;
  /** Answers the altered document, or undefined where it is not the one. */
  alter(document: Document): Document | undefined;
}

/** What can be broken: one stored fact each, changed behind the suite's back. */
export const breaks = {
  ledger: {
    service: 'fx',
    collection: 'accounts',
    say: 'the stored debits of one ledger account were raised by one cent',
    alter: (account) => ({ ...account, debits: (account['debits'] as bigint) + 1n }),
  },
  stock: {
    service: 'warehouse',
    collection: 'stock',
    say: 'one unit was taken from a stored stock count',
    alter: (stock) => ({ ...stock, available: (stock['available'] as bigint) - 1n }),
  },
  book: {
    service: 'warehouse',
    collection: 'book_items',
    say: 'one unit was added to a stored line of the account book',
    alter: (line) => ({ ...line, increased: (line['increased'] as bigint) + 1n }),
  },
  release: {
    service: 'gateway',
    collection: 'feed',
    // The feed that the reader of the merchant reads; the office that released it has one of its own.
    tenant: 'merchant-shenzhen',
    say: "customs' release in the recorded feed was turned into a mere review",
    alter(row) {
      const event = row['event'] as { readonly type: string };
      if (event.type !== 'portolan.customs.v1.DeclarationReleased') return undefined;
      return { ...row, event: { ...event, type: 'portolan.customs.v1.DeclarationUnderReview' } };
    },
  },
} as const satisfies Readonly<Record<string, Breakage>>;

export type Break = keyof typeof breaks;

export function isBreak(name: string): name is Break {
  return Object.hasOwn(breaks, name);
}

/** Opens the documents of a service behind its back. */
export type Opens = (service: string) => Promise<DocumentStore>;

/** Those of an embedded suite. */
export function documentsIn(data: string): Opens {
  return async (service) => openSqliteDocumentStore({ file: join(data, service, 'documents.db') });
}

/** Alters the first document that fits, in what the running suite itself keeps. Answers what was done. */
export async function breakFact(name: Break, documentsOf: Opens): Promise<string> {
  const { service, collection, tenant: reader, say, alter }: Breakage = breaks[name];
  const store = await documentsOf(service);
  try {
    // Declared as the service does: what is not named would be dropped.
    await store.declare({ [collection]: specOf(service, collection) });
    for (const { tenant, id, document } of await store.find({ collection, tenant: reader, limit: 10_000 })) {
      const altered = alter(document);
      if (altered === undefined) continue;
      await store.transact((transaction) => transaction.put(collection, tenant, id, altered));
      return `${say} (${id})`;
    }
    throw new Error(`no document of ${service}/${collection} fits`);
  } finally {
    await store.close();
  }
}

function specOf(service: string, collection: string): CollectionSpec {
  const kept = derived[service]?.map(({ collections }) => collections[collection]);
  const found = kept?.find((spec) => spec !== undefined);
  if (found === undefined) throw new Error(`no projection of ${service} keeps ${collection}`);
  return found;
}
