import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem.ts';
import type { Route } from '../api/route.ts';
import { routes } from '../api/table.ts';
import { demoKeys, hashOf, keyring, type Role } from './api-keys.ts';
import { commandOf, commandOfBytes, identify } from './identify.ts';
import { sign, signed } from './signature.ts';

const pepper = 'a-pepper';
const issued = demoKeys('a-secret', pepper);
const keys = keyring(
  issued.map(({ kept }) => kept),
  pepper,
);
const keyOf = (tenant: string) => issued.find(({ kept }) => kept.tenant === tenant)?.key ?? '';

describe('API keys', () => {
  it('are made from a secret: one for each organisation of the local suite', () => {
    expect(issued.map(({ kept }) => [kept.tenant, kept.role])).toEqual([
      ['merchant-shenzhen', 'merchant'],
      ['operator', 'zone_operator'],
      ['merchant-other', 'merchant'],
      ['portolan', 'operations'],
      ['merchant-ningbo', 'merchant'],
      ['operator-ningbo', 'zone_operator'],
      ['operator-portland', 'zone_operator'],
      ['platform-yongjiang', 'platform'],
      ['customs-3105', 'customs_office'],
    ]);
    expect(demoKeys('a-secret', pepper)).toEqual(issued);
    expect(demoKeys('another-secret', pepper)[0]?.key).not.toBe(issued[0]?.key);
    for (const { key } of issued) expect(key).toMatch(/^ptk_[a-z0-9-]+\.[A-Za-z0-9_-]{43}$/);
  });

  it('are kept as keyed hashes only', () => {
    for (const { key, kept } of issued) {
      expect(JSON.stringify(kept)).not.toContain(key.split('.')[1]);
      expect(kept.hash).toBe(hashOf(key, pepper));
      expect(kept.hash).not.toBe(hashOf(key, 'another-pepper'));
    }
  });

  it('open only with the very secret', () => {
    const key = keyOf('operator');
    expect(keys.find(key)?.tenant).toBe('operator');
    const other = keyOf('merchant-other').split('.')[1];
    for (const wrong of ['', 'ptk_', key.slice(0, -1), `${key}a`, `ptk_operator.${other}`, `ptk_nobody.${other}`])
      expect(keys.find(wrong), wrong).toBeUndefined();
  });
});

describe('who calls', () => {
  const authorization = `Bearer ${keyOf('merchant-other')}`;
  const refused = (work: () => unknown) => {
    try {
      return work();
    } catch (error) {
      return error instanceof Problem ? error.code : error;
    }
  };

  it('is the organisation behind the key', () => {
    expect(identify(['merchant'], { authorization }, keys)).toEqual({ tenant: 'merchant-other', role: 'merchant' });
    expect(refused(() => identify(['merchant'], {}, keys))).toBe('API_KEY_REQUIRED');
    expect(refused(() => identify(['merchant'], { authorization: 'Basic abc' }, keys))).toBe('API_KEY_REQUIRED');
    expect(refused(() => identify(['merchant'], { authorization: 'Bearer abc' }, keys))).toBe('API_KEY_UNKNOWN');
  });

  it('is nobody where a route names no role', () => {
    expect(refused(() => identify(['operations'], { authorization }, keys))).toBe('ROLE_NOT_ALLOWED');
    expect(refused(() => identify([], { authorization }, keys))).toBe('ROLE_NOT_ALLOWED');
  });

  it('gives a command one id, however often it is sent', () => {
    const route = routes.find(({ path, method }) => path === '/v1/parcels/{id}/pick' && method === 'POST') as Route;
    const caller = { tenant: 'operator', role: 'zone_operator' };
    const command = (path: string, key: string, tenant = 'operator') =>
      commandOf(route, path, { 'idempotency-key': key }, { ...caller, tenant }).commandId;
    expect(command('/v1/parcels/a/pick', 'k')).toBe(command('/v1/parcels/a/pick', 'k'));
    const others = [
      command('/v1/parcels/b/pick', 'k'),
      command('/v1/parcels/a/pick', 'l'),
      command('/v1/parcels/a/pick', 'k', 'operator-2'),
    ];
    expect(new Set([command('/v1/parcels/a/pick', 'k'), ...others]).size).toBe(4);
    for (const headers of [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'a b' }])
      expect(refused(() => commandOf(route, '/v1/parcels/a/pick', headers, caller))).toBe('IDEMPOTENCY_KEY_REQUIRED');
  });

  it('passes a trace on where one came, and makes one where none did', () => {
    const bytes = Buffer.from('<a/>');
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(commandOfBytes('/v1/inbound/bank', bytes, { traceparent }).traceparent).toBe(traceparent);
    const made = commandOfBytes('/v1/inbound/bank', bytes, { traceparent: 'nonsense' });
    expect(made.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(made).toEqual(commandOfBytes('/v1/inbound/bank', bytes, {}));
    expect(made.tenant).toBe('portolan');
  });
});

