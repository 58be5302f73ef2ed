import { type Fault, faults } from '@portolan/sandbox/faults';
import { describe, expect, it } from 'vitest';
import { mishapNames, mishaps } from './mishaps.ts';
import { planDay } from './plan.ts';

const size = { declarations: 2_000, share: 20, seed: 'plan' };

describe('a day', () => {
  it('has as many mishaps as were asked for, each of them as often, over every mode', () => {
    const day = planDay(size);
    const wrong = day.filter(({ mishap }) => mishap !== undefined);
    expect([day.length, wrong.length]).toEqual([2_000, 400]);
    for (const name of mishapNames) {
      const of = wrong.filter(({ mishap }) => mishap === name);
      const share = Math.floor(400 / mishapNames.length);
      expect([share, share + 1]).toContain(of.length);
      expect([...new Set(of.map(({ mode }) => mode))].toSorted()).toEqual(mishaps[name].modes.toSorted());
      for (const { orderNo } of of) expect(orderNo.endsWith(mishaps[name].suffix)).toBe(true);
    }
    expect(new Set(day.map(({ orderNo }) => orderNo)).size).toBe(2_000);
  });

  it('knows everything that the single window can play', () => {
    const suffixes = mishapNames.map((name): string => mishaps[name].suffix);
    const window = Object.values<Fault>(faults).filter(({ obeyedBy }) => obeyedBy === 'single window');
    expect(window.map(({ suffix }) => suffix).filter((suffix) => !suffixes.includes(suffix))).toEqual([]);
  });

  it('is the same for a seed, another for another', () => {
    expect(planDay(size)).toEqual(planDay(size));
    expect(planDay({ ...size, seed: 'another' })).not.toEqual(planDay(size));
  });

  it('is no day with fewer mishaps than there are kinds of them', () => {
    expect(() => planDay({ ...size, declarations: 50 })).toThrow('too few');
  });
});
