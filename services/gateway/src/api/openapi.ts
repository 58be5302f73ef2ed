import { z } from 'zod';
import { faults } from './faults.ts';
import { explain, Problem, type ProblemDocument, problemOf } from './problem.ts';
import type { Route } from './route.ts';
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
        ...(route.body === undefined ? {} : { body: bodyOf(route, known) }),
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
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

function bodyOf({ access, examples, body }: Route, known: (schema: z.ZodType) => JsonSchema): JsonSchema {
  const raw = { type: 'string', contentMediaType: 'application/octet-stream' };
  if (access === 'signed')
    return { content: { 'application/xml': { schema: raw }, 'application/json': { schema: raw } } };
  const schema = known(body ?? z.strictObject({}));
  const example = examples?.body;
  return example === undefined ? schema : { ...schema, examples: [example] };
}

function replyOf({ reply, summary, examples }: Route, known: (schema: z.ZodType) => JsonSchema): Documented {
  const example = examples?.reply;
  return {
    description: summary,
    content: { 'application/json': { schema: known(reply), ...(example === undefined ? {} : { example }) } },
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
  const { access, body, write, params, query } = route;
  const takesInput = !isEmpty(params) || !isEmpty(query) || body !== undefined;
  const keyed = access !== 'public' && access !== 'signed';
  return [
    ...(keyed ? ['API_KEY_REQUIRED', 'API_KEY_UNKNOWN', 'ROLE_NOT_ALLOWED'] : []),
    ...(access === 'signed' ? ['SIGNATURE_INVALID', 'BODY_TOO_LARGE'] : []),
    ...(body !== undefined && keyed ? ['MALFORMED_JSON', 'BODY_TOO_LARGE', 'MEDIA_TYPE_NOT_TAKEN'] : []),
    ...(takesInput ? ['INVALID_REQUEST'] : []),
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
  const text = explain(code) ?? faults.INTERNAL;
  const type = `/docs/problems/${code}`;
  return { type, title: 'Refused', status, code, detail: text.en, next: text.next.en, data: {} };
}

function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '' && word !== 'v');
  return [method.toLowerCase(), ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('');
}

function isEmpty(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
}
