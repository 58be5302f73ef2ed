import type { IndexDescription } from 'mongodb';
import type { CollectionSpec } from '../document-store.ts';

/** An index as MongoDB has it: led by the tenant, and once more without (unless it is `tenantOnly`). */
export interface IndexPlan {
  /** Undefined: by id. */
  readonly name: string | undefined;
  /** Dotted paths inside the document. */
  readonly fields: readonly string[];
  readonly tenantOnly: boolean;
}

export const BY_ID: IndexPlan = { name: undefined, fields: [], tenantOnly: false };

export function indexPlan(index: string, spec: CollectionSpec): IndexPlan {
  const fields = spec.indexes?.[index] ?? [];
  return { name: `${index}(${fields.join(', ')})`, fields, tenantOnly: spec.tenantOnly === true };
}

/** What the server calls the index that a query reads. */
export function indexName({ name }: IndexPlan, ofAll: boolean): string {
  if (name === undefined) return '_id_';
  return ofAll ? `${name} of all` : name;
}

/** Fields of the index in order. The id comes last and holds the tenant first, so it ends every order. */
export function indexKeys({ name, fields }: IndexPlan, ofAll: boolean): readonly string[] {
  const inside = fields.map((field) => `d.${field}`);
  return name === undefined || ofAll ? [...inside, '_id'] : ['_id.t', ...inside, '_id'];
}

/** Every index that a collection is to have, beside the one by id. A changed one has another name. */
export function indexesOf(spec: CollectionSpec): IndexDescription[] {
  return Object.keys(spec.indexes ?? {}).flatMap((index) => {
    const plan = indexPlan(index, spec);
    return (plan.tenantOnly ? [false] : [false, true]).map((ofAll) => ({
      name: indexName(plan, ofAll),
      key: Object.fromEntries(indexKeys(plan, ofAll).map((key) => [key, 1 as const])),
    }));
  });
}
