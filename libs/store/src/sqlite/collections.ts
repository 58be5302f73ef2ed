import type { StatementSync } from 'node:sqlite';
import type { Document, Found, Query } from '../document-store.ts';
import type { Database } from './database.ts';
import { decodeDocument, encodeDocument } from './document-codec.ts';
import { type IndexPlan, tableOf } from './document-index.ts';
import { compileQuery, cursorOfRow } from './document-query.ts';

/** Collection → index → plan; filled by declare. */
export type Plans = Map<string, ReadonlyMap<string, IndexPlan>>;

const BY_ID: IndexPlan = { name: undefined, expressions: [], tenantOnly: false };

/** Reading and writing documents on one connection, with its statements prepared once. */
export function collectionsOn(database: Database, plans: Plans) {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string, make?: (statement: StatementSync) => void): StatementSync => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      make?.(statement);
      statements.set(sql, statement);
    }
    return statement;
  };

  const statementsOf = new Map<string, ReturnType<typeof prepareFor>>();

  function prepareFor(collection: string) {
    if (!plans.has(collection)) throw new Error(`the collection ${collection} was not declared`);
    const table = tableOf(collection);
    return {
      get: database.prepare(`SELECT body FROM ${table} WHERE tenant = ? AND id = ?`),
      put: database.prepare(
        `INSERT INTO ${table} (tenant, id, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body`,
      ),
      delete: database.prepare(`DELETE FROM ${table} WHERE tenant = ? AND id = ?`),
    };
  }

  function on(collection: string): ReturnType<typeof prepareFor> {
    const known = statementsOf.get(collection) ?? prepareFor(collection);
    statementsOf.set(collection, known);
    return known;
  }

  function planFor({ collection, index, tenant }: Query): IndexPlan {
    if (!plans.has(collection)) throw new Error(`the collection ${collection} was not declared`);
    if (index === undefined) return BY_ID;
    const plan = plans.get(collection)?.get(index);
    if (!plan) throw new Error(`the collection ${collection} has no index ${index}`);
    if (plan.tenantOnly && tenant === undefined) throw new Error(`a query of ${collection} names a tenant`);
    return plan;
  }

  return {
    get<T extends Document>(collection: string, tenant: string, id: string): T | undefined {
      const row = on(collection).get.get(tenant, id);
      return row && decodeDocument<T>(String(row.body));
    },

    put(collection: string, tenant: string, id: string, document: Document): void {
      on(collection).put.run(tenant, id, encodeDocument(document));
    },

    delete(collection: string, tenant: string, id: string): void {
      on(collection).delete.run(tenant, id);
    },

    find<T extends Document>(query: Query): readonly Found<T>[] {
      const { sql, values } = compileQuery(query, planFor(query));
      const statement = prepared(sql, (made) => {
        made.setReturnArrays(true);
        made.setReadBigInts(true);
      });
      return (statement.all(...values) as unknown as [string, string, string, ...unknown[]][]).map(
        ([tenant, id, body, ...place]) => ({
          tenant,
          id,
          document: decodeDocument<T>(body),
          cursor: cursorOfRow(query.index, place),
        }),
      );
    },
  };
}
