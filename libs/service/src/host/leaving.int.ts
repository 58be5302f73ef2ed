import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@portolan/servers';
import { afterEach, expect, it } from 'vitest';
import { createActivity } from '../clock/activity.ts';
import { machineClock } from '../clock/machine.ts';
import { connect } from '../grpc/client.ts';
import { FerryDefinition } from '../rig/leaving.ts';
import { merchant } from '../rig/tolls.ts';

const machine = machineClock();
const unreadyMs = 500;
const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Starts an instance and waits until it is ready. */
async function instance(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-'));
  folders.push(folder);
  const [port, operationsPort] = [await freePort(), await freePort()];
  const env = {
    PATH: process.env['PATH'],
    NODE_NO_WARNINGS: '1',
    PORTOLAN_DATA: folder,
    PORTOLAN_INSTANCE: name,
    PORTOLAN_FERRY_ADDRESS: `127.0.0.1:${port}`,
    PORTOLAN_OPERATIONS_PORT: String(operationsPort),
    PORTOLAN_UNREADY_MS: String(unreadyMs),
    PORTOLAN_LOG_LEVEL: 'silent',
  };
  const file = join(import.meta.dirname, '../rig/leaving.ts');
  const child = spawn(process.execPath, [file], { env, stdio: 'ignore' });
  children.push(child);
  const ready = async () => (await fetch(`http://127.0.0.1:${operationsPort}/ready`).catch(() => undefined))?.status;
  while ((await ready()) !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  return { child, ready, address: `127.0.0.1:${port}` };
}

it('leaves under load: not ready first, then served on, then gone, and no call fails', async () => {
  const [leaving, staying] = await Promise.all([instance('leaving'), instance('staying')]);
  const target = `ipv4:${leaving.address},${staying.address}`;
  const parts = { machine, activity: createActivity(machine), deadlineMs: 20_000 };
  const { client, close } = connect(FerryDefinition, target, parts);
  const answered: string[] = [];
  const failed: unknown[] = [];
  let over = false;
  const callers = Array.from({ length: 16 }, async () => {
    while (!over) {
      await client.cross({ minor: 1n, currency: 'USD' }, merchant).then(
        ({ id }) => answered.push(id),
        (error: unknown) => failed.push(error),
      );
    }
  });
  while (!(answered.includes('leaving') && answered.includes('staying'))) {
    expect(failed).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  const exited = once(leaving.child, 'exit');
  const asked = machine.now();
  leaving.child.kill('SIGTERM');
  while ((await leaving.ready()) === 200) await new Promise((resolve) => setTimeout(resolve, 5));
  const whenUnready = answered.length;
  expect(await exited).toEqual([0, null]);
  expect(machine.now() - asked).toBeGreaterThanOrEqual(unreadyMs);
  // It answered on after it said that it is not ready.
  expect(answered.slice(whenUnready)).toContain('leaving');
  await new Promise((resolve) => setTimeout(resolve, 300));
  over = true;
  await Promise.all(callers);
  close();
  expect(failed).toEqual([]);
}, 60_000);
