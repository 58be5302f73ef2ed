import { beforeEach, describe, expect, it } from 'vitest';
import { createActivity } from './activity.ts';
import { machineClock, nextTurn } from './machine.ts';
import { type ClockOnRequest, clockOnRequest } from './on-request.ts';
import { createStepper } from './stepper.ts';
import type { SuiteClock } from './suite.ts';

const day = (number: number, time = '00:00') => `2026-03-0${number}T${time}:00.000Z`;

let fired: string[];
let due: string[];
let holds: number;
let clock: ClockOnRequest;

// A suite with timers, of which the one of the second sets another half an hour later.
beforeEach(() => {
  const activity = createActivity(machineClock());
  let now = day(1);
  let speed = 60;
  holds = 0;
  fired = [];
  due = [day(2), day(3), day(5)];
  const suite: SuiteClock = {
    now: () => now,
    watch: () => () => {},
    moveTo(instant) {
      expect(holds).toBe(1);
      if (Number.isNaN(Date.parse(instant))) throw new Error('no instant');
      if (instant > now) now = instant;
      while (due[0] !== undefined && due[0] <= now) {
        const timer = due.shift() ?? '';
        activity.run(async () => {
          await nextTurn();
          fired.push(`${timer} at ${now}`);
          if (timer === day(2)) due.unshift(day(2, '00:30'));
        });
      }
    },
    speed: () => speed,
    setSpeed(next) {
      speed = next;
    },
    hold() {
      holds++;
      return () => holds--;
    },
    stop() {},
  };
  const stepper = createStepper(suite, activity, () => [{ nextTimer: async () => due[0] }]);
  clock = clockOnRequest(suite, activity, stepper);
});

const itself = (timer: string) => `${timer} at ${timer}`;

describe('an advance', () => {
  it('fires every timer on the way at its own instant, those set on the way too, and stands at its goal', async () => {
    expect(await clock.advance(day(4))).toEqual({ now: day(4), moved: true });
    expect(fired).toEqual([day(2), day(2, '00:30'), day(3)].map(itself));
    expect([due, holds]).toEqual([[day(5)], 0]);
  });

  it('takes a timer at its goal with it', async () => {
    await clock.advance(day(3));
    expect(fired.at(-1)).toBe(itself(day(3)));
  });

  it('moves nothing where it goes nowhere', async () => {
    expect(await clock.advance(day(1))).toEqual({ now: day(1), moved: false });
    expect(fired).toEqual([]);
  });
});

describe('a leap', () => {
  it('fires what was due on the way at its goal, all of it before it answers', async () => {
    expect(await clock.leap(day(4))).toEqual({ now: day(4), moved: true });
    expect(fired).toEqual([day(2), day(3)].map((timer) => `${timer} at ${day(4)}`));
    expect(holds).toBe(0);
  });

  it('moves nothing where it goes nowhere', async () => {
    expect(await clock.leap(day(1))).toEqual({ now: day(1), moved: false });
  });
});

it('does one move after the other', async () => {
  const moves = [clock.advance(day(3)), clock.step(), clock.setSpeed(0), clock.advance(day(6))];
  await Promise.all(moves);
  expect(fired).toEqual([day(2), day(2, '00:30'), day(3), day(5)].map(itself));
  expect([clock.now(), clock.speed()]).toEqual([day(6), 0]);
});

it('goes on after a move that failed', async () => {
  due = [];
  await expect(clock.advance('the other day')).rejects.toThrow('no instant');
  expect(await clock.step()).toMatchObject({ moved: false });
  expect(holds).toBe(0);
});
