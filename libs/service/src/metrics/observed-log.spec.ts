import type { Log } from '@portolan/log';
import { expect, test } from 'vitest';
import { observedLog } from './observed-log.ts';

const log: Log = {
  partitions: 4,
  gathers: 20,
  declare: async () => undefined,
  append: async () => 'ok',
  subscribe: async () => ({ caughtUp: () => true, stop: async () => undefined }),
  close: async () => undefined,
};

test('whoever looks on changes nothing of what a log says about itself', () => {
  const { partitions, gathers } = observedLog(log, [{}]);
  expect({ partitions, gathers }).toEqual({ partitions: 4, gathers: 20 });
});

test('a log that does not gather is not said to', () => {
  const { gathers: _, ...atOnce } = log;
  expect('gathers' in observedLog(atOnce, [])).toBe(false);
});
