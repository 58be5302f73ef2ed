import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueOf } from '@portolan/contracts';
import { CommandReply, Money } from '@portolan/contracts/common/v1/types';
import { HistoryDefinition } from '@portolan/contracts/engine/v1/history';
import type { Aggregate, Logger, Projection } from '@portolan/engine';
import { madeId, refuse } from '@portolan/eventsourcing';
import { openEmbeddedLog } from '@portolan/log';
import { openSqliteDocumentStore, openSqliteEventStore } from '@portolan/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActivity } from '../clock/activity.ts';
import { machineClock } from '../clock/machine.ts';
import { createSuiteClock } from '../clock/suite.ts';
import type { Caller, Compose } from '../definition.ts';
import { connect } from '../grpc/client.ts';
import { answered, RefusedError } from '../grpc/errors.ts';
import { historyOf } from '../grpc/history.ts';
import { serve } from '../grpc/serve.ts';
import type { Environment, RunningService } from './environment.ts';
import { startService } from './start.ts';

type TollPaid = { readonly type: 'TollPaid'; readonly data: Money };

const toll: Aggregate<{ paid: bigint }, Money, TollPaid, 'NOT_YET_VISIBLE'> = {
  name: 'toll',
  initial: { paid: 0n },
  decide: (command, state) =>
    state.paid + command.minor > 100n
      ? refuse('NOT_YET_VISIBLE', { stream: 'toll', version: String(state.paid) })
      : [{ type: 'TollPaid', data: command }],
  evolve: (state, event) => ({ paid: state.paid + event.data.minor }),
};

const paidTolls: Projection<TollPaid> = {
  name: 'tolls.paid.v1',
  reads: ['tolls'],
  collections: { paid: {} },
  on: {
    async TollPaid(event, view) {
      const before = await view.get<{ total: bigint }>('paid', event.meta.tenant, 'all');
      await view.put('paid', event.meta.tenant, 'all', { total: (before?.total ?? 0n) + event.data.minor });
    },
  },
};

const method = { requestStream: false, responseStream: false, options: {} } as const;
const TollsDefinition = {
  name: 'Tolls',
  fullName: 'portolan.tolls.v1.Tolls',
  methods: {
    pay: { ...method, name: 'Pay', requestType: Money, responseType: CommandReply },
    total: { ...method, name: 'Total', requestType: CommandReply, responseType: Money },
  },
} as const;

const catalogues = { tolls: catalogueOf('tolls', { TollPaid: Money }) };
const machine = machineClock();
const caller: Caller = { tenant: 'acme', role: 'merchant' };
const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

let steps: string[];
let folder: string;
let closing: (() => Promise<void>)[];

const tolls: Compose<{ currency: string }> = (config, runtime) => ({
  name: 'tolls',
  catalogue: catalogues.tolls,
  projections: [paidTolls],
  reactions: [],
  requests: [],
  timers: [],
  serves: [
    serve(TollsDefinition, {
      async pay(request, call) {
        const id = madeId('toll', call.caller.tenant);
        return answered(await runtime.commands.execute(toll, id, request, call.context), id);
      },
      async total({ stream, version }, call) {
        const seen = await runtime.visible('tolls.paid.v1', stream, Number(version));
        if (!seen) throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: String(version) } });
        const found = await runtime.documents.get<{ total: bigint }>('paid', call.caller.tenant, 'all');
        return { minor: found?.total ?? 0n, currency: config.currency };
      },
    }),
  ],
  lives: ['first', 'second'].map((name) => ({
    name,
    start: async () => void steps.push(`${name} starts`),
    stop: async () => void steps.push(`${name} stops`),
  })),
});

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
  const running = await startService('tolls', { currency: 'USD' }, tolls, environment());
  closing.push(() => running.stop());
  return running;
}

function client(running: RunningService) {
  const connection = connect(TollsDefinition, running.address, { machine, activity: createActivity(machine) });
  closing.push(async () => connection.close());
  return connection.client;
}

const command = (commandId: string) => ({
  ...caller,
  commandId,
  requestHash: '',
  correlation: '',
  causation: '',
  traceparent: '',
});

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
    expect(await api.total(second, caller)).toEqual({ minor: 42n, currency: 'USD' });
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
    expect(await again.total(reply, caller)).toEqual({ minor: 7n, currency: 'USD' });
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
    await expect(past.client.head({ shard: 0 }, caller)).rejects.toMatchObject({
      refusal: { refused: 'SERVICES_ONLY' },
    });
  });

  it('starts what lives beside it in order, and stops in reverse, once', async () => {
    const running = await start();
    const stopping = Promise.all([running.stop(), running.stop()]);
    expect(running.ready()).toBe(false);
    await stopping;
    expect(steps).toEqual(['first starts', 'second starts', 'second stops', 'first stops']);
    await expect(client(running).total({ id: '', stream: '', version: 0n }, caller)).rejects.toMatchObject({
      status: 'UNAVAILABLE',
    });
  });

  it('is not started under another name or with another catalogue', async () => {
    await expect(startService('fx', { currency: 'USD' }, tolls, environment())).rejects.toThrow('under the name tolls');
    const other = environment();
    const wrong = startService('tolls', { currency: 'USD' }, tolls, {
      ...other,
      catalogues: { tolls: catalogueOf('tolls', { TollPaid: Money }) },
    });
    await expect(wrong).rejects.toThrow('another catalogue');
  });
});
