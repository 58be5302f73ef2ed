import { describe, expect, it } from 'vitest';
import { type Kind, kinds, schedule } from './schedule.ts';
import { timesFor } from './times.ts';

const services = ['orders', 'customs', 'fx'];
const all = Object.keys(kinds) as Kind[];

describe('a schedule of faults', () => {
  it('is the same for a seed, and another for another', () => {
    const times = timesFor(10, false);
    const of = (seed: string) => schedule({ seed, windowMs: 600_000, times, services });
    expect(of('one')).toEqual(of('one'));
    expect(of('other')).not.toEqual(of('one'));
  });

  it.each([true, false])('of ten minutes has sixty faults, five of each kind (elections: %s)', (elections) => {
    const faults = schedule({ seed: 'ten', windowMs: 600_000, times: timesFor(10, elections), services });
    expect(faults.length).toBeGreaterThanOrEqual(60);
    for (const kind of all.filter((name) => elections || name !== 'election'))
      expect(faults.filter((fault) => fault.kind === kind).length, kind).toBeGreaterThanOrEqual(5);
    expect(Math.max(...faults.map(({ at, lastsMs }) => at + lastsMs))).toBeLessThanOrEqual(600_000);
  });

  it('lets faults of one track come one after another, with a pause for what broke to come back', () => {
    const faults = schedule({ seed: 'gaps', windowMs: 600_000, times: timesFor(10, true), services });
    for (const track of ['services', 'servers']) {
      const own = faults.filter((fault) => fault.track === track);
      for (const [index, fault] of own.entries()) {
        const next = own[index + 1];
        if (next !== undefined)
          expect(next.at).toBeGreaterThanOrEqual(fault.at + fault.lastsMs + kinds[fault.kind].gap);
      }
    }
  });

  it('strikes every service', () => {
    const faults = schedule({ seed: 'each', windowMs: 600_000, times: timesFor(10, false), services });
    for (const service of services)
      expect(faults.some((fault) => fault.kind === 'service killed' && fault.service === service)).toBe(true);
  });

  it('refuses more than fits', () => {
    const times = { 'service paused': 10 };
    expect(() => schedule({ seed: 'full', windowMs: 60_000, times, services })).toThrow(/do not fit|take/);
  });
});
