import { afterAll, beforeAll, expect, it } from 'vitest';
import { bondedPersonalData } from '../story/bonded-import.ts';
import { personalData } from '../story/direct-mail.ts';
import { orderNos } from '../support/all-roads.ts';
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
}, 120_000);

afterAll(() => {
  for (const folder of folders) folder.remove();
});

it('the same seed writes the same streams on every road, times included', { timeout: 120_000 }, async () => {
  const { streams } = await played('one');
  expect(first.streams.size).toBeGreaterThan(100);
  expect([...streams.keys()].sort()).toEqual([...first.streams.keys()].sort());
  for (const [stream, content] of first.streams) expect(streams.get(stream), stream).toBe(content);
});

it('another seed gives every road another course', { timeout: 120_000 }, async () => {
  const { streams } = await played('another');
  expect([...streams.values()].sort()).not.toEqual([...first.streams.values()].sort());
  for (const orderNo of Object.values(orderNos)) {
    const mark = Buffer.from(orderNo).toString('hex');
    const about = (run: Played['streams']) => [...run.values()].filter((content) => content.includes(mark)).sort();
    expect(about(first.streams).length, orderNo).toBeGreaterThan(1);
    expect(about(streams), orderNo).not.toEqual(about(first.streams));
  }
});

it('no personal datum stands in clear in any database, log or log file', () => {
  // The search itself works: what may be known is found in several places.
  for (const orderNo of Object.values(orderNos))
    expect(filesContaining(first.folder.path, [orderNo]).length, orderNo).toBeGreaterThan(3);
  expect(filesContaining(first.folder.path, [...personalData, ...bondedPersonalData])).toEqual([]);
});
