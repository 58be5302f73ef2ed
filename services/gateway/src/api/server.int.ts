import { setImmediate as nextTurn } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../access/api-keys.ts';
import { gatewayUnderTest } from '../rig/gateway-under-test.ts';
import { samples, write } from '../rig/samples.ts';
import { problemsOf } from './openapi.ts';
import { explain } from './problem.ts';
import type { Route } from './route.ts';
import { routes } from './table.ts';

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, { readonly properties?: object; readonly examples?: readonly unknown[] }>
    >;
  };
}

interface Content {
  readonly schema: { readonly $ref?: string };
  readonly examples?: Readonly<Record<string, { value: unknown }>>;
}

interface Operation {
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly content: Readonly<Record<string, Content>>;
      }
    >
  >;
}

const at = '2026-03-02T01:00:00.000Z';
const moved = async () => ({ now: at, moved: true });
const nothing = async () => undefined;
const testClock = {
  now: () => at,
  speed: () => 0,
  setSpeed: nothing,
  settle: nothing,
  step: moved,
  advance: moved,
  leap: moved,
};
let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
let document: OpenApi;
let ajv: Ajv2020;

beforeAll(async () => {
  gateway = await gatewayUnderTest({ testClock });
  document = (await gateway.ask({ path: '/openapi.json' })).json as unknown as OpenApi;
  ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'document', ...document });
});
afterAll(() => gateway.stop());

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const table = routes.map((route) => [nameOf(route), route] as const);

/** Errors of an answer against what the served document says of it; empty where it fits. */
function misfits(route: Route, status: number, type: string, body: unknown): unknown {
  const method = route.method.toLowerCase();
  const { $ref } = document.paths[route.path]?.[method]?.responses[status]?.content[type]?.schema ?? {};
  const path = ['paths', route.path, method, 'responses', String(status), 'content', type, 'schema'];
  const pointer = path.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  // What has a name is compiled once, under its name.
  const check = ajv.getSchema(`document${$ref ?? `#/${pointer}`}`);
  if (check === undefined) return `the document knows no ${status} ${type} of ${nameOf(route)}`;
  return check(body) ? [] : check.errors;
}

const bodies = [
  ...['PlaceOrder', 'CancelOrder', 'ReturnOrder', 'FileGoods', 'ReceiveGoods', 'PackParcel', 'MoveClock'],
  ...['OrderDocument', 'ReceiptDocument', 'WaybillDocument', 'PaymentDocument', 'ResolveDiscrepancy', 'ReceiveReturn'],
  ...['GradeReturn', 'FileVerificationList', 'RequestGatePass'],
];

describe('the document', () => {
  it('is OpenAPI 3.1 and names every route of the table, and no other', () => {
    expect(document.openapi).toBe('3.1.0');
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(table.map(([name]) => name).sort());
  });

  it('shows money as it travels, not as it is kept', () => {
    const { Money } = document.components.schemas;
    expect(Object.keys(Money?.properties ?? {})).toEqual(['amount', 'currency']);
  });

  it.each(table)('explains every problem of %s', (_name, route) => {
    for (const code of problemsOf(route)) expect(explain(code), code).toBeDefined();
  });

  it('has an example of every body that says something, and it fits', () => {
    for (const name of bodies) {
      const [example] = document.components.schemas[name]?.examples ?? [];
      expect(example, name).toBeDefined();
      expect(ajv.getSchema(`document#/components/schemas/${name}`)?.(example), name).toBe(true);
    }
  });

  it('refers to nothing that is not there, and has examples that fit', async () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
    expect(refs.length).toBeGreaterThan(50);
    // Turn by turn, or the gateway sends everyone away: its event loop would stand still for seconds.
    for (const ref of new Set(refs)) {
      await nextTurn();
      expect(ajv.getSchema(`document${ref}`), ref).toBeDefined();
    }
    for (const [, route] of table) {
      await nextTurn();
      const operation = document.paths[route.path]?.[route.method.toLowerCase()];
      for (const [status, { content }] of Object.entries(operation?.responses ?? {}))
        for (const { value } of Object.values(content['application/problem+json']?.examples ?? {}))
          expect(misfits(route, Number(status), 'application/problem+json', value)).toEqual([]);
    }
  });
});

const sampleOf = (name: string) => {
  const sample = samples[name];
  if (sample === undefined) throw new Error(`there is no sample of ${name}`);
  return sample;
};
const keyed = table.filter(([, { access }]) => access !== 'public' && access !== 'signed');
const writing = table.filter(([, { write: writes }]) => writes === true);
// What creates a thing under the caller's own name for it has nothing to find: see consumers.int.ts.
const named = 'PUT /v1/consumers/{name}';
const byId = keyed.filter(([name, { path }]) => path.includes('{') && name !== named);
const withoutId = keyed.filter(([, { path }]) => !path.includes('{'));
const withBody = keyed.filter(([, { body, takes }]) => body !== undefined && takes === undefined);
const withoutBody = keyed.filter(([, { body }]) => body === undefined);

it.each(table)('%s answers as the served document says', async (name, route) => {
  const answer = await gateway.ask(sampleOf(name));
  expect(answer.status, answer.text).toBe(route.status);
  expect(misfits(route, answer.status, 'application/json', answer.json)).toEqual([]);
});

