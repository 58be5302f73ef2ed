import { z } from 'zod';

/** Where configuration comes from: process.env, or a record in tests. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** Marks a field whose value is never printed. */
export function secret<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ ...schema.meta(), secret: true });
}

/** Thrown at start for configuration that cannot be used. Names every key that is wrong and how to set it. */
export class ConfigError extends Error {
  constructor(lines: readonly string[]) {
    super(`configuration cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads one service's configuration: an object schema from key to value. An empty value counts as not set.
 * @param prefix keys that begin with it and that neither schema nor `known` names are refused: a typing error is seen. Undefined: none are
 * @throws ConfigError
 */
export function readConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: EnvironmentVariables,
  prefix: string | undefined,
  known: readonly string[] = [],
): Readonly<z.output<z.ZodObject<Shape>>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const keys = Object.keys(schema.shape);
  const unknown = Object.keys(given).filter(
    (key) => prefix !== undefined && key.startsWith(prefix) && !keys.includes(key) && !known.includes(key),
  );
  const wrong = unknown.map((key) => `${key} is no key of ours; there are ${[...keys, ...known].sort().join(', ')}`);
  const parsed = schema.safeParse(Object.fromEntries(keys.map((key) => [key, given[key]])));
  if (!parsed.success) wrong.push(...parsed.error.issues.map((issue) => howToMend(schema, issue)));
  if (!parsed.success || wrong.length > 0) throw new ConfigError(wrong);
  return deepFreeze(parsed.data);
}

/** The configuration as it may be printed. */
export function redacted(schema: z.ZodObject, config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, isSecret(schema.shape[key]) ? '[secret]' : value]),
  );
}

// The message says what was expected, never what was given: that may be a secret.
function howToMend(schema: z.ZodObject, issue: z.core.$ZodIssue): string {
  const key = String(issue.path[0] ?? '');
  const description = metaOf(schema.shape[key])?.description;
  return `${key}: ${issue.message}; set it with ${key}=<${description ?? 'value'}> in the environment`;
}

function isSecret(schema: unknown): boolean {
  return metaOf(schema)?.secret === true;
}

// A default or an optional wraps the schema that carries the mark.
function metaOf(schema: unknown): z.core.GlobalMeta | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const inner = 'innerType' in schema.def ? metaOf(schema.def.innerType) : undefined;
  const own = schema.meta();
  return own === undefined && inner === undefined ? undefined : { ...inner, ...own };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
