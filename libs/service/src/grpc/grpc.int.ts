import { complete } from '@portolan/contracts';
import { Address, CommandReply, Money, Person } from '@portolan/contracts/common/v1/types';
import type { CommandContext, Logger } from '@portolan/engine';
import { CursorUnknown } from '@portolan/store';
import { createChannel, createClient, createServer, Metadata, Status } from 'nice-grpc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActivity } from '../clock/activity.ts';
import { machineClock } from '../clock/machine.ts';
import type { Call, Caller } from '../definition.ts';
import { callMeter } from '../metrics/calls.ts';
import { noMetrics } from '../metrics/metrics.ts';
import { connect } from './client.ts';
import { Outage, RefusedError } from './errors.ts';
import { createHealth, healthDefinition } from './health.ts';
import { serve } from './serve.ts';
import { type GrpcServer, listen } from './server.ts';

const method = { requestStream: false, responseStream: false, options: {} } as const;
const TollsDefinition = {
  name: 'Tolls',
  fullName: 'portolan.tolls.v1.Tolls',
  methods: {
    payToll: { ...method, name: 'PayToll', requestType: Money, responseType: CommandReply },
    welcome: { ...method, name: 'Welcome', requestType: Person, responseType: Address },
    ask: { ...method, name: 'Ask', requestType: Money, responseType: Person },
  },
} as const;

const machine = machineClock();
const caller: Caller = { tenant: 'acme', role: 'merchant' };
const context: CommandContext = {
  tenant: 'acme',
  commandId: 'c1',
  requestHash: '',
  correlation: 'order-1',
  causation: 'event@1',
  traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  rememberRefusal: true,
};
const dollars = { minor: 9_007_199_254_740_993n, currency: 'USD' };
const person = complete(Person.fromPartial({ name: 'Ann Canary', address: { country: 'US' } }));

let logged: string;
let calls: Call[];
let work: (call: Call) => Promise<void>;
let server: GrpcServer;
let closers: (() => void)[];
const activity = createActivity(machine);
const health = createHealth();
const log: Logger = ((write) => ({ debug: write, info: write, warn: write, error: write }))(
  (fields: object, text: string) => {
    logged += `${text} ${JSON.stringify(fields)} `;
  },
);

beforeEach(async () => {
  [logged, calls, closers, work] = ['', [], [], async () => {}];
  const tolls = serve(TollsDefinition, {
    async payToll(request, call) {
      calls.push(call);
      await work(call);
      return { id: call.context.commandId, stream: request.currency, version: request.minor };
    },
    welcome: async (request) => request.address,
    ask: async () => ({ name: 'nobody' }),
  });
  server = await listen(
    [tolls],
    { host: '127.0.0.1', port: 0 },
    { activity, machine, log, health, hashKey: Buffer.alloc(32), calls: callMeter(noMetrics().meter, machine) },
  );
});
afterEach(async () => {
  for (const close of closers) close();
  await server.drain(100);
});

function tolls(deadlineMs = 5_000, address = server.address) {
  const connection = connect(TollsDefinition, address, { machine, activity, deadlineMs });
  closers.push(connection.close);
  return connection.client;
}

async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RefusedError)) throw new Error('not refused', { cause: error });
  return error.refusal;
}

describe('a call', () => {
  it('carries request, reply and who asks, without losing a digit', async () => {
    const reply = await tolls().payToll(dollars, context);
    expect(reply).toEqual({ id: 'c1', stream: 'USD', version: dollars.minor });
    expect(calls[0]?.caller).toEqual({ tenant: 'acme', role: 'service' });
    expect(calls[0]?.context).toEqual(context);
  });

  it('keeps names that are no ASCII', async () => {
    await tolls().payToll(dollars, { ...context, tenant: '深圳 / 贸易', correlation: 'a%2Fb' });
    expect(calls[0]?.context).toMatchObject({ tenant: '深圳 / 贸易', correlation: 'a%2Fb' });
  });

  it('hashes the request where a user asks: equal for equal requests, never the bare bytes', async () => {
    const as = { ...context, ...caller };
    const hashes = [];
    for (const request of [dollars, dollars, { ...dollars, minor: 1n }]) {
      await tolls().payToll(request, as);
      hashes.push(calls.at(-1)?.context.requestHash);
    }
    await tolls().payToll(dollars, { ...as, requestHash: 'given' });
    hashes.push(calls.at(-1)?.context.requestHash);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(new Set(hashes).size).toBe(3);
    expect(hashes).not.toContain('given');
  });

  it('without a command id may be a query, and no command', async () => {
    expect(await tolls().welcome(person, caller)).toMatchObject({ country: 'US' });
    expect(await refusal(tolls().payToll(dollars, caller))).toEqual({ refused: 'COMMAND_ID_MISSING', data: {} });
  });

  it('counts as under way until it is answered', async () => {
    let idle = true;
    work = async () => {
      idle = activity.idle();
    };
    await tolls().payToll(dollars, context);
    expect([idle, activity.idle()]).toEqual([false, true]);
  });
});

