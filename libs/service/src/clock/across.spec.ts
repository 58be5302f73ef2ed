import type { Complete } from '@portolan/contracts';
import type { ActivityReply, ActivityRequest } from '@portolan/contracts/engine/v1/operations';
import { beforeEach, describe, expect, it } from 'vitest';
import { Outage } from '../grpc/errors.ts';
import { type ClockAcross, clockAcross } from './across.ts';
import { machineClock } from './machine.ts';
import type { SuiteClock } from './suite.ts';

const at = (hour: number) => `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A service of the suite as its coordinator sees it: what it does between two questions is up to the test. */
class Service {
  now = at(1);
  begun = 0;
  idle = true;
  up = true;
  position = 0;
  read = 0;
  timers: string[] = [];
  heard: Complete<ActivityRequest>[] = [];
  fired: string[] = [];
  /** Called before each answer. */
  meanwhile = () => {};

  ask = async (request: Complete<ActivityRequest>): Promise<Complete<ActivityReply>> => {
    this.heard.push(request);
    if (!this.up) throw new Outage('one', 'UNAVAILABLE');
    if (request.now > this.now) this.now = request.now;
    while (this.timers[0] !== undefined && this.timers[0] <= this.now) {
      this.fired.push(`${this.timers.shift()} at ${this.now}`);
      this.begun++;
    }
    this.meanwhile();
    const shard = { shard: 0, position: BigInt(this.position), published: BigInt(this.position) };
    const reading = { service: 'one', shard: 0, position: BigInt(this.read) };
    return {
      ...{ idle: this.idle, begun: BigInt(this.begun), now: this.now, speed: 0, nextTimer: this.timers[0] ?? '' },
      shards: [shard],
      consumers: [{ name: 'one.view.v1', readings: [reading], parkedKeys: 0n }],
    };
  };
}

let one: Service;
let other: Service;
let time: { now: string; speed: number; holds: number };
let clock: ClockAcross;

const coordinator: SuiteClock = {
  now: () => time.now,
  watch: () => () => {},
  moveTo(instant) {
    if (instant > time.now) time.now = instant;
  },
  speed: () => time.speed,
  setSpeed(speed) {
    time.speed = speed;
  },
  hold() {
    time.holds++;
    return () => time.holds--;
  },
  stop() {},
};

beforeEach(() => {
  one = new Service();
  other = new Service();
  time = { now: at(1), speed: 0, holds: 0 };
  const processes = {
    one: one.ask,
    other: async (request: Complete<ActivityRequest>) => ({
      ...(await other.ask(request)),
      shards: [],
      consumers: [],
    }),
  };
  clock = clockAcross({ clock: coordinator, processes, machine: machineClock(), log: quiet, patienceMs: 100 });
});

describe('settling', () => {
  it('asks everybody twice where nothing is under way', async () => {
    await clock.settle();
    expect([one.heard.length, other.heard.length]).toEqual([2, 2]);
  });

  it('waits for work, and for what was written to be read', async () => {
    one.idle = false;
    one.position = 1;
    one.meanwhile = () => {
      if (one.heard.length === 4) one.idle = true;
      if (one.heard.length === 6) one.read = 1;
    };
    await clock.settle();
    expect(one.heard.length).toBeGreaterThanOrEqual(8);
    // Whoever is at rest is not asked again and again.
    expect(other.heard.length).toBeLessThanOrEqual(4);
  });

  it('begins again where something was begun and ended between two rounds', async () => {
    one.meanwhile = () => {
      if (one.heard.length < 5) one.begun++;
    };
    await clock.settle();
    expect(one.heard.length).toBe(5);
  });

  it('waits for one that is down, and tells it the time first', async () => {
    time.now = at(3);
    one.up = false;
    setTimeout(() => {
      one.up = true;
    }, 30);
    await clock.settle();
    expect(one.now).toBe(at(3));
    expect(one.heard.every(({ now }) => now === at(3))).toBe(true);
  });

  it('is given up in words where one stays down, or is at work without a change', async () => {
    one.up = false;
    await expect(clock.settle()).rejects.toThrow('one gave no answer: UNAVAILABLE');
    one.up = true;
    one.idle = false;
    await expect(clock.settle()).rejects.toThrow('nothing has changed for 0.1 s, and the suite is not at rest: one is');
  });
});

describe('moving', () => {
  it('goes to the earliest timer of all, and those that only keep time are there before it fires', async () => {
    one.timers = [at(5)];
    other.timers = [at(4), at(9)];
    let seen = '';
    other.meanwhile = () => {
      if (other.fired.length === 1) seen ||= one.now;
    };
    expect(await clock.step()).toEqual({ now: at(4), moved: true });
    expect([other.fired, one.fired, seen]).toEqual([[`${at(4)} at ${at(4)}`], [], at(4)]);
    expect(await clock.advance(at(6))).toEqual({ now: at(6), moved: true });
    expect([one.fired, one.now, other.now]).toEqual([[`${at(5)} at ${at(5)}`], at(6), at(6)]);
    expect(await clock.leap(at(10))).toEqual({ now: at(10), moved: true });
    expect(other.fired).toEqual([`${at(4)} at ${at(4)}`, `${at(9)} at ${at(10)}`]);
    expect(await clock.step()).toEqual({ now: at(10), moved: false });
  });

  it('holds everybody while it moves a clock that runs, and tells them a new speed', async () => {
    await clock.setSpeed(60);
    expect([one.heard.at(-1)?.speed, other.heard.at(-1)?.speed]).toEqual([60, 60]);
    one.timers = [at(2)];
    await clock.step();
    expect(one.heard.filter(({ hold }) => hold).length).toBeGreaterThan(3);
    await clock.settle();
    expect([one.heard.at(-1)?.hold, time.holds]).toEqual([false, 0]);
  });

  it('never goes back: where a process that was killed came back ahead, all go on from there', async () => {
    one.now = at(7);
    await clock.settle();
    expect([time.now, other.now]).toEqual([at(7), at(7)]);
  });
});

it('tells who was silent every second, also where time stands', async () => {
  one.up = false;
  clock.start();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  clock.stop();
  expect(one.heard.length).toBe(1);
});
