import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder } from '../support/folder.ts';
import { type Deployed, deploy } from './deployed.ts';
import { type Answered, type Instance, loadOn } from './load.ts';

// Two gateways and the orders that they place, each with what its Deployment says, behind a client that is as good as a
// Service of Kubernetes: it knows who is ready, and is told so a moment late.

const key = `ptk_load.${'k'.repeat(32)}`;
const pepper = 'filled in for a test';
const kept = {
  ...{ id: 'load', tenant: 'merchant-shenzhen', role: 'merchant', name: 'Load' },
  hash: createHmac('sha256', pepper).update(key).digest('hex'),
};
const order = readFileSync(join(import.meta.dirname, '..', 'story', 'order.json'), 'utf8');
const mainOf = (service: string) => join(import.meta.dirname, '..', '..', 'services', service, 'src', 'main.ts');

const unreadyMs = 3_000;
const folders = ['orders', 'leaving', 'staying'].map((name) => dataFolder(name));
const started: Deployed[] = [];
let instances: { readonly leaving: Instance; readonly staying: Instance };

async function begin(service: string, folder: number, more: Readonly<Record<string, string>>): Promise<Deployed> {
  const deployed = await deploy(service, mainOf(service), {
    PORTOLAN_ENGINE: 'embedded',
    PORTOLAN_DATA: folders[folder]?.path ?? '',
    ...more,
  });
  started.push(deployed);
  return deployed;
}

beforeAll(async () => {
  const orders = await begin('orders', 0, { PORTOLAN_UNREADY_MS: '0' });
  const told = {
    PORTOLAN_UNREADY_MS: String(unreadyMs),
    PORTOLAN_ORDERS_ADDRESS: orders.address('grpc'),
    PORTOLAN_GATEWAY_API_KEYS: JSON.stringify([kept]),
    PORTOLAN_GATEWAY_REQUESTS_PER_MINUTE: '1000000',
  };
  const [leaving, staying] = [await begin('gateway', 1, told), await begin('gateway', 2, told)];
  await Promise.all(started.map((each) => each.passes(each.container.readinessProbe)));
  const of = (name: string, deployed: Deployed): Instance => ({
    ...{ name, address: deployed.address('http') },
    ready: async () => (await deployed.status('operations', '/ready').catch(() => 0)) === 200,
  });
  instances = { leaving: of('leaving', leaving), staying: of('staying', staying) };
}, 120_000);
afterAll(async () => {
  await Promise.all(started.map((each) => each.stop()));
  for (const folder of folders) folder.remove();
});

const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
const place = (number: number) => ({
  ...{ method: 'POST', path: '/v1/orders' },
  headers: { ...headers, 'idempotency-key': `load-${number}` },
  body: order.replaceAll('SO-2026-0001', `SO-${number}`),
});

it('lets a gateway leave under load: calls under way, calls on old connections and new ones are all answered', async () => {
  const { leaving, staying } = instances;
  const load = loadOn([leaving, staying], { callers: 16, call: place });
  while (load.answered.length < 40) await sleep(10);
  const polling = fetch(`http://${leaving.address}/v1/events?wait=30`, { headers });

  const gateway = started[1];
  const stopping = gateway?.stop();
  const asked = Date.now();
  while (await leaving.ready()) await sleep(5);
  // Somebody who has not heard it yet comes with a connection of his own.
  await sleep(unreadyMs / 6);
  const late = await fetch(`http://${leaving.address}/healthz`);
  expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
  expect((await fetch(`http://${leaving.address}/readyz`)).status).toBe(503);

  expect(await stopping).toEqual([0, null]);
  expect(Date.now() - asked).toBeGreaterThanOrEqual(unreadyMs);
  expect(await (await polling).json()).toEqual({ events: [], next: '0' });
  const withoutIt = load.answered.length;
  while (load.answered.length < withoutIt + 40) await sleep(10);
  const { answered, failed } = await load.stop();

  expect(failed).toEqual([]);
  const by = (name: string) => answered.filter((each: Answered) => each.by === name);
  expect(by('leaving').length).toBeGreaterThan(0);
  expect(by('leaving').filter(({ at }) => at > asked).length).toBeGreaterThan(0);
  expect([...new Set(answered.map(({ status }) => status))]).toEqual([201]);
}, 120_000);
