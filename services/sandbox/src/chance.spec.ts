import { expect, it } from 'vitest';
import { chanceFrom } from './chance.ts';

it('gives the same figure for the same seed and reference, another for another', () => {
  const figures = (seed: string) =>
    ['a', 'b', 'c'].map((reference) => chanceFrom(seed).between(1, 1_000_000, reference));
  expect(figures('one')).toEqual(figures('one'));
  expect(figures('one')).not.toEqual(figures('two'));
  expect(new Set(figures('one')).size).toBe(3);
});

it('stays within its bounds, both included', () => {
  const chance = chanceFrom('bounds');
  const seen = new Set(Array.from({ length: 200 }, (_, index) => chance.between(3, 5, String(index))));
  expect([...seen].sort()).toEqual([3, 4, 5]);
});
