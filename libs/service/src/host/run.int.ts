import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, masterKeyOf } from './local.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alone-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

// What a service's main.ts does, in a process of its own. It has no catalogue: it owns no streams.
const main = `
  import { z } from 'zod';
  import { runService, secret } from './src/index.ts';
  const schema = z.object({ PORTOLAN_PILOT_KEY: secret(z.string()).default('canary') });
  await runService('pilot', schema, () => ({
    name: 'pilot', catalogue: undefined, projections: [], reactions: [], requests: [], timers: [], serves: [],
    lives: [{ name: 'ship', start: async () => console.log('ship starts'), stop: async () => console.log('ship stops') }],
  }));
`;

function alone(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', main], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PORTOLAN_DATA: folder, PORTOLAN_PILOT_ADDRESS: '127.0.0.1:0', ...env },
  });
  let output = '';
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('"msg":"started"')) resolve();
    });
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return { child, started, exited: once(child, 'close'), output: () => output };
}

describe('a service that runs alone', () => {
  it('starts from its environment, says how, and stops in order on SIGTERM', async () => {
    const { child, started, exited, output } = alone({});
    await started;
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    // The log and the service's own words reach the pipe by two ways; each keeps its order.
    expect(output()).toMatch(/"msg":"starting".*"msg":"started".*"msg":"stopping"/s);
    expect(output()).toMatch(/ship starts.*ship stops/s);
    expect(output()).toContain('"PORTOLAN_PILOT_KEY":"[secret]"');
    expect(output()).not.toContain('canary');
    expect(readdirSync(folder)).toContain('master.key');
  });

  it('ends with what went wrong where it cannot start', async () => {
    const { exited, output } = alone({ PORTOLAN_PILOT_ADDRESS: '256.0.0.1:1' });
    expect(await exited).toEqual([1, null]);
    expect(output()).toContain('stopping after a fault');
  });

  it('does not start with a key that nobody knows', async () => {
    const { exited, output } = alone({ PORTOLAN_PILOT_KYE: 'x' });
    expect(await exited).toEqual([1, null]);
    expect(output()).toContain('PORTOLAN_PILOT_KYE is no key of ours');
  });

  it.each([
    [{ PORTOLAN_TEST_CRASH: 'after-append:1' }, 'is for test mode'],
    [{ PORTOLAN_TEST_CRASH: 'after-lunch:1', PORTOLAN_SEED: 'one' }, 'must be a crash point'],
  ])('does not kill itself outside test mode, nor where nothing durable happens: %j', async (env, words) => {
    const { exited, output } = alone(env as unknown as Record<string, string>);
    expect(await exited).toEqual([1, null]);
    expect(output()).toContain(words);
  });
});

describe('what a data folder needs', () => {
  it('keeps one master key, unless one is given or a seed makes it', () => {
    const drawn = masterKeyOf(folder, undefined, undefined);
    expect(masterKeyOf(folder, undefined, undefined)).toEqual(drawn);
    expect(masterKeyOf(folder, Buffer.alloc(32, 9).toString('base64'), undefined)).toEqual(Buffer.alloc(32, 9));
    expect(masterKeyOf(folder, undefined, 'one')).toEqual(masterKeyOf('elsewhere', undefined, 'one'));
    expect(masterKeyOf(folder, undefined, 'one')).not.toEqual(masterKeyOf(folder, undefined, 'two'));
  });

  it('finds services where they are said to be, or in their place on this machine', () => {
    expect(addressOf('orders', { PORTOLAN_ORDERS_ADDRESS: 'orders:50051' })).toBe('orders:50051');
    expect(addressOf('orders', {})).toBe('127.0.0.1:7001');
    expect(() => addressOf('pilot', {})).toThrow('PORTOLAN_PILOT_ADDRESS=<host:port>');
  });
});
