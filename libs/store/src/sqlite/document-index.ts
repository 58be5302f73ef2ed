import type { CollectionSpec } from '../document-store.ts';

/** An index as SQLite has it: an expression per field. Queries use the very same expressions, or it is not used. */
export interface IndexPlan {
  /** How the file calls it, led by the tenant; `of all` behind it where it is not. Undefined: the primary key. */
  readonly name: string | undefined;
  readonly expressions: readonly string[];
  readonly tenantOnly: boolean;
}

/** Sorts before every value, so that documents without the field are found first and no comparison meets NULL. */
export const MISSING = '-9e999';

export function indexPlan(collection: string, index: string, spec: CollectionSpec): IndexPlan {
  const fields = spec.indexes?.[index] ?? [];
  const name = `${collection}/${index}(${fields.join(', ')})`;
  return { name, expressions: fields.map(fieldExpression), tenantOnly: spec.tenantOnly === true };
}

/** Where a query reads, and by which index: left to itself, SQLite may go through every row of another one. */
export function sourceOf(collection: string, { name }: IndexPlan, ofAll: boolean): string {
  if (name === undefined) return tableOf(collection);
  return `${tableOf(collection)} INDEXED BY ${quoted(ofAll ? `${name} of all` : name)}`;
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
 * What makes a collection's table and its indexes: each once led by the tenant for callers' queries, and once not (unless
 * it is `tenantOnly`), for rows that are worked off for all tenants. The name holds the fields, so a changed index is made anew.
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
  for (const name of Object.keys(spec.indexes ?? {})) {
    const plan = indexPlan(collection, name, spec);
    const index = (called: string, columns: readonly string[]) => {
      wanted.add(called);
      make.push(`CREATE INDEX IF NOT EXISTS ${quoted(called)} ON ${table} (${columns.join(', ')})`);
    };
    index(`${plan.name}`, ['tenant', ...plan.expressions, 'id']);
    if (!plan.tenantOnly) index(`${plan.name} of all`, [...plan.expressions, 'tenant', 'id']);
  }
  return { make, drop: existing.filter((name) => !wanted.has(name)).map((name) => `DROP INDEX ${quoted(name)}`) };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
