import { expect, it } from 'vitest';
import { NotReached, whenReached } from './reaching.ts';

let now = 0;
const machine = {
  now: () => now,
  after(ms: number, callback: () => void) {
    now += ms;
    queueMicrotask(callback);
    return () => {};
  },
};

function rig(answersAt: number) {
  now = 0;
  const said: string[] = [];
  const log = { debug() {}, info() {}, warn: (_fields: object, words: string) => said.push(words), error() {} };
  const open = async () => {
    if (now < answersAt) throw new Error('connection refused');
    return 'open';
  };
  return { said, open: () => whenReached('MongoDB', open, { machine, log, withinMs: 10_000 }) };
}

it('waits for a server that comes up later, and says so each time', async () => {
  const { open, said } = rig(1_700);
  expect(await open()).toBe('open');
  expect(said).toEqual(Array(3).fill('MongoDB does not answer yet'));
});

it('gives up in the end, in words', async () => {
  const { open } = rig(Number.POSITIVE_INFINITY);
  await expect(open()).rejects.toThrow(NotReached);
  await expect(rig(Number.POSITIVE_INFINITY).open()).rejects.toThrow(
    'MongoDB was not reached within 10 s: connection refused',
  );
  expect(now).toBeLessThanOrEqual(10_000);
});
