import { afterAll, expect, it } from 'vitest';
import { type Played, playOnce } from '../support/play.ts';

const played: Played[] = [];
afterAll(() => {
  for (const { folder } of played) folder.remove();
});

async function streamsOf(seed: string): Promise<ReadonlyMap<string, string>> {
  const run = await playOnce(seed);
  played.push(run);
  return run.streams;
}

it('writes the same streams with the same seed, times included, and others with another', {
  timeout: 120_000,
}, async () => {
  const first = await streamsOf('one');
  const second = await streamsOf('one');
  const other = await streamsOf('another');
  expect(first.size).toBeGreaterThan(20);
  expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
  for (const [stream, content] of first) expect(second.get(stream), stream).toBe(content);
  expect([...other.values()].sort()).not.toEqual([...first.values()].sort());
});