describe('a refusal', () => {
  it('arrives as it was thrown, with code and data', async () => {
    const refused = { refused: 'VERSION_NOT_FOUND', data: { stream: 'a/b/c', version: '7' } };
    work = () => Promise.reject(new RefusedError(refused));
    expect(await refusal(tolls().payToll(dollars, context))).toEqual(refused);
  });

  it('is what becomes of a cursor that no list has answered', async () => {
    work = () => Promise.reject(new CursorUnknown());
    const refused = { refused: 'CURSOR_UNKNOWN', data: { field: 'cursor' } };
    expect(await refusal(tolls().payToll(dollars, context))).toEqual(refused);
  });

  it('that no table knows is an outage, and is logged', async () => {
    work = () => Promise.reject(new RefusedError({ refused: 'NOBODY_WROTE_THIS', data: {} }));
    await expect(tolls().payToll(dollars, context)).rejects.toMatchObject({ name: 'Outage', status: 'INTERNAL' });
    expect(logged).toContain('NOBODY_WROTE_THIS');
  });

  it('names what a request lacks', async () => {
    const lacking = { ...person, address: undefined } as never;
    expect(await refusal(tolls().welcome(lacking, caller))).toEqual({
      refused: 'INCOMPLETE_REQUEST',
      data: { missing: 'address' },
    });
  });

  it('meets a call without a tenant, and one without a deadline, before the handler', async () => {
    expect((await refusal(tolls().payToll(dollars, { ...context, tenant: '' }))).refused).toBe('CALLER_MISSING');
    const channel = createChannel(server.address);
    const bare = createClient(TollsDefinition, channel);
    const metadata = Metadata({ 'portolan-tenant': 'acme', 'portolan-role': 'merchant', 'portolan-has-deadline': '1' });
    await expect(bare.payToll(dollars, { metadata })).rejects.toMatchObject({ code: Status.INVALID_ARGUMENT });
    channel.close();
    expect(calls).toHaveLength(0);
  });
});

describe('an outage', () => {
  it('says nothing of what went wrong inside; the log does', async () => {
    work = () => Promise.reject(new Error('canary: disk on fire'));
    const error = await tolls()
      .payToll(dollars, context)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Outage);
    expect(`${error} ${(error as Outage).cause}`).not.toContain('canary');
    expect(logged).toContain('PayToll');
  });

  it('is a call that is not answered in time', async () => {
    work = () => new Promise((resolve) => machine.after(300, resolve));
    const late = tolls(50).payToll(dollars, context);
    await expect(late).rejects.toMatchObject({ service: server.address, status: 'DEADLINE_EXCEEDED' });
    await activity.whenIdle();
  });

  it('is a service that is not there', async () => {
    await expect(tolls(1_000, '127.0.0.1:1').payToll(dollars, context)).rejects.toMatchObject({
      status: 'UNAVAILABLE',
    });
  });

  it('is none where a connection comes of age under load', async () => {
    const aged = createServer({ 'grpc.max_connection_age_ms': 100, 'grpc.max_connection_age_grace_ms': 2_000 });
    const soon = () => new Promise<void>((resolve) => machine.after(1, resolve));
    const payToll = () => soon().then(() => CommandReply.fromPartial({ id: 'c1' }));
    aged.add(TollsDefinition, { payToll, welcome: soon, ask: soon } as never);
    const client = tolls(5_000, `127.0.0.1:${await aged.listen('127.0.0.1:0')}`);
    const end = machine.now() + 1_000;
    const calling = Array.from({ length: 32 }, async () => {
      while (machine.now() < end) await client.payToll(dollars, context);
    });
    await Promise.all(calling).finally(() => aged.forceShutdown());
  });

  it('is a reply that lacks what the contract needs', async () => {
    await expect(tolls().ask(dollars, caller)).rejects.toMatchObject({ status: 'INCOMPLETE_REPLY' });
  });

  it('is a message of more than 24 MB', async () => {
    const large = { ...person, name: 'x'.repeat(24 * 1024 * 1024) };
    await expect(tolls().welcome(large, caller)).rejects.toMatchObject({ status: 'RESOURCE_EXHAUSTED' });
  });
});

describe('health and draining', () => {
  it('tells ready from live', async () => {
    const channel = createChannel(server.address);
    const asked = createClient(healthDefinition, channel);
    const statuses = async () => [await asked.check({ service: '' }), await asked.check({ service: 'live' })];
    expect(await statuses()).toEqual([{ status: 'NOT_SERVING' }, { status: 'SERVING' }]);
    health.set(true);
    expect(await statuses()).toEqual([{ status: 'SERVING' }, { status: 'SERVING' }]);
    health.set(false);
    channel.close();
  });

  it('lets a call under way end, and takes no new one', async () => {
    const client = tolls();
    await client.payToll(dollars, context);
    work = () => new Promise((resolve) => machine.after(150, resolve));
    const underWay = client.payToll(dollars, context);
    await new Promise<void>((resolve) => machine.after(50, resolve));
    const drained = server.drain(3_000);
    expect(await underWay).toMatchObject({ id: 'c1' });
    const before = machine.now();
    await drained;
    expect(machine.now() - before).toBeLessThan(1_000);
    await expect(client.payToll(dollars, context)).rejects.toMatchObject({ status: 'UNAVAILABLE' });
  });

  it('ends a call that does not end', async () => {
    work = () => new Promise((resolve) => machine.after(1_000, resolve));
    const hanging = tolls()
      .payToll(dollars, context)
      .catch((thrown: unknown) => thrown);
    await new Promise<void>((resolve) => machine.after(50, resolve));
    await server.drain(100);
    expect(await hanging).toBeInstanceOf(Outage);
  });
});
