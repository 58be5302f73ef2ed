import { addressKey, createLogger, serviceNames } from '@portolan/service';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { command, merchant, poison, startTolls, TollsDefinition } from '../../../libs/service/src/rig/tolls.ts';
import type { Trial } from '../../../libs/service/src/rig/trial.ts';
import { tool } from './rig/tool.ts';

// A small service, asked in the place of another one, beside one that has nothing to do: what it cannot add up is parked in earnest.

const lines: string[] = [];
let trial: Trial;
let idle: Trial;
beforeAll(async () => {
  const logger = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  trial = await startTolls({ operationsPort: 0, logger });
  idle = await startTolls();
});
afterAll(async () => {
  await trial.end();
  await idle.end();
});

const parked = (env: Readonly<Record<string, string>> = {}) =>
  tool('parked.ts', {
    ...Object.fromEntries(serviceNames.map((service) => [addressKey(service), idle.running.address])),
    PORTOLAN_ORDERS_ADDRESS: trial.running.address,
    ...env,
  });

let commands = 0;
async function pay(...amounts: readonly bigint[]): Promise<{ readonly stream: string; readonly version: bigint }> {
  let last = { stream: '', version: 0n };
  for (const minor of amounts)
    last = await trial.client(TollsDefinition).pay({ minor, currency: 'USD' }, command(`c${commands++}`));
  await trial.settled();
  return last;
}

const total = async () => (await trial.running.runtime.documents.get('paid', merchant.tenant, 'all'))?.['total'];

it('lists what is parked, shows it, works it off in order once it is mended, and gives it up where it never can be', async () => {
  poison.minor = 2n;
  const { stream } = await pay(7n, 2n, 5n);
  expect(await total()).toBe(7n);

  const list = await parked();
  expect(list.code).toBe(1);
  const [heads, row] = list.said.split('\n').map((line) => line.split(/ {2,}/));
  expect(heads).toEqual(['service', 'consumer', 'kind', 'key', 'event', 'place', 'tries', 'waiting', 'error']);
  const place = expect.stringMatching(/^portolan\.tolls\.v1\/\d@2$/);
  expect(row).toEqual([
    'orders',
    'tolls.paid.v1',
    'event',
    stream,
    'TollPaid@2',
    place,
    '3',
    '2',
    'Error: nobody pays 2',
  ]);

  const shown = await parked({ SHOW: stream });
  for (const fact of ['topic      portolan.tolls.v1', 'position   2', 'attempts   3', 'Error: nobody pays 2'])
    expect(shown.said).toContain(fact);

  const again = await parked({ REDRIVE: stream });
  expect([again.code, again.said]).toEqual([
    1,
    expect.stringContaining('tolls.paid.v1: 0 went through, 2 wait still.'),
  ]);
  expect(await total()).toBe(7n);

  poison.minor = 11n;
  const mended = await parked({ REDRIVE: stream });
  expect([mended.code, mended.said]).toEqual([0, 'tolls.paid.v1: 2 went through, 0 wait still.\n']);
  expect(await total()).toBe(14n);

  await pay(11n, 4n);
  expect((await parked({ DROP: stream })).said).toContain('REASON=');
  const dropped = await parked({ DROP: stream, REASON: 'paid by mistake' });
  expect([dropped.code, dropped.said]).toEqual([1, expect.stringContaining(`${stream}@4 was given up; 1 of its key`)]);
  expect(lines.filter((line) => line.includes('paid by mistake') && line.includes(`${stream}@4`))).toHaveLength(1);
  await parked({ REDRIVE: stream });
  expect(await total()).toBe(18n);
  expect(await parked()).toEqual({ code: 0, said: 'Nothing is parked.\n' });
}, 120_000);
