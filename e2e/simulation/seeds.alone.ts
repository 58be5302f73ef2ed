import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const minutes = 3;

/** Seeds that nobody has played before: another commit begins elsewhere, the same one begins where it did. */
async function newSeeds(): Promise<number> {
  const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname });
  return Number.parseInt(stdout.slice(0, 8), 16);
}

/** What a run of its own says, and how it ends. */
function simulate(from: number): Promise<{ readonly said: string; readonly code: number | null }> {
  const env = { ...process.env, FROM: String(from), MINUTES: String(minutes) };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ said, code }));
  });
}

it(`nothing breaks in as many new seeds as fit into ${minutes} minutes`, { timeout: 1_200_000 }, async () => {
  const from = await newSeeds();
  const { said, code } = await simulate(from);
  console.log(`new seeds from ${from} on:\n${said}`);
  expect(said).toMatch(/^simulate: [1-9]\d* seeds, \d+ faults, 0 breaches, trace [0-9a-f]{16}$/m);
  expect(code).toBe(0);
});
