import type { Logger } from '@portolan/engine';
import { describe, expect, it } from 'vitest';
import { machineClock } from '../clock/machine.ts';
import { createShutdown } from './shutdown.ts';

function logger() {
  const lines: string[] = [];
  const write = (fields: object, message: string) => lines.push(`${message} ${JSON.stringify(fields)}`);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  return { lines, log };
}

describe('shutting down', () => {
  it('takes the steps last first, each once', async () => {
    const taken: string[] = [];
    const shutdown = createShutdown(machineClock(), logger().log, 1_000);
    for (const name of ['stores', 'engine', 'gRPC']) shutdown.push(name, async () => void taken.push(name));
    await Promise.all([shutdown.run(), shutdown.run()]);
    expect(taken).toEqual(['gRPC', 'engine', 'stores']);
  });

  it('goes past a step that fails and one that hangs, and says so', async () => {
    const { lines, log } = logger();
    const taken: string[] = [];
    const shutdown = createShutdown(machineClock(), log, 20);
    shutdown.push('stores', async () => void taken.push('stores'));
    shutdown.push('broken', () => Promise.reject(new Error('no')));
    shutdown.push('hanging', () => new Promise(() => {}));
    await shutdown.run();
    expect(taken).toEqual(['stores']);
    expect(lines.join()).toMatch(/took too long.*hanging.*stopping failed.*broken/s);
  });
});
