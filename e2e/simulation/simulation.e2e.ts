import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The last line of a run of its own. */
async function simulate(from: number): Promise<string> {
  const env = { ...process.env, SEEDS: '1', FROM: String(from) };
  const { stdout } = await promisify(execFile)(process.execPath, [main], { env });
  return stdout.trimEnd().split('\n').at(-1) ?? '';
}

it('a seed is the same run in every process, and nothing in it breaks', { timeout: 240_000 }, async () => {
  const [one, other] = await Promise.all([simulate(1), simulate(1)]);
  expect(other).toBe(one);
  expect(one).toMatch(/^simulate: 1 seeds, \d{3,} faults, 0 breaches, trace [0-9a-f]{16}$/);
});
