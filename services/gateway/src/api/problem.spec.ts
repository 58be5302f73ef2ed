import { allRefusals, fill } from '@portolan/contracts';
import { Outage, RefusedError } from '@portolan/service';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faults } from './faults.ts';
import { fieldFlaws } from './field-flaws.ts';
import { languageOf } from './language.ts';
import { explain, Problem, problemCodes, problemOf } from './problem.ts';
import { problem } from './schemas/problem.ts';
import { invalid, validatorCompiler } from './validation.ts';

describe('a problem', () => {
  it('renders a refusal of a service in the words of its table', () => {
    const data = { id: 'order-9' };
    const refused = new RefusedError({ refused: 'ORDER_NOT_FOUND', data });
    const text = allRefusals.ORDER_NOT_FOUND;
    expect(problemOf(refused, 'zh')).toEqual({
      type: '/docs/problems/ORDER_NOT_FOUND',
      title: '未找到',
      status: 404,
      code: 'ORDER_NOT_FOUND',
      detail: fill(text?.zh ?? '', data),
      next: text?.next.zh,
      data,
    });
  });

  it('has the status of its kind', () => {
    const statusOf = (code: string) => problemOf(new RefusedError({ refused: code, data: {} }), 'en').status;
    const byKind = { invalid: 422, not_found: 404, exists: 409, not_now: 409, forbidden: 403 };
    for (const [code, { kind }] of Object.entries(allRefusals)) expect(statusOf(code), code).toBe(byKind[kind]);
  });

  it('names the field that a service named', () => {
    const refused = new RefusedError({
      refused: 'LINE_TOTAL_WRONG',
      data: { field: 'terms.lines[1].total', line: '2' },
    });
    expect(problemOf(refused, 'en').field).toBe('terms.lines[1].total');
  });

  it('says nothing of a failure of ours', () => {
    for (const error of [new Error('secret'), 'secret', new RefusedError({ refused: 'toString', data: {} })]) {
      const shown = problemOf(error, 'en');
      expect([shown.code, shown.status]).toEqual(['INTERNAL', 500]);
      expect(JSON.stringify(shown)).not.toContain('secret');
    }
    expect(problemOf(new Outage('customs', 'DEADLINE_EXCEEDED'), 'en')).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      status: 503,
      data: { service: 'customs' },
    });
  });

  it('fits its own schema', () => {
    for (const code of Object.keys(faults) as (keyof typeof faults)[])
      expect(problem.safeParse(problemOf(new Problem(code), 'en')).success, code).toBe(true);
  });

  it('has texts in both languages for every code, and no code twice', () => {
    const tables = [faults, fieldFlaws, allRefusals].flatMap((table) => Object.keys(table));
    expect(tables.filter((code, index) => tables.indexOf(code) !== index)).toEqual([]);
    for (const code of problemCodes()) {
      const text = explain(code);
      for (const chinese of [text?.zh, text?.next.zh]) expect(chinese, code).toMatch(/[\u4e00-\u9fff]{2,}/);
      for (const english of [text?.en, text?.next.en]) expect(english, code).toMatch(/[a-z]{2,}/);
    }
  });
});

describe('validation', () => {
  const schema = z.strictObject({
    lines: z.array(z.strictObject({ sku: z.string().max(3, 'TOO_LONG'), kind: z.enum(['A', 'B']).optional() })),
  });
  const check = validatorCompiler({ schema, method: 'POST', url: '/', httpPart: 'body' });
  const flaws = (value: unknown) => {
    const { error } = check(value) as { error?: Problem };
    return error?.fields.map(({ field, flaw, data }) => [field, flaw, data]);
  };

  it('names every field, its flaw and what its sentence needs', () => {
    expect(flaws({ lines: [{ sku: 'A' }] })).toBeUndefined();
    expect(flaws({ lines: [{ sku: 'ABCD', kind: 'C', colour: 'red' }, {}], size: 1 })).toEqual([
      ['lines[0].sku', 'TOO_LONG', { maximum: '3' }],
      ['lines[0].kind', 'NOT_ONE_OF', { values: 'A, B' }],
      ['lines[0].colour', 'FIELD_NOT_KNOWN', {}],
      ['lines[1].sku', 'FIELD_MISSING', { expected: 'string' }],
      ['size', 'FIELD_NOT_KNOWN', {}],
    ]);
    expect(flaws('text')).toEqual([['body', 'WRONG_TYPE', { expected: 'object' }]]);
  });

  it('never repeats what was sent', () => {
    const { error } = check({ lines: [{ sku: 'canary', kind: 'canary' }] }) as { error: Problem };
    expect(JSON.stringify(problemOf(error, 'en'))).not.toContain('canary');
  });

  it('says what the first branch of a choice says', () => {
    const { error } = z.enum(['A', 'B']).or(z.literal('')).safeParse('C');
    expect(invalid(error?.issues ?? [], 'query').fields[0]?.field).toBe('query');
  });
});

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['zh', 'zh'],
  ['zh-Hans-CN', 'zh'],
  ['ZH-cn;q=0.9, en;q=0.8', 'zh'],
  ['en;q=0.8, zh;q=0.9', 'zh'],
  ['en, zh', 'en'],
  ['fr, zh;q=0.1', 'zh'],
  ['zh;q=0', 'en'],
  ['de-DE, *', 'en'],
])('reads Accept-Language %s as %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
