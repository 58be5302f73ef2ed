import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MachineClock } from '@portolan/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSuiteClock } from './suite.ts';

const start = '2026-03-02T01:00:00.000Z';
let folder: string;
let file: string;
let ms: number;
const machine: MachineClock = { now: () => ms, after: () => () => {} };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-'));
  file = join(folder, 'deeper', 'clock');
  ms = 1_000_000;
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a stepped clock', () => {
  it('stands still until it is moved, and tells who watches', () => {
    const clock = createSuiteClock({ mode: 'step', machine, file, start });
    let told = 0;
    const unwatch = clock.watch(() => told++);
    ms += 3_600_000;
    expect(clock.now()).toBe(start);
    clock.moveTo('2026-03-02T02:00:00Z');
    expect([clock.now(), told]).toEqual(['2026-03-02T02:00:00.000Z', 1]);
    unwatch();
    clock.moveTo('2026-03-02T03:00:00Z');
    expect(told).toBe(1);
  });

  it('never goes back', () => {
    const clock = createSuiteClock({ mode: 'step', machine, file, start });
    clock.moveTo('2020-01-01T00:00:00Z');
    expect(clock.now()).toBe(start);
    expect(() => clock.moveTo('tomorrow')).toThrow('RFC 3339');
  });

  it('goes on where a crash left it, exactly', () => {
    createSuiteClock({ mode: 'step', machine, file, start }).moveTo('2026-04-01T00:00:00Z');
    expect(createSuiteClock({ mode: 'step', machine, file, start }).now()).toBe('2026-04-01T00:00:00.000Z');
  });
});

describe('a clock that runs at a speed', () => {
  const running = () => createSuiteClock({ mode: { speed: 8_640 }, machine, file, start });

  it('runs a day in ten seconds', () => {
    const clock = running();
    expect(clock.now()).toBe(start);
    ms += 10_000;
    expect(clock.now()).toBe('2026-03-03T01:00:00.000Z');
    clock.moveTo('2026-03-05T01:00:00Z');
    ms += 10_000;
    expect(clock.now()).toBe('2026-03-06T01:00:00.000Z');
  });

  it('goes on exactly where it was stopped, however long ago', () => {
    const clock = running();
    ms += 10_000;
    clock.stop();
    ms += 999_999_999;
    expect(running().now()).toBe('2026-03-03T01:00:00.000Z');
  });

  it('never shows an instant before one it had shown, also after a crash', () => {
    let last = start;
    for (let crash = 0; crash < 20; crash++) {
      const clock = running();
      for (let look = 0; look < 5; look++) {
        const now = clock.now();
        expect(now >= last).toBe(true);
        last = now;
        ms += crash * 97;
      }
    }
  });

  it('stands still while the machine goes back', () => {
    const clock = running();
    ms += 5_000;
    const before = clock.now();
    ms -= 60_000;
    expect(clock.now()).toBe(before);
  });
});

describe('a speed that is set', () => {
  const running = (speed = 8_640) => createSuiteClock({ mode: { speed }, machine, file, start });

  it('counts from where time stands, and 0 lets it stand', () => {
    const clock = running();
    ms += 10_000;
    clock.setSpeed(0);
    ms += 999_000;
    expect([clock.now(), clock.speed()]).toEqual(['2026-03-03T01:00:00.000Z', 0]);
    clock.setSpeed(60);
    ms += 60_000;
    expect([clock.now(), clock.speed()]).toEqual(['2026-03-03T02:00:00.000Z', 60]);
  });

  it('outlasts a stop and a crash, until the suite is started with another mode', () => {
    const clock = running();
    clock.setSpeed(60);
    clock.stop();
    expect(running().speed()).toBe(60);
    running().setSpeed(0);
    const again = running();
    ms += 999_000;
    expect([again.now(), again.speed()]).toEqual([start, 0]);
    expect(running(3_600).speed()).toBe(3_600);
    expect(running().speed()).toBe(8_640);
  });

  it('may be given to a clock that is stepped, which then never shows an instant twice over a crash', () => {
    const stepped = () => createSuiteClock({ mode: 'step', machine, file, start });
    stepped().setSpeed(1_000);
    let last = start;
    for (let crash = 0; crash < 10; crash++) {
      const clock = stepped();
      ms += 700;
      const now = clock.now();
      expect(now > last).toBe(true);
      last = now;
    }
  });

  it('is none below zero or without end', () => {
    const clock = running();
    for (const speed of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => clock.setSpeed(speed)).toThrow(RangeError);
  });
});

describe('a hold', () => {
  it('lets time stand until it is released, whoever else holds, and can be moved meanwhile', () => {
    const clock = createSuiteClock({ mode: { speed: 60 }, machine, file, start });
    const [first, second] = [clock.hold(), clock.hold()];
    ms += 60_000;
    first();
    first();
    ms += 60_000;
    expect([clock.now(), clock.speed()]).toEqual([start, 60]);
    clock.moveTo('2026-03-04T01:00:00Z');
    second();
    ms += 60_000;
    expect(clock.now()).toBe('2026-03-04T02:00:00.000Z');
  });
});

describe("the machine's clock", () => {
  it('is followed, never back, and cannot be moved', () => {
    const clock = createSuiteClock({ mode: 'machine', machine });
    const first = clock.now();
    ms -= 500;
    expect(clock.now()).toBe(first);
    ms += 1_000;
    expect(clock.now()).toBe(new Date(ms).toISOString());
    expect(() => clock.moveTo(start)).toThrow('cannot be moved');
    expect(() => clock.setSpeed(2)).toThrow('no other speed');
    expect(clock.speed()).toBe(1);
    clock.hold()();
    clock.watch(() => {})();
    clock.stop();
  });
});
