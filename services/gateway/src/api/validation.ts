import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { type FieldFlaw, fieldFlaws } from './field-flaws.ts';
import { type Flawed, Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

const whole: Readonly<Record<string, string>> = { body: 'body', querystring: 'query', params: 'path' };

/** Checks one part of a request against its schema; the answer of a mistaken one names every field and what to do. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = whole[httpPart ?? ''] ?? 'request';
  return (value: unknown) => {
    const result = schema.safeParse(value, { error: wording });
    if (result.success) return { value: result.data };
    return { error: invalid(result.error.issues, part) };
  };
};

/** The same where no framework asks. @throws Problem INVALID_REQUEST */
export function checked(schema: z.ZodType, value: unknown, part: 'body' | 'query' | 'path'): unknown {
  const result = schema.safeParse(value, { error: wording });
  if (result.success) return result.data;
  throw invalid(result.error.issues, part);
}

/** @throws nothing: answers the problem INVALID_REQUEST for these issues. */
export function invalid(issues: readonly Issue[], part: string): Problem {
  const fields = issues.flatMap((issue) => flawsOf(issue, part));
  return new Problem('INVALID_REQUEST', { count: String(fields.length) }, fields);
}

// Called where a schema gives no wording of its own: the answer is the code of a field flaw.
function wording(issue: z.core.$ZodRawIssue): FieldFlaw {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'FIELD_MISSING' : 'WRONG_TYPE';
    case 'unrecognized_keys':
      return 'FIELD_NOT_KNOWN';
    case 'invalid_value':
      return issue.input === undefined ? 'FIELD_MISSING' : 'NOT_ONE_OF';
    case 'too_small':
    case 'too_big':
      return 'OUT_OF_RANGE';
    default:
      return 'WRONG_FORMAT';
  }
}

function flawsOf(issue: Issue, part: string): Flawed[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: spell([...issue.path, key], part), flaw: 'FIELD_NOT_KNOWN', data: {} }));
  // A union (a state or nothing) says what its first branch says.
  const inner = issue.code === 'invalid_union' ? issue.errors[0]?.[0] : undefined;
  if (inner !== undefined) return flawsOf({ ...inner, path: [...issue.path, ...inner.path] }, part);
  const flaw = issue.message in fieldFlaws ? (issue.message as FieldFlaw) : 'WRONG_FORMAT';
  return [{ field: spell(issue.path, part), flaw, data: dataOf(issue) }];
}

function dataOf(issue: Issue): Record<string, string> {
  switch (issue.code) {
    case 'invalid_type':
      return { expected: issue.expected };
    case 'invalid_value':
      return { values: issue.values.join(', ') };
    case 'too_big':
      return { maximum: String(issue.maximum) };
    case 'too_small':
      return { minimum: String(issue.minimum) };
    case 'custom':
      return z.record(z.string(), z.string()).catch({}).parse(issue.params);
    default:
      return {};
  }
}

/** terms.lines[0].hsCode; the part of the request itself where there is no path. */
function spell(path: readonly PropertyKey[], part: string): string {
  if (path.length === 0) return part;
  return path.reduce<string>(
    (spelt, key) =>
      typeof key === 'number' ? `${spelt}[${key}]` : spelt === '' ? String(key) : `${spelt}.${String(key)}`,
    '',
  );
}
