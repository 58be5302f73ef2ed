import { mishaps } from '@portolan/testkit/simulation';
import { expect, it } from 'vitest';
import { createCounted, neverReached, noneReached, sayReached, sometimes, together } from './sometimes.ts';

const everything = {
  sometimes: Object.fromEntries(Object.keys(sometimes).map((name) => [name, 1])),
  faults: Object.fromEntries(Object.keys(mishaps).map((name) => [name, 2])),
};

it('names what was never reached', () => {
  expect(neverReached(noneReached)).toEqual([...Object.keys(sometimes), ...Object.keys(mishaps)]);
  const { conflict: _, ...others } = everything.sometimes;
  expect(neverReached({ ...everything, sometimes: others })).toEqual(['conflict']);
  expect(neverReached(everything)).toEqual([]);
});

it('counts over all seeds', () => {
  const { reached, counts } = createCounted();
  for (const sometime of ['parked', 'parked', 'redriven'] as const) reached(sometime);
  const one = { sometimes: Object.fromEntries(counts), faults: { crash: 1 } };
  const both = together(together(noneReached, one), one);
  expect(both).toEqual({ sometimes: { parked: 4, redriven: 2 }, faults: { crash: 2 } });
  expect(sayReached(both).slice(0, 2)).toEqual(['sometimes: parked 4, redriven 2', 'faults: crash 2']);
  expect(sayReached(everything).at(-1)).toBe('never reached: nothing');
});
