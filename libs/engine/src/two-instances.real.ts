import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '@portolan/testkit';
import { expect, inject, test } from 'vitest';
import { account, context } from './rig/account.ts';
import { openInstance } from './rig/instance.ts';
import type { Total } from './rig/parts.ts';

const INSTANCE = fileURLToPath(new URL('./rig/instance.ts', import.meta.url));
const STREAMS = 20;

test('two instances share the work, one is killed: every event has its effect once', { timeout: 240_000 }, async () => {
  const { mongoUrl, kafkaBrokers: brokers } = inject('servers');
  const name = `two-${randomBytes(4).toString('hex')}`;
  const one = await openInstance({ mongoUrl, brokers, name }, 'one');
  const two: ChildProcess = spawn(process.execPath, [INSTANCE, mongoUrl, brokers.join(','), name]);
  let deposits = 0;
  const deposit = async () => {
    const number = deposits++;
    const command = { type: 'Deposit', amount: 10 } as const;
    const outcome = await one.engine.commands.execute(account, `a${number % STREAMS}`, command, context(`c${number}`));
    expect(outcome.ok).toBe(true);
  };
  let loaded = true;
  const work = async () => {
    while (loaded) {
      await deposit();
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };
  try {
    const workers = [work(), work(), work()];
    if (two.stdout === null) throw new Error('the second instance cannot be heard');
    await once(two.stdout, 'data');
    // Long enough for the partitions to be shared.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    two.kill('SIGKILL');
    const killed = Date.now();
    const before = deposits;
    await eventually('load goes on', 60_000, () => deposits > before + 50);
    loaded = false;
    await Promise.all(workers);
    const totalOf = (stream: string) => one.documents.get<Total>('totals', 'acme', `acme/${stream}`);
    const entries = async (kind: string) => {
      const found = await Promise.all(Array.from({ length: STREAMS }, (_, n) => totalOf(`${kind}/a${n}`)));
      for (const total of found) expect(new Set(total?.seen).size).toBe(total?.entries ?? 0);
      return found.reduce((sum, total) => sum + (total?.entries ?? 0), 0);
    };
    // Of each deposit the projection, and the bonus that a reaction adds to it, each once.
    await eventually('everything has its effect', 40_000, async () => (await entries('bonus')) >= deposits);
    console.log(`${deposits} deposits, all effects there ${Date.now() - killed} ms after the kill`);
    await eventually('nothing is under way', 60_000, () => one.idle());
    expect(await entries('account')).toBe(deposits);
    expect(await entries('bonus')).toBe(deposits);
    expect(await one.engine.parked()).toMatchObject({ items: [] });
  } finally {
    loaded = false;
    two.kill('SIGKILL');
    await one.close();
  }
});
