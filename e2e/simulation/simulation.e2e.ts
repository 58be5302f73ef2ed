import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { runSeed } from './run.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

it('a road without faults comes to its end, and every order of it', { timeout: 120_000 }, async () => {
  const { breaches, commits, faults } = await runSeed('calm', { orders: 4, faults: false });
  expect(breaches).toEqual([]);
  expect(faults.size).toBe(0);
  expect(commits).toBeGreaterThan(150);
});

it('a seed is the same run every time, in every process', { timeout: 240_000 }, async () => {
  const here = await runSeed('1', { orders: 14, faults: true });
  const env = { ...process.env, SEEDS: '1', FROM: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, [main], { env });
  const there = await runSeed('1', { orders: 14, faults: true });
  expect(there).toEqual(here);
  expect(here.breaches).toEqual([]);
  const total = [...here.faults.values()].reduce((sum, count) => sum + count, 0);
  expect(stdout).toMatch(new RegExp(`simulate: 1 seeds, ${total} faults, 0 breaches, trace [0-9a-f]{16}\\n$`));
});
