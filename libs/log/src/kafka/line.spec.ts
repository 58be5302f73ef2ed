import { expect, test } from 'vitest';
import type { Fetched } from './fetched.ts';
import { createLine, type Line } from './line.ts';
import type { Reading } from './reading.ts';

/** A partition whose records are their offsets, and the answers that brokers would give where it is asked. */
function partition(records: number, longest = 10) {
  let end = records;
  let asked: number | undefined;
  let paused = true;
  const line = createLine({
    topic: 'orders',
    partition: 3,
    end: () => end,
    cursor: {
      seek: (offset) => {
        asked = offset;
      },
      pause: () => {
        paused = true;
      },
      resume: () => {
        paused = false;
      },
    },
  });
  return {
    line,
    asked: () => (paused ? 'nowhere' : asked),
    grow: (to: number) => {
      end = to;
    },
    /** What the brokers answer to the question that is under way; they begin at `from` where they have less. */
    answer(from = asked ?? 0) {
      if (paused) throw new Error('nothing was asked');
      const to = Math.min(end, from + longest);
      if (to <= from) return;
      asked = to;
      line.handOut({ from, records: Array.from({ length: to - from }, (_, index) => record(from + index)), end });
    },
  };
}

function record(offset: number): Fetched {
  return {
    offset,
    writtenAt: 0,
    record: () => ({
      key: 'acme/order/1',
      position: offset + 1,
      headers: {},
      value: new Uint8Array(),
      offset: `${offset}`,
    }),
  };
}

/** A subscription with room for so many records, which takes them when it is told to. */
function reader(line: Line, room = Number.POSITIVE_INFINITY) {
  const held: number[] = [];
  const taken: number[] = [];
  let lacks = 0;
  let located = false;
  let revoked = false;
  const reading: Reading = {
    topic: 'orders',
    partition: 3,
    next: () => taken.length,
    lacks: () => lacks,
    located: () => located,
    locate(from) {
      lacks = from;
      located = true;
    },
    add(records) {
      held.push(...records.map(({ offset }) => offset));
      lacks = (held.at(-1) ?? 0) + 1;
    },
    full: () => held.length >= room,
    idle: () => held.length === 0,
    failing: () => false,
    oldest: () => undefined,
    revoke() {
      revoked = true;
    },
    revoked: () => revoked,
    settled: async () => undefined,
  };
  line.join(reading);
  return {
    reading,
    got: () => [...taken, ...held],
    start(from: number) {
      reading.locate(from);
      line.look();
    },
    takeAll() {
      taken.push(...held.splice(0));
      line.look();
    },
    leave() {
      reading.revoke();
      line.leave(reading);
    },
  };
}

const offsets = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test('nothing is asked before somebody is located, and one answer serves everybody', () => {
  const { line, asked, answer } = partition(8);
  const [one, other] = [reader(line), reader(line)];
  expect(asked()).toBe('nowhere');
  one.start(2);
  other.start(2);
  answer();
  expect([one.got(), other.got()]).toEqual([offsets(2, 8), offsets(2, 8)]);
  expect(line.divided()).toBe(false);
});

test('who comes later starts where it wants, and the others are not told again', () => {
  const { line, asked, answer } = partition(25);
  const [early, late] = [reader(line), reader(line)];
  early.start(20);
  answer();
  expect(line.divided()).toBe(true);
  late.start(0);
  expect(asked()).toBe(0);
  for (let round = 0; round < 3; round++) answer();
  expect([early.got(), late.got()]).toEqual([offsets(20, 25), offsets(0, 25)]);
  expect([asked(), line.divided()]).toEqual([25, false]);
});

test('who has no room is passed by, and goes on from its own place when it has', () => {
  const { line, answer } = partition(40);
  const [fast, slow] = [reader(line), reader(line, 10)];
  fast.start(0);
  slow.start(0);
  for (let round = 0; round < 4; round++) answer();
  expect([fast.got(), slow.got()]).toEqual([offsets(0, 40), offsets(0, 10)]);
  for (let round = 0; round < 3; round++) {
    slow.takeAll();
    answer();
  }
  expect([fast.got(), slow.got()]).toEqual([offsets(0, 40), offsets(0, 40)]);
});

test('who is far behind keeps nobody waiting for more than one answer', () => {
  const { line, grow, answer } = partition(100);
  const [fast, slow] = [reader(line), reader(line)];
  fast.start(100);
  slow.start(0);
  answer();
  for (let end = 101; end <= 105; end++) {
    grow(end);
    answer();
    answer();
    expect(fast.got()).toEqual(offsets(100, end));
  }
  for (let round = 0; round < 10; round++) answer();
  expect([fast.got(), slow.got()]).toEqual([offsets(100, 105), offsets(0, 105)]);
});

test('where nobody has room nothing is asked', () => {
  const { line, asked, answer } = partition(30);
  const slow = reader(line, 10);
  slow.start(0);
  answer();
  expect([asked(), line.divided()]).toEqual(['nowhere', true]);
  slow.takeAll();
  expect(asked()).toBe(10);
});

test('an answer that begins beyond what somebody lacks is not for it', () => {
  const { line, answer, asked } = partition(30);
  const one = reader(line);
  one.start(0);
  answer(5);
  expect([one.got(), asked()]).toEqual([[], 0]);
});

test('a log that was cut off is read again from where it begins', () => {
  const { line, grow, answer } = partition(30);
  const one = reader(line);
  one.start(30);
  grow(4);
  answer(0);
  expect(one.got()).toEqual(offsets(0, 4));
});

test('who has left holds nobody up', () => {
  const { line, asked, answer } = partition(30);
  const [one, other] = [reader(line), reader(line)];
  one.start(0);
  other.start(20);
  other.leave();
  for (let round = 0; round < 3; round++) answer();
  expect([one.got(), other.got()]).toEqual([offsets(0, 30), []]);
  expect(line.reached()).toBe(0);
  one.takeAll();
  expect(line.reached()).toBe(30);
  one.leave();
  expect([asked(), line.reached()]).toEqual(['nowhere', undefined]);
});

test('whoever reads, however little room there is: all of it, in order, once', () => {
  for (let seed = 1; seed <= 200; seed++) {
    let state = seed;
    const draw = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const { line, asked, grow, answer } = partition(30 + draw(10));
    const readers = offsets(0, 4).map(() => ({ from: draw(30), ...reader(line, 1 + draw(15)) }));
    for (let step = 0; step < 120; step++) {
      const one = readers[draw(readers.length)];
      const what = draw(4);
      if (what === 0 && asked() !== 'nowhere') answer();
      else if (what === 1) grow(40 + step);
      else if (one?.reading.located()) one.takeAll();
      else one?.start(one.from);
    }
    grow(200);
    for (const one of readers) if (!one.reading.located()) one.start(one.from);
    for (let round = 0; round < 400; round++) {
      for (const one of readers) one.takeAll();
      if (asked() !== 'nowhere') answer();
    }
    expect(
      readers.map(({ got }) => got()),
      `seed ${seed}`,
    ).toEqual(readers.map(({ from }) => offsets(from, 200)));
    expect(line.divided()).toBe(false);
  }
});
