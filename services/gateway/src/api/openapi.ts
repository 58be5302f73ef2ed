import { RefusedError } from '@portolan/service';
import { z } from 'zod';
import { faults } from './faults.ts';
import { explain, Problem, type ProblemDocument, problemOf } from './problem.ts';
import type { Route } from './route.ts';
import { nothing } from './schemas/common.ts';
import { problem } from './schemas/problem.ts';

type JsonSchema = Record<string, unknown>;

/** What @fastify/swagger is told of a route, in its own words. */
type Documented = Record<string, unknown>;

/**
 * Turns routes into OpenAPI 3.1. Every schema is documented as it travels: requests before they are decoded, replies
 * after they are encoded. The provider's own transform documents what stands on the inner side of a reply's codecs
 * (minor units, bigint), which nobody ever sees; hence this one.
 */
export function openApi() {
  const components: Record<string, JsonSchema> = {};
  const known = (schema: z.ZodType) => wireSchema(schema, components);
  return {
    /** All named schemas that were met so far. */
    components,
    describe(route: Route): Documented {
      return {
        tags: [route.tag],
        operationId: operationId(route),
        summary: route.summary,
        ...(route.description === undefined ? {} : { description: route.description }),
        security: securityOf(route),
        ...(isEmpty(route.params) ? {} : { params: known(route.params) }),
        ...(isEmpty(route.query) ? {} : { querystring: known(route.query) }),
        ...(route.write === true ? { headers: idempotencyKey } : {}),
        ...bodyOf(route, components),
        response: { [route.status]: replyOf(route, known), ...problemResponses(route, known) },
      };
    },
  };
}

/** A schema as its JSON travels. What has a name goes to `components` and is referred to. */
export function wireSchema(schema: z.ZodType, components: Record<string, JsonSchema>): JsonSchema {
  const {
    $schema: _dialect,
    $defs = {},
    id,
    ...root
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  for (const [name, definition] of Object.entries($defs)) components[name] = referring(definition as JsonSchema);
  if (typeof id !== 'string') return referring(root);
  components[id] = referring(root);
  return { $ref: `#/components/schemas/${id}` };
}

// zod refers to #/$defs/X, OpenAPI keeps schemas elsewhere; and an id is a name, no keyword of ours.
function referring(schema: JsonSchema): JsonSchema {
  const { id: _name, ...rest } = schema;
  const text = JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text, (_key, value) => (isQueryNumber(value) ? asNumber(value) : value));
}

type QueryNumber = { readonly type: 'integer'; readonly pattern: string; readonly default?: string };

// In a query a number travels as text, which OpenAPI knows: to its readers it is a number.
function isQueryNumber(value: unknown): value is QueryNumber {
  return (
    typeof value === 'object' && value !== null && 'pattern' in value && 'type' in value && value.type === 'integer'
  );
}

function asNumber({ pattern: _text, default: unsaid, ...rest }: QueryNumber): JsonSchema {
  return unsaid === undefined ? rest : { ...rest, default: Number(unsaid) };
}

const bytes = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } };

function bodyOf({ access, takes, examples, body }: Route, components: Record<string, JsonSchema>): Documented {
  if (access === 'signed') return { body: { content: { 'application/xml': bytes, 'application/json': bytes } } };
  if (takes !== undefined) return { body: { content: { [takes.type]: { schema: { type: 'string' } } } } };
  if (body === undefined || body === nothing) return {};
  const schema = wireSchema(body, components);
  const named = components[String(schema.$ref).replace('#/components/schemas/', '')];
  if (examples?.body !== undefined) Object.assign(named ?? schema, { examples: [examples.body] });
  return { body: schema };
}

function replyOf({ reply, summary, examples, csv }: Route, known: (schema: z.ZodType) => JsonSchema): Documented {
  const [own] = (reply.meta()?.examples as readonly unknown[] | undefined) ?? [];
  const example = examples?.reply ?? own;
  return {
    description: summary,
    content: {
      'application/json': { schema: known(reply), ...(example === undefined ? {} : { example }) },
      ...(csv === undefined ? {} : { 'text/csv': { schema: { type: 'string' } } }),
    },
  };
}

const idempotencyKey = {
  type: 'object',
  required: ['Idempotency-Key'],
  properties: {
    'Idempotency-Key': {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'Yours, one for each thing you want done: the same request under it is done once.',
    },
  },
};

function securityOf({ access }: Route): readonly Record<string, readonly string[]>[] {
  if (access === 'public') return [];
  return access === 'signed' ? [{ signature: [] }] : [{ apiKey: [] }];
}

/** Every code that this route can answer: its own, and what comes with how it is called. */
export function problemsOf(route: Route): readonly string[] {
  const { access, body, takes, write, params, query } = route;
  const takesInput = !isEmpty(params) || !isEmpty(query) || body !== undefined;
  const keyed = access !== 'public' && access !== 'signed';
  return [
    ...(keyed ? ['API_KEY_REQUIRED', 'API_KEY_UNKNOWN', 'ROLE_NOT_ALLOWED'] : []),
    ...(access === 'signed' ? ['SIGNATURE_INVALID', 'BODY_TOO_LARGE'] : []),
    ...(body !== undefined && keyed && takes === undefined ? ['MALFORMED_JSON'] : []),
    ...(body !== undefined && keyed ? ['BODY_TOO_LARGE', 'MEDIA_TYPE_NOT_TAKEN'] : []),
    ...(takesInput ? ['INVALID_REQUEST'] : []),
    ...(isPaged(query) ? ['CURSOR_UNKNOWN'] : []),
    ...(write === true ? ['IDEMPOTENCY_KEY_REQUIRED', 'COMMAND_ID_REUSED'] : []),
    ...route.problems,
    'RATE_LIMITED',
    'SERVICE_UNAVAILABLE',
    'OVERLOADED',
    'INTERNAL',
  ];
}

function problemResponses(route: Route, known: (schema: z.ZodType) => JsonSchema): Documented {
  const schema = known(problem);
  const byStatus = Object.groupBy(problemsOf(route).map(exampleOf), ({ status }) => status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, examples = []]) => {
      const named = examples.map((value) => [value.code, { summary: value.detail, value }]);
      const content = { 'application/problem+json': { schema, examples: Object.fromEntries(named) } };
      return [status, { description: examples[0]?.title ?? '', content }];
    }),
  );
}

function exampleOf(code: string): ProblemDocument {
  const status = explain(code)?.status;
  if (status === undefined) throw new Error(`no table explains the problem ${code}`);
  if (code === 'INVALID_REQUEST') {
    const fields = [{ field: 'terms.lines[0].hsCode', flaw: 'HS_CODE_SHAPE' as const, data: {} }];
    return problemOf(new Problem(code, { count: '1' }, fields), 'en');
  }
  if (code in faults) return problemOf(new Problem(code as keyof typeof faults), 'en');
  return problemOf(new RefusedError({ refused: code, data: {} }), 'en');
}

function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '' && word !== 'v');
  return [method.toLowerCase(), ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('');
}

function isEmpty(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
}

function isPaged(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && 'cursor' in schema.shape;
}