describe('nobody comes in without a key, with a wrong one or with another role', () => {
  const tenants = {
    merchant: 'merchant-other',
    zone_operator: 'operator',
    platform: 'platform-yongjiang',
    customs_office: 'customs-3105',
    operations: 'portolan',
  };

  it.each(keyed)('%s', async (name, route) => {
    const { as, ...anonymous } = sampleOf(name);
    const refused = async (ask: Parameters<typeof gateway.ask>[0], status: number, code: string) => {
      const answer = await gateway.ask(ask);
      expect([answer.status, answer.json.code]).toEqual([status, code]);
      expect(misfits(route, status, 'application/problem+json', answer.json)).toEqual([]);
    };
    const wrong = { authorization: `Bearer ${gateway.keyOf(as ?? '').slice(0, -1)}_` };
    await refused(anonymous, 401, 'API_KEY_REQUIRED');
    await refused({ ...anonymous, headers: { ...anonymous.headers, ...wrong } }, 401, 'API_KEY_UNKNOWN');
    for (const role of roles.filter((one) => !route.access.includes(one)))
      await refused({ ...anonymous, as: tenants[role] }, 403, 'ROLE_NOT_ALLOWED');
  });
});

it.each(writing)('%s wants an Idempotency-Key, and nothing reaches a service without', async (name) => {
  const before = gateway.services.received.length;
  const answer = await gateway.ask({ ...sampleOf(name), headers: {} });
  expect([answer.status, answer.json.code]).toEqual([422, 'IDEMPOTENCY_KEY_REQUIRED']);
  expect(gateway.services.received.length).toBe(before);
});

describe("a stranger of the same role is told what is told of a thing that isn't there", () => {
  it.each(byId)('%s', async (name, route) => {
    const sample = sampleOf(name);
    const stranger = `x-${sample.as}`;
    const place = route.path.split('/').findIndex((part) => part.startsWith('{'));
    const id = sample.path.split('/')[place]?.split('?')[0] ?? '';
    const nowhere = { ...sample, path: sample.path.replace(id, 'nowhere') };
    const missing = await gateway.ask(nowhere);
    const foreign = await gateway.ask({ ...sample, as: stranger });
    expect(missing.status).toBe(404);
    expect(foreign.status).toBe(404);
    expect(foreign.text.replaceAll(id, 'nowhere')).toBe(missing.text);
    expect((await gateway.ask({ ...nowhere, as: stranger })).text).toBe(missing.text);
    expect(misfits(route, 404, 'application/problem+json', foreign.json)).toEqual([]);
  });

  it.each(withoutId)('%s shows nothing of others', async (name) => {
    const sample = sampleOf(name);
    const from = gateway.services.received.length;
    const foreign = await gateway.ask({ ...sample, as: `x-${sample.as}` });
    expect(foreign.text.replaceAll(`x-${sample.as}`, '')).not.toContain('merchant-shenzhen');
    expect(foreign.text).not.toContain('order-1');
    for (const { as } of gateway.services.received.slice(from)) expect(as.tenant).toBe(`x-${sample.as}`);
  });
});

it.each(withoutBody)('%s refuses a query that it does not know', async (name) => {
  const sample = sampleOf(name);
  const joined = sample.path.includes('?') ? '&' : '?';
  const answer = await gateway.ask({ ...sample, path: `${sample.path}${joined}colour=red` });
  expect([answer.status, answer.json.code, answer.json.field]).toEqual([422, 'INVALID_REQUEST', 'colour']);
});

it.each(withBody)('%s refuses a field that it does not know, and writes nothing', async (name, route) => {
  const sample = sampleOf(name);
  const before = gateway.services.received.length;
  const answer = await gateway.ask({ ...sample, body: { ...(sample.body ?? {}), colour: 'red' } });
  expect([answer.status, answer.json.code]).toEqual([422, 'INVALID_REQUEST']);
  expect(misfits(route, 422, 'application/problem+json', answer.json)).toEqual([]);
  expect(gateway.services.received.length).toBe(before);
});

it('has a sample of every route, and none of a route that is gone', () => {
  expect(Object.keys(samples).sort()).toEqual(table.map(([name]) => name).sort());
});

it('gives the same command id to the same request sent again, and another to another tenant or key', async () => {
  const idsOf = async (...asks: Parameters<typeof gateway.ask>[0][]) => {
    const from = gateway.services.received.length;
    for (const ask of asks) await gateway.ask(ask);
    return gateway.services.received.slice(from).map(({ as }) => ('commandId' in as ? as.commandId : ''));
  };
  const { body } = samples['POST /v1/goods'] ?? {};
  const [first, again, other, stranger] = await idsOf(
    write('/v1/goods', 'merchant-shenzhen', body, 'k1'),
    write('/v1/goods', 'merchant-shenzhen', body, 'k1'),
    write('/v1/goods', 'merchant-shenzhen', body, 'k2'),
    write('/v1/goods', 'merchant-other', body, 'k1'),
  );
  expect(again).toBe(first);
  expect(new Set([first, other, stranger]).size).toBe(3);
});
