import { expect, it } from 'vitest';
import { type Decider, fold, isRefusal, refuse } from './decider.ts';

type Counted = { readonly type: 'Counted'; readonly data: { readonly by: number } };

const counter: Decider<number, number, Counted, 'TOO_MUCH'> = {
  initial: 0,
  decide: (by, state) =>
    state + by > 3 ? refuse('TOO_MUCH', { left: String(3 - state) }) : [{ type: 'Counted', data: { by } }],
  evolve: (state, { data }) => state + data.by,
};

const counted = (by: number): Counted => ({ type: 'Counted', data: { by } });
const facts = { at: '2026-03-02T01:00:00.000Z', id: () => 'id' };

it('state is the fold of what happened', () => {
  expect(fold(counter, counter.initial, [counted(1), counted(2)])).toBe(3);
  expect(fold(counter, counter.initial, [])).toBe(0);
});

it('a refusal is a value, and never taken for events', () => {
  const refused = counter.decide(3, 1, facts);
  expect(refused).toEqual({ refused: 'TOO_MUCH', data: { left: '2' } });
  expect(isRefusal(refused)).toBe(true);
  expect(isRefusal(counter.decide(1, 1, facts))).toBe(false);
  expect(isRefusal([])).toBe(false);
});