describe('a role', () => {
  const open = (role: Role) =>
    routes.filter(({ access }) => access.includes(role)).map(({ method, path }) => `${method} ${path}`);
  const reading = [
    ...['GET /v1/events', 'GET /v1/events/types', 'GET /v1/events/snapshot', 'PUT /v1/consumers/{name}'],
    ...['GET /v1/consumers', 'GET /v1/consumers/{name}', 'GET /v1/consumers/{name}/events'],
    ...['POST /v1/consumers/{name}/acknowledgements', 'DELETE /v1/consumers/{name}'],
    ...['GET /v1/match-rules', 'GET /v1/rules', 'GET /v1/trade-modes', 'GET /v1/clock', 'POST /v1/test/clock'],
  ];

  it('of a platform opens the order document, its feed, and nothing else', () => {
    expect(open('platform').sort()).toEqual([...reading, 'PUT /v1/orders/{id}/documents/order'].sort());
  });

  it('of a customs office opens declarations, how long they take, its feed, and nothing else', () => {
    const own = ['GET /v1/declarations', 'GET /v1/release-times'];
    expect(open('customs_office').sort()).toEqual([...reading, ...own].sort());
  });

  it('of a zone operator opens nothing that has a price of others in it', () => {
    const closed =
      /^(GET|POST|PUT) \/v1\/(orders|goods|declarations|shipments|ledger|funds|claims|holds)(\/(?!.*timeline)|$)/;
    expect(open('zone_operator').filter((route) => closed.test(route))).toEqual([]);
  });

  it('of operations writes nothing for others, but for what stands still, is wrong, or is claimed by nobody', () => {
    const writes = routes.filter(({ access, write: writing }) => access.includes('operations') && writing === true);
    expect(writes.map(({ path }) => path).sort()).toEqual([
      '/v1/bop-declarations/{id}/correction',
      '/v1/bop-declarations/{id}/outcome',
      '/v1/bop-declarations/{id}/submission',
      '/v1/disputes',
      '/v1/disputes/{id}/acceptance',
      '/v1/disputes/{id}/cancellation',
      '/v1/disputes/{id}/decision',
      '/v1/disputes/{id}/escalation',
      '/v1/disputes/{id}/evidence',
      '/v1/disputes/{id}/offers',
      '/v1/disputes/{id}/reversal',
      '/v1/escrows/{id}/milestones',
      '/v1/escrows/{id}/milestones/{number}/release',
      '/v1/escrows/{id}/withholdings',
      '/v1/exchange/limits',
      '/v1/exchange/rates',
      '/v1/exchange/revaluations',
      '/v1/funds/{id}/return',
      '/v1/individual-quotas',
      '/v1/ledger/periods',
      '/v1/ledger/reservations',
      '/v1/ledger/reservations/{id}/posting',
      '/v1/ledger/reservations/{id}/void',
      '/v1/ledger/transactions/{id}/reversal',
      '/v1/operations/breaches/{id}/acknowledgement',
      '/v1/orders/{id}/retry',
      '/v1/payouts/{id}/recall',
      '/v1/receipts/{id}/clearing',
      '/v1/receipts/{id}/hold',
      '/v1/receipts/{id}/matching',
      '/v1/receipts/{id}/release',
      '/v1/receipts/{id}/return',
      '/v1/reconciliation-breaks/{id}/closing',
      '/v1/reconciliation-breaks/{id}/explanation',
      '/v1/refund-claims/{id}/answer',
      '/v1/virtual-accounts/{id}/activation',
      '/v1/virtual-accounts/{id}/freeze',
      '/v1/virtual-accounts/{id}/unfreezing',
      '/v1/withholdings/{id}/decision',
    ]);
  });
});

describe('a signature', () => {
  const body = Buffer.from('<Document>é</Document>');

  it('fits the very bytes, the time and the secret', () => {
    const header = sign(body, 'secret', 1_772_413_200_000);
    expect(header).toMatch(/^t=1772413200000,v1=[0-9a-f]{64}$/);
    expect(signed(body, header, ['secret'])).toBe(true);
    expect(signed(Buffer.from('<Document>é</Document> '), header, ['secret'])).toBe(false);
    expect(signed(body, header.replace('t=1', 't=2'), ['secret'])).toBe(false);
    expect(signed(body, header, ['another'])).toBe(false);
  });

  it('may be made with either of two secrets while one is changed over', () => {
    expect(signed(body, sign(body, 'new', 1), ['old', 'new'])).toBe(true);
    expect(signed(body, sign(body, 'old', 1), ['old', 'new'])).toBe(true);
    expect(signed(body, sign(body, 'old', 1), [])).toBe(false);
  });

  it.each([undefined, '', 'v1=abc', 't=1,v1=ABC', `t=1,v1=${'0'.repeat(64)}`, `t=1, v1=${'0'.repeat(64)}`])(
    'is not %s',
    (header) => {
      expect(signed(body, header, ['secret'])).toBe(false);
    },
  );
});
