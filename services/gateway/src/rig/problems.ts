import { expect } from 'vitest';
import type { Answer, Ask } from './gateway-under-test.ts';

/** What a problem says: its status, its code, the field it names and what is said of that field. */
type Told = readonly [status: number, code: string, field?: string, flaw?: string];

/** Requests that are refused, by what is wrong with them. */
export type Mistakes = Readonly<Record<string, readonly [Ask, ...Told]>>;

/** The answer is this problem, in full: nothing of it is left to be filled in. */
export function expectProblem({ status, type, json }: Answer, ...[expected, code, field, flaw]: Told): void {
  expect([status, json.code, json.field]).toEqual([expected, code, field]);
  expect(type).toMatch(/^application\/problem\+json/);
  expect(json.type).toBe(`/docs/problems/${code}`);
  for (const text of [json.title, json.detail, json.next]) expect(text).toMatch(/\w{2,}/);
  if (flaw !== undefined) expect(json.fields).toMatchObject([{ field, code: flaw }]);
  for (const text of [json.detail, json.next]) expect(text).not.toMatch(/\{\w+\}/);
}
