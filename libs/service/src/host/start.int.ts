import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueOf } from '@portolan/contracts';
import { Money } from '@portolan/contracts/common/v1/types';
import { HistoryDefinition } from '@portolan/contracts/engine/v1/history';
import type { Logger } from '@portolan/engine';
import { openEmbeddedLog } from '@portolan/log';
import { openSqliteDocumentStore, openSqliteEventStore } from '@portolan/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActivity } from '../clock/activity.ts';
import { machineClock } from '../clock/machine.ts';
import { createSuiteClock } from '../clock/suite.ts';
import { connect } from '../grpc/client.ts';
import { historyOf } from '../grpc/history.ts';
import { catalogues, command, merchant, TollsDefinition, tolls } from '../rig/tolls.ts';
import type { Environment, RunningService } from './environment.ts';
import { startService } from './start.ts';

const machine = machineClock();
const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

let steps: string[];
let folder: string;
let closing: (() => Promise<void>)[];

const lives = ['first', 'second'].map((name) => ({
  name,
  start: async () => void steps.push(`${name} starts`),
  stop: async () => void steps.push(`${name} stops`),
}));

function environment(): Environment {
  const eventLog = openEmbeddedLog({ file: join(folder, 'log.db'), partitions: 4, machine });
  closing.push(() => eventLog.close());
  return {
    clock: createSuiteClock({ mode: 'step', machine, file: join(folder, 'clock'), start: '2026-03-02T01:00:00Z' }),
    machine,
    activity: createActivity(machine),
    logger: quiet,
    seed: 'one',
    stores: {
      events: openSqliteEventStore({ file: join(folder, 'tolls.events.db'), shards: 4 }),
      documents: openSqliteDocumentStore({ file: join(folder, 'tolls.documents.db') }),
    },
    eventLog,
    resolve: () => '127.0.0.1:1',
    instance: 'test',
    listen: { host: '127.0.0.1', port: 0 },
    masterKey: Buffer.alloc(32, 1),
    catalogues,
  };
}

async function start(): Promise<RunningService> {
  const running = await startService('tolls', { currency: 'USD' }, tolls(lives), environment());
  closing.push(() => running.stop());
  return running;
}

function client(running: RunningService) {
  const connection = connect(TollsDefinition, running.address, { machine, activity: createActivity(machine) });
  closing.push(async () => connection.close());
  return connection.client;
}

beforeEach(() => {
  [steps, closing] = [[], []];
  folder = mkdtempSync(join(tmpdir(), 'tolls-'));
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  rmSync(folder, { recursive: true });
});

describe('a service that is hosted', () => {
  it('answers commands and queries, and shows what was just written', async () => {
    const running = await start();
    expect(running.ready()).toBe(true);
    const api = client(running);
    const first = await api.pay({ minor: 30n, currency: 'USD' }, command('c1'));
    expect(first).toMatchObject({ version: 1n, stream: `acme/toll/${first.id}` });
    const second = await api.pay({ minor: 12n, currency: 'USD' }, command('c2'));
    expect(await api.total(second, merchant)).toEqual({ minor: 42n, currency: 'USD' });
    await running.runtime.activity.run(async () => {});
  });

  it('carries a command out once, and refuses its id for another request', async () => {
    const api = client(await start());
    const reply = await api.pay({ minor: 30n, currency: 'USD' }, command('c1'));
    expect(await api.pay({ minor: 30n, currency: 'USD' }, command('c1'))).toEqual(reply);
    await expect(api.pay({ minor: 31n, currency: 'USD' }, command('c1'))).rejects.toMatchObject({
      refusal: { refused: 'COMMAND_ID_REUSED' },
    });
  });

  it('refuses what the domain refuses', async () => {
    const refused = client(await start()).pay({ minor: 101n, currency: 'USD' }, command('c1'));
    await expect(refused).rejects.toMatchObject({ refusal: { refused: 'NOT_YET_VISIBLE', data: { version: '0' } } });
  });

  it('goes on after a restart where it stood', async () => {
    const running = await start();
    const reply = await client(running).pay({ minor: 7n, currency: 'USD' }, command('c1'));
    await running.stop();
    for (const close of closing.splice(0).toReversed()) await close();
    const again = client(await start());
    expect(await again.total(reply, merchant)).toEqual({ minor: 7n, currency: 'USD' });
    expect(await again.pay({ minor: 7n, currency: 'USD' }, command('c1'))).toEqual(reply);
  });

  it('shows its past to services, and to nobody else', async () => {
    const running = await start();
    const { stream } = await client(running).pay({ minor: 7n, currency: 'USD' }, command('c1'));
    await (running.runtime.activity as ReturnType<typeof createActivity>).whenIdle();
    const past = connect(HistoryDefinition, running.address, { machine, activity: createActivity(machine) });
    closing.push(async () => past.close());
    const history = historyOf((() => past.client) as never, 'tolls');
    const place = await history.locate(stream, 1);
    expect(place?.position).toBe(1);
    expect(await history.head(place?.shard ?? -1)).toBe(1);
    const [event] = await history.read(place?.shard ?? -1, 1, 10);
    expect(event).toMatchObject({
      stream,
      type: 'portolan.tolls.v1.TollPaid',
      tenant: 'acme',
      time: '2026-03-02T01:00:00.000Z',
    });
    expect(await history.locate(stream, 2)).toBeUndefined();
    await expect(past.client.head({ shard: 0 }, merchant)).rejects.toMatchObject({
      refusal: { refused: 'SERVICES_ONLY' },
    });
  });

  it('starts what lives beside it in order, and stops in reverse, once', async () => {
    const running = await start();
    const stopping = Promise.all([running.stop(), running.stop()]);
    expect(running.ready()).toBe(false);
    await stopping;
    expect(steps).toEqual(['first starts', 'second starts', 'second stops', 'first stops']);
    await expect(client(running).total({ id: '', stream: '', version: 0n }, merchant)).rejects.toMatchObject({
      status: 'UNAVAILABLE',
    });
  });

  it('is not started under another name or with another catalogue', async () => {
    await expect(startService('fx', { currency: 'USD' }, tolls(lives), environment())).rejects.toThrow(
      'under the name tolls',
    );
    const other = environment();
    const wrong = startService('tolls', { currency: 'USD' }, tolls(lives), {
      ...other,
      catalogues: { tolls: catalogueOf('tolls', { TollPaid: Money }) },
    });
    await expect(wrong).rejects.toThrow('another catalogue');
  });
});
