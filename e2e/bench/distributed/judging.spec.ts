import { describe, expect, it } from 'vitest';
import { isForsaken } from './bench.ts';
import { isGrowing } from './rows/steady.ts';

describe('a load that is kept up with', () => {
  const load = { early: 100, late: 100, rate: 400, seconds: 9.1 };

  it('has the same lag late as early, a quarter of a second more or less', () => {
    expect(isGrowing(load)).toBe(false);
    expect(isGrowing({ ...load, late: 200 })).toBe(false);
    expect(isGrowing({ ...load, early: 700, late: 20 })).toBe(false);
  });

  it('does not leave more behind from second to second', () => {
    expect(isGrowing({ ...load, late: 201 })).toBe(true);
  });

  it('is answered as fast as it is offered', () => {
    expect(isGrowing({ ...load, seconds: 10 })).toBe(true);
  });
});

describe('a database that a killed bench left behind', () => {
  const now = Date.UTC(2026, 0, 2);
  const begun = (ms: number) => `bench-${Math.floor(ms / 1000).toString(36)}-4711-events-0`;

  it('is known by its age, which no row of a bench that runs can have', () => {
    expect(isForsaken(begun(now - 3_601_000), now)).toBe(true);
    expect(isForsaken(begun(now - 3_599_000), now)).toBe(false);
  });

  it('is never anybody else’s', () => {
    for (const name of ['portolan_orders', 'admin', 'bench-x', 'bench-4711-events-0', `my${begun(0)}`])
      expect(isForsaken(name, now)).toBe(false);
  });
});
