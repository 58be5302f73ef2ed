import { afterAll, beforeAll, expect, it } from 'vitest';
import { personalData } from '../story/direct-mail.ts';
import { filesContaining } from '../support/folder.ts';
import { type Played, playOnce } from '../support/play.ts';

let first: Played;
const folders: Played['folder'][] = [];

async function played(seed: string): Promise<Played> {
  const run = await playOnce(seed);
  folders.push(run.folder);
  return run;
}

beforeAll(async () => {
  first = await played('one');
}, 60_000);

afterAll(() => {
  for (const folder of folders) folder.remove();
});

it('the same seed writes the same streams, times included', { timeout: 60_000 }, async () => {
  const { streams } = await played('one');
  expect(first.streams.size).toBeGreaterThan(20);
  expect([...streams.keys()].sort()).toEqual([...first.streams.keys()].sort());
  for (const [stream, content] of first.streams) expect(streams.get(stream), stream).toBe(content);
});

it('another seed writes others', { timeout: 60_000 }, async () => {
  const { streams } = await played('another');
  expect([...streams.values()].sort()).not.toEqual([...first.streams.values()].sort());
});

it('no personal datum stands in clear in any database, log or log file', () => {
  // The search itself works: what may be known is found in several places.
  expect(filesContaining(first.folder.path, ['SO-2026-0001']).length).toBeGreaterThan(3);
  expect(filesContaining(first.folder.path, personalData)).toEqual([]);
});
