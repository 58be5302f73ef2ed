import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createActivity, machineClock, network, type Runtime, readConfig, redacted } from '@portolan/service';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoKeys } from './access/api-keys.ts';
import { configSchema } from './config.ts';
import { ownDocuments, silent, standInServices } from './rig/stand-ins.ts';
import { gateway } from './service.ts';

const [merchant] = demoKeys('a-secret', 'local-pepper');
const authorization = `Bearer ${merchant?.key}`;
const environment = {
  PORTOLAN_GATEWAY_PORT: '0',
  PORTOLAN_GATEWAY_API_KEYS: JSON.stringify([merchant?.kept]),
  PORTOLAN_GATEWAY_BANK_SECRET: 'old-secret,new-secret',
};
const read = (env: Record<string, string> = environment) => readConfig(configSchema, env, 'PORTOLAN_GATEWAY_');

let store: Awaited<ReturnType<typeof ownDocuments>>;
beforeEach(async () => {
  store = await ownDocuments();
});
afterEach(() => store.remove());

function composed() {
  const machine = machineClock();
  const clock = { now: () => '2026-03-02T01:00:00.000Z', watch: () => () => undefined };
  const services = standInServices();
  const parts: Partial<Runtime> = {
    documents: store.documents,
    client: services.client,
    machine,
    clock,
    activity: createActivity(machine),
    log: silent,
    outside: network,
  };
  let url = '';
  const compose = gateway({
    listening: (address) => {
      url = address;
    },
  });
  const definition = compose(read(), parts as Runtime);
  const [server] = definition.lives ?? [];
  if (server === undefined) throw new Error('nothing lives beside the engine');
  return { definition, server, url: () => url };
}

it('reads every topic, owns no stream, and lives as an HTTP server', () => {
  const { definition, server } = composed();
  expect(definition.catalogue).toBeUndefined();
  expect(definition.projections.map(({ name, reads }) => [name, reads.length])).toEqual([
    ['gateway.feed.v1', 5],
    ['gateway.timeline.v1', 5],
  ]);
  expect(server.name).toBe('http');
});

it('answers while it stands, lets go who waits for events when it goes, and answers nobody after', async () => {
  const { server, url } = composed();
  await server.start();
  const ready = await fetch(`${url()}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok' }]);
  const waiting = fetch(`${url()}/v1/events?wait=30`, { headers: { authorization } });
  const held = new Promise((resolve) => machineClock().after(200, () => resolve('held')));
  expect(await Promise.race([waiting, held])).toBe('held');
  await server.stop(10_000);
  const answer = await waiting;
  expect([answer.status, await answer.json()]).toEqual([200, { events: [], next: '0' }]);
  await expect(fetch(`${url()}/healthz`)).rejects.toThrow();
});

it('says that it is leaving as soon as that is known, and answers on until it goes', async () => {
  const { server, url } = composed();
  await server.start();
  const before = await fetch(`${url()}/healthz`);
  server.leave?.();
  const [answer, ready] = [await fetch(`${url()}/healthz`), await fetch(`${url()}/readyz`)];
  expect([before, answer, ready].map(({ status, headers }) => [status, headers.get('connection')])).toEqual([
    [200, 'keep-alive'],
    [200, 'close'],
    [503, 'close'],
  ]);
  await server.stop(10_000);
});

it('does not wait for whoever holds a connection open and asks nothing', async () => {
  const { server, url } = composed();
  await server.start();
  const { hostname, port } = new URL(url());
  const silent = createConnection(Number(port), hostname);
  const gone = once(silent, 'close');
  silent.on('error', () => undefined).write('GET /healthz HTTP/1.1\r\n');
  await once(silent, 'ready');
  await server.stop(400);
  await gone;
});

it('is configured by its environment alone, and prints no secret', () => {
  const config = read();
  expect(config.PORTOLAN_GATEWAY_BANK_SECRET).toEqual(['old-secret', 'new-secret']);
  const printed = JSON.stringify(redacted(configSchema, config));
  expect(printed).not.toMatch(/secret-|old-secret|sandbox-customs-secret|local-pepper/);
  expect(printed).not.toContain(merchant?.kept.hash);
  expect(() => read({ PORTOLAN_GATEWAY_API_KEYS: 'no list' })).toThrow(/PORTOLAN_GATEWAY_API_KEYS/);
  expect(() => read({ PORTOLAN_GATEWAY_API_KEYS: '[{"id":"x"}]' })).toThrow(/JSON list/);
  expect(() => read({ PORTOLAN_GATEWAY_PROT: '1' })).toThrow(/PORTOLAN_GATEWAY_PROT/);
  expect(read({}).PORTOLAN_GATEWAY_API_KEYS).toEqual([]);
});
