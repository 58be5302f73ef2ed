import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FolderInUse, holdFolder } from './data-folder.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hold-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  rmSync(folder, { recursive: true });
});

/** Another process that tries to hold the folder: 'held', or what it was told. */
async function another(): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const script = `import { holdFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)};
    try { holdFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const [said] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

it('is held by one process, and whoever else wants it hears by which', async () => {
  const { child, said } = await another();
  expect(said).toBe('held');
  expect(() => holdFolder(folder)).toThrow(FolderInUse);
  expect(() => holdFolder(folder)).toThrow(`A suite (process ${child.pid}) is running on ${folder}.`);
});

it('is free again after kill -9, and the file that stays behind locks nothing', async () => {
  for (let round = 0; round < 3; round++) {
    const { child, said } = await another();
    expect(said).toBe('held');
    await killed(child);
  }
  const hold = holdFolder(folder);
  expect((await another()).said).toContain(`process ${process.pid}`);
  hold.release();
  hold.release();
  expect((await another()).said).toBe('held');
});

it('has one winner where several begin at once', async () => {
  const all = await Promise.all([another(), another(), another(), another()]);
  expect(all.filter(({ said }) => said === 'held')).toHaveLength(1);
  expect(all.filter(({ said }) => said.startsWith('A suite'))).toHaveLength(3);
});
