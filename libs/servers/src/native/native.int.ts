import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cached } from './cache.ts';
import { differing } from './kafka.ts';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'portolan-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

describe('what was downloaded', () => {
  const make = (words: string) => async (folder: string) => writeFileSync(join(folder, 'file'), words);

  it('is made once', async () => {
    const folder = await cached('thing-1', make('first'), cache);
    expect(await cached('thing-1', make('second'), cache)).toBe(folder);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('first');
  });

  it('is whole for all who want it at the same time', async () => {
    const folders = await Promise.all(['a', 'b', 'c'].map((words) => cached('thing-1', make(words), cache)));
    expect(new Set(folders).size).toBe(1);
    expect(readdirSync(cache)).toEqual(['thing-1']);
  });

  it('is not kept where it was cut off', async () => {
    const cutOff = async (folder: string) => {
      writeFileSync(join(folder, 'half'), '');
      throw new Error('no network');
    };
    await expect(cached('thing-1', cutOff, cache)).rejects.toThrow('no network');
    expect(readdirSync(cache)).toEqual([]);
  });

  it('is compared with the list of what must come', () => {
    const list = 'aa  one.jar\nbb  two.jar\n';
    const [one, two] = [['one.jar', 'aa'] as const, ['two.jar', 'bb'] as const];
    expect(differing(list, new Map([one, two]))).toEqual([]);
    expect(differing(list, new Map([one, ['two.jar', 'other']]))).toEqual(['two.jar']);
    expect(differing(list, new Map([one]))).toEqual(['two.jar']);
    expect(differing(list, new Map([one, two, ['three.jar', 'cc']]))).toEqual(['three.jar']);
  });
});
