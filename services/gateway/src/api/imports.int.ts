import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, gatewayUnderTest } from '../rig/gateway-under-test.ts';
import { importLimit } from './limits.ts';

let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
beforeAll(async () => {
  gateway = await gatewayUnderTest();
});
afterAll(() => gateway.stop());

const merchant = 'merchant-shenzhen';
const file = 'orderNo,mode\nA-1,9610\n';
const headers = { 'idempotency-key': 'k', 'content-type': 'text/csv' };
const send = (change: Partial<Ask> = {}): Ask => {
  return { method: 'POST', path: '/v1/imports', as: merchant, body: file, headers, ...change };
};

it('passes a file on as it came, under the command that the key makes', async () => {
  const answer = await gateway.ask(send({ path: '/v1/imports?fileName=orders.csv' }));
  expect([answer.status, answer.json]).toEqual([
    200,
    { dryRun: false, id: 'import-2', stream: 'merchant-shenzhen/thing/import-2', version: '1' },
  ]);
  const { method, request, as } = gateway.services.received.at(-1) ?? {};
  expect([method, request?.['fileName'], Buffer.from(request?.['content'] as Uint8Array).toString()]).toEqual([
    'orders.startImport',
    'orders.csv',
    file,
  ]);
  expect(as).toMatchObject({ tenant: merchant, role: 'merchant' });
});

it('answers a dry run with what would become of each row, in both languages, and commands nothing', async () => {
  const answer = await gateway.ask(send({ path: '/v1/imports?dryRun=true' }));
  expect(answer.json).toMatchObject({ dryRun: true, rows: 2, placed: 1, known: 0, refused: 1 });
  expect(answer.json['report']).toMatchObject([
    { row: 1, outcome: 'PLACED', problem: null },
    {
      row: 2,
      outcome: 'REFUSED',
      problem: {
        code: 'ORDER_TOTAL_WRONG',
        field: 'total',
        detail: { en: expect.stringContaining('USD 56.00'), zh: expect.stringContaining('订单总额为 USD 57.00') },
        next: { en: expect.any(String), zh: expect.any(String) },
      },
    },
  ]);
  expect(gateway.services.received.at(-1)?.method).toBe('orders.checkImport');
});

it('gives the report as a file where Accept asks for one', async () => {
  const path = '/v1/imports/import-1/rows';
  const answer = await gateway.ask({ path, as: merchant, headers: { accept: 'text/csv' } });
  expect([answer.status, answer.type]).toEqual([200, 'text/csv; charset=utf-8']);
  const [heading, first, second, end] = answer.text.split('\r\n');
  expect(heading).toBe('\ufeffrow,orderNo,outcome,orderId,code,field,detail,next,说明,处理办法');
  expect(first).toBe('1,A-1,PLACED,order-7,,,,,,');
  expect(second).toContain("2,'=A-2,REFUSED,,ORDER_TOTAL_WRONG,total,");
  expect(second).toContain('请更正订单总额');
  expect(end).toBe('');
  const missing = await gateway.ask({ path: '/v1/imports/none/rows', as: merchant, headers: { accept: 'text/csv' } });
  expect([missing.status, missing.json['code']]).toEqual([404, 'IMPORT_NOT_FOUND']);
  expect((await gateway.ask({ path, as: merchant, headers: { accept: '*/*' } })).type).toContain('application/json');
});

const { 'idempotency-key': _key, ...keyless } = headers;
const mistakes: Readonly<Record<string, readonly [Partial<Ask>, number, string]>> = {
  'JSON instead of CSV': [{ headers: { ...headers, 'content-type': 'application/json' } }, 415, 'MEDIA_TYPE_NOT_TAKEN'],
  'more than 20 MB': [{ body: 'a'.repeat(importLimit + 1) }, 413, 'BODY_TOO_LARGE'],
  'no key': [{ headers: keyless }, 422, 'IDEMPOTENCY_KEY_REQUIRED'],
  'a dry run that is neither': [{ path: '/v1/imports?dryRun=perhaps' }, 422, 'INVALID_REQUEST'],
  'a query that nobody knows': [{ path: '/v1/imports?colour=red' }, 422, 'INVALID_REQUEST'],
  'an operator': [{ as: 'operator' }, 403, 'ROLE_NOT_ALLOWED'],
};

it.each(Object.entries(mistakes))(
  'with %s is a problem that says what to do',
  async (_what, [change, status, code]) => {
    const before = gateway.services.received.length;
    const answer = await gateway.ask(send(change));
    expect([answer.status, answer.json['code']], answer.text).toEqual([status, code]);
    expect(answer.json['next']).toMatch(/\w{2,}/);
    expect(gateway.services.received.length).toBe(before);
  },
);
