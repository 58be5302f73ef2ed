import type { Commit } from '@portolan/store';
import { expect, it } from 'vitest';
import { commitsToTake, leastCommits } from './relay-batch.ts';

const commits = (count: number, events: number): readonly Commit[] =>
  Array.from(
    { length: count },
    () => ({ commands: [{ events: Array.from({ length: events }, () => ({})) }] }) as never,
  );

it('takes more commits while they are light, up to all', () => {
  expect(leastCommits(500)).toBe(125);
  expect(commitsToTake(commits(125, 1), 125, 500)).toBe(250);
  expect(commitsToTake(commits(250, 64), 250, 500)).toBe(500);
  expect(commitsToTake(commits(500, 1), 500, 500)).toBe(500);
});

it('takes fewer of full ones, and begins low after a silence', () => {
  expect(commitsToTake(commits(250, 128), 250, 500)).toBe(250);
  expect(commitsToTake(commits(500, 256), 500, 500)).toBe(125);
  expect(commitsToTake(commits(7, 256), 500, 500)).toBe(125);
  expect(commitsToTake([], 500, 500)).toBe(125);
});
