import type { CollectionSpec } from '../document-store.ts';

/** An index as SQLite has it: an expression per field. Queries use the very same expressions, or it is not used. */
export interface IndexPlan {
  readonly expressions: readonly string[];
}

/** Sorts before every value, so that documents without the field are found first and no comparison meets NULL. */
export const MISSING = '-9e999';

export function indexPlan(fields: readonly string[]): IndexPlan {
  return { expressions: fields.map(fieldExpression) };
}

// A bigint is stored as an object (document-codec.ts) and must sort among numbers.
function fieldExpression(field: string): string {
  const path = `$.${field
    .split('.')
    .map((part) => JSON.stringify(part))
    .join('.')}`;
  const at = (json: string) => `'${json.replaceAll("'", "''")}'`;
  return `ifnull(CASE json_type(body, ${at(path)}) WHEN 'object'
    THEN CAST(json_extract(body, ${at(`${path}."$bigint"`)}) AS INTEGER)
    ELSE json_extract(body, ${at(path)}) END, ${MISSING})`;
}

export function tableOf(collection: string): string {
  return quoted(`documents: ${collection}`);
}

/**
 * What makes a collection's table and its indexes: each once led by the tenant for callers' queries, and once not, for
 * rows that the engine works off for all tenants. The name holds the fields, so a changed index is made anew.
 */
export function collectionSql(
  collection: string,
  spec: CollectionSpec,
  existing: readonly string[],
): { readonly make: readonly string[]; readonly drop: readonly string[] } {
  const table = tableOf(collection);
  const make = [
    `CREATE TABLE IF NOT EXISTS ${table} (
      tenant TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (tenant, id)
    ) STRICT`,
  ];
  const wanted = new Set<string>();
  for (const [name, fields] of Object.entries(spec.indexes ?? {})) {
    const { expressions } = indexPlan(fields);
    const made = `${collection}/${name}(${fields.join(', ')})`;
    wanted.add(made).add(`${made} of all`);
    make.push(
      `CREATE INDEX IF NOT EXISTS ${quoted(made)} ON ${table} (${['tenant', ...expressions, 'id'].join(', ')})`,
      `CREATE INDEX IF NOT EXISTS ${quoted(`${made} of all`)} ON ${table} (${[...expressions, 'tenant', 'id'].join(', ')})`,
    );
  }
  return { make, drop: existing.filter((name) => !wanted.has(name)).map((name) => `DROP INDEX ${quoted(name)}`) };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
