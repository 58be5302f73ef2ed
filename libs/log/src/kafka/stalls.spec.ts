import { expect, test } from 'vitest';
import { createStalls } from './stalls.ts';

const partition = { partition: 3, at: 6, end: 10, room: true, found: true };

function watched(read = { ...partition }) {
  const reading = {
    partition: read.partition,
    next: () => read.at,
    idle: () => read.room,
    located: () => read.found,
  };
  const stalls = createStalls<typeof reading>(() => read.end);
  return { read, look: () => stalls([reading])?.partition };
}

test('a partition of which nothing comes for three looks has stalled', () => {
  const { look } = watched();
  expect([look(), look(), look(), look()]).toEqual([undefined, undefined, 3, 3]);
});

test.each<[string, Partial<typeof partition>]>([
  ['is read to its end', { end: 6 }],
  ['has something in hand', { room: false }],
  ['is not found yet', { found: false }],
])('one that %s has not', (_what, change) => {
  const { look } = watched({ ...partition, ...change });
  expect([look(), look(), look(), look()]).toEqual([undefined, undefined, undefined, undefined]);
});

test('one that moves, however slowly, is looked at anew', () => {
  const { read, look } = watched();
  look();
  look();
  read.at = 7;
  expect([look(), look(), look()]).toEqual([undefined, undefined, 3]);
});
