import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@portolan/servers';
import { type Suite, startSuite } from '@portolan/suite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let data: string;
let suite: Suite;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'operated-'));
  const [gatewayPort, sandboxPort] = [await freePort(), await freePort()];
  suite = await startSuite({ data, seed: 'operated', clock: 'step', gatewayPort, sandboxPort, figures: true });
});
afterAll(async () => {
  await suite?.stop();
  rmSync(data, { recursive: true });
});

/** Runs a tool as make does. */
function tool(file: string, env: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const path = join(import.meta.dirname, file);
    const child = execFile(process.execPath, [path], { env: { NODE_NO_WARNINGS: '1', DATA: data, ...env } }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, said: out + err });
    });
  });
}

describe('the tools of operators', () => {
  it('show how every service of a running suite gets on, and where it listens', async () => {
    const { code, said } = await tool('status.ts');
    expect(code, said).toBe(0);
    expect(said).toContain('All is well.');
    for (const service of ['orders', 'customs', 'fx', 'warehouse', 'tracking', 'gateway', 'sandbox']) {
      expect(said).toMatch(new RegExp(`^${service} +127\\.0\\.0\\.1:\\d+ +yes `, 'm'));
      expect(said).toMatch(new RegExp(`^${service} +127\\.0\\.0\\.1:\\d+ +http://127\\.0\\.0\\.1:\\d+$`, 'm'));
    }
  });

  it('say the same to programs', async () => {
    const { code, said } = await tool('status.ts', { JSON: '1' });
    const { well, services } = JSON.parse(said) as { well: boolean; services: Record<string, unknown>[] };
    expect([code, well, services.length]).toEqual([0, true, 7]);
    expect(services[0]).toMatchObject({ service: 'orders', ready: true, leads: true, lag: 0, parked: 0 });
  });

  it('say in Chinese what they say in English', async () => {
    const { code, said } = await tool('parked.ts', { LANGUAGE: 'zh_CN:zh' });
    expect([code, said.trim()]).toEqual([0, '没有被搁置的事项。']);
  });

  it('say what to do where nothing is parked under a key, or nobody answers', async () => {
    const unknown = await tool('parked.ts', { SHOW: 'acme/order/1' });
    expect(unknown).toEqual({ code: 2, said: 'Nothing is parked under acme/order/1. make parked lists what is.\n' });
    const elsewhere = { DATA: join(data, 'nowhere'), ...nobodysAddresses };
    expect(await tool('parked.ts', elsewhere)).toMatchObject({ code: 2, said: expect.stringContaining('make up') });
    const { code, said } = await tool('status.ts', elsewhere);
    expect(code).toBe(2);
    expect(said).toContain('orders does not answer at 127.0.0.1:1.');
  });
});

const nobodysAddresses = Object.fromEntries(
  ['ORDERS', 'CUSTOMS', 'FX', 'WAREHOUSE', 'TRACKING', 'GATEWAY', 'SANDBOX'].map((name) => [
    `PORTOLAN_${name}_ADDRESS`,
    '127.0.0.1:1',
  ]),
);
