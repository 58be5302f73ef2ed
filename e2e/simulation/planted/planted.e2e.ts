import { expect, it } from 'vitest';
import { bugs } from './bugs.ts';
import { hunt } from './hunt.ts';

// Quick ones, of three kinds: a store that lies, a writer that is wrong, a rounding.
it.each([1, 8, 12])('bug %i is found by an invariant that names it', { timeout: 240_000 }, async (number) => {
  const bug = bugs.find((each) => each.number === number);
  if (bug === undefined) throw new Error(`there is no bug ${number}`);
  const { invariant, breach } = await hunt(bug, 1, 25);
  expect(bug.named).toContain(invariant);
  expect(breach).toMatch(/^seed \d+: /);
});

it('there are seventeen, each with a name and with invariants that name it', () => {
  expect(bugs.map(({ number }) => number)).toEqual(Array.from({ length: 17 }, (_, at) => at + 1));
  expect(new Set(bugs.map(({ name }) => name)).size).toBe(17);
  for (const { named } of bugs) expect(named.length).toBeGreaterThan(0);
});
