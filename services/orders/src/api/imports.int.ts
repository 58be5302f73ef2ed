import { ImportsDefinition } from '@portolan/contracts/orders/v1/orders';
import { afterEach, describe, expect, test } from 'vitest';
import { mostBytes } from '../adapters/order-file.ts';
import { chunkRows, orderImport } from '../import/import.ts';
import { pieces } from '../import/pieces.ts';
import { order } from '../order/order.ts';
import { cells, csv } from '../rig/order-file.ts';
import { command, merchant, startOrders, willing } from '../rig/orders-under-test.ts';
import { advice, person, terms } from '../rig/story.ts';

let stop: () => Promise<void> = async () => {};
afterEach(async () => {
  await stop();
  stop = async () => {};
});

async function begin(...[answers, ...rest]: Parameters<typeof startOrders>) {
  const rig = await startOrders(answers ?? { ...willing, openEscrow: [advice.escrowOpened] }, ...rest);
  const imports = rig.client(ImportsDefinition);
  stop = rig.stop;
  const send = (content: Uint8Array, commandId: string, tenant = 'hailun') =>
    imports.startImport({ fileName: 'orders.csv', content }, command(commandId, tenant));
  const check = async (content: Uint8Array) =>
    (await imports.checkImport({ fileName: 'orders.csv', content }, merchant())).report;
  const rows = async (id: string, outcome = '') =>
    (await imports.listImportRows({ id, outcome, page: { limit: 500, cursor: '' } }, merchant())).rows;
  return { ...rig, imports, send, check, rows };
}

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => cells(`V-${from + index}`, { buyerName: `Cleo Canary ${from + index}` }));

async function refuses(code: string, call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toMatchObject({ refusal: { refused: code } });
}

const outcomesOf = (rows: readonly { outcome: string; code: string }[]) => rows.map((row) => row.code || row.outcome);

describe('a file of orders', () => {
  test('becomes orders, in chunks, and its people stand nowhere in clear', async () => {
    const { send, imports, rows, settle, api, runtime, bytes } = await begin();
    const { id, version } = await send(csv(many(1, 120)), 'c1');
    expect(version).toBe(1n);
    expect(await imports.getImport({ id }, merchant())).toMatchObject({ fileName: 'orders.csv', rows: 120 });
    await settle();
    expect(await imports.getImport({ id }, merchant())).toMatchObject({
      state: 'COMPLETED',
      rows: 120,
      placed: 120,
      refused: 0,
      known: 0,
      startedAt: '2026-03-02T01:00:00.000Z',
      completedAt: '2026-03-02T01:00:00.000Z',
      finished: 0,
      byState: { PLACED: 120 },
    });
    const done = await rows(id);
    expect(done.map(({ row, orderNo }) => [row, orderNo])).toEqual(
      Array.from({ length: 120 }, (_, index) => [index + 1, `V-${index + 1}`]),
    );
    const first = await api.getOrder({ id: done[0]?.orderId ?? '', atLeastVersion: 0n }, merchant());
    expect([first.terms.orderNo, first.buyer.name]).toEqual(['V-1', 'C*** C*** 1***']);
    const { version: events } = await runtime.commands.load(orderImport, 'hailun', id);
    expect(events).toBe(2 + Math.ceil(120 / chunkRows));
    expect(bytes()).not.toContain('Canary Row');
    expect(bytes()).not.toContain('Cleo Canary');
    expect(await runtime.documents.find({ collection: pieces, tenant: 'hailun', limit: 1 })).toEqual([]);
  });

  test('is told how far its orders have come', async () => {
    const { send, imports, settle } = await begin(willing);
    const { id } = await send(csv(many(1, 3)), 'c1');
    await settle();
    expect(await imports.getImport({ id }, merchant())).toMatchObject({ finished: 3, byState: { SETTLED: 3 } });
  });

  test('a second time is the same import; rows of another file that stand there are known', async () => {
    const { send, imports, rows, settle } = await begin();
    const file = csv(many(1, 3));
    const { id } = await send(file, 'c1');
    await settle();
    expect((await send(file, 'c2')).id).toBe(id);
    expect((await send(file, 'c1', 'other')).id).not.toBe(id);
    await settle();
    expect(await imports.getImport({ id }, merchant())).toMatchObject({ placed: 3, byState: { PLACED: 3 } });
    const other = await send(csv([...many(2, 3), cells('V-1', { buyerCity: 'Salem' })]), 'c3');
    await settle();
    expect(outcomesOf(await rows(other.id))).toEqual(['KNOWN', 'KNOWN', 'PLACED', 'ORDER_NUMBER_TAKEN']);
    const [known] = await rows(other.id, 'KNOWN');
    expect(known?.orderId).toBe((await rows(id))[1]?.orderId);
    expect(await rows(other.id, 'REFUSED')).toMatchObject([{ data: { field: 'orderNo', orderNo: 'V-1' } }]);
    expect(await imports.getImport({ id: other.id }, merchant())).toMatchObject({
      placed: 1,
      known: 2,
      refused: 1,
      byState: { PLACED: 1 },
    });
  });

  test('refuses rows by themselves, and a dry run says the same beforehand and changes nothing', async () => {
    const { send, check, rows, settle, api } = await begin();
    await api.placeOrder({ terms: { ...terms, orderNo: 'TAKEN' }, buyer: person }, command('c0'));
    const file = csv([
      cells('A-1'),
      cells('A-2', { total: '57.00' }),
      cells('A-3', { hsCode1: '85183000' }),
      cells('A-4', { buyerPhone: '' }),
      cells('A-5', { price1: 'USD 25' }),
      cells('A-1'),
      cells('A-1', { buyerCity: 'Salem' }),
      cells('TAKEN'),
      cells('A-2'),
      cells('', { carrier: 'NOBODY' }),
    ]);
    const expected = [
      'PLACED',
      'ORDER_TOTAL_WRONG',
      'LINE_HS_CODE_WRONG',
      'BUYER_DATUM_MISSING',
      'IMPORT_AMOUNT_WRONG',
      'KNOWN',
      'ORDER_NUMBER_TAKEN',
      'ORDER_NUMBER_TAKEN',
      'PLACED',
      'ORDER_FIELD_MISSING',
    ];
    const report = await check(file);
    expect(outcomesOf(report)).toEqual(expected);
    expect(report.map(({ data }) => data['field'])).toEqual([
      ...[undefined, 'total', 'hsCode1', 'buyerPhone', 'price1', undefined, 'orderNo', 'orderNo', undefined, 'orderNo'],
    ]);
    await settle();
    const page = { limit: 50, cursor: '' };
    expect((await api.listOrders({ state: '', page }, merchant())).orders).toHaveLength(1);
    const { id } = await send(file, 'c1');
    await settle();
    expect(await rows(id)).toEqual(report);
    expect(outcomesOf(await check(file))).toEqual(
      expected.with(0, 'KNOWN').with(8, 'KNOWN').with(1, 'ORDER_TOTAL_WRONG'),
    );
  });

  test('goes on after a crash where it stood: what its repeated chunk has placed is its own', async () => {
    const { send, rows, settle, runtime, commands, imports } = await begin();
    const file = csv(many(1, chunkRows + 10));
    const placing = runtime.documents;
    const { execute } = commands;
    let crashes = 2;
    // The machine goes down when a chunk's orders are placed and not yet on record.
    Object.assign(commands, {
      execute: ((aggregate, ...rest) => {
        const [, given] = rest as unknown as readonly [string, { readonly type?: string }];
        if (given.type === 'RecordRows' && crashes-- > 0) throw new Error('the power is gone');
        return execute(aggregate, ...rest);
      }) as typeof execute,
    });
    const { id } = await send(file, 'c1');
    await settle();
    expect(crashes).toBeLessThanOrEqual(0);
    expect(new Set(outcomesOf(await rows(id)))).toEqual(new Set(['PLACED']));
    expect(await imports.getImport({ id }, merchant())).toMatchObject({ placed: chunkRows + 10, state: 'COMPLETED' });
    const orders = await placing.find({ collection: 'orders', tenant: 'hailun', limit: 500 });
    expect(orders).toHaveLength(chunkRows + 10);
    for (const { id: orderId } of orders) {
      expect((await runtime.commands.load(order, 'hailun', orderId)).version).toBe(1);
    }
  });

  test('is refused as a whole where it cannot be read; nothing of it is kept', async () => {
    const { send, check, imports, runtime } = await begin();
    await refuses('IMPORT_EMPTY', send(Buffer.from(''), 'c1'));
    await refuses('IMPORT_HEADING_MISSING', check(Buffer.from('Cleo Canary,7 Canary Row')));
    await refuses('IMPORT_TOO_LARGE', send(Buffer.alloc(mostBytes + 1, 'a'), 'c2'));
    await refuses('IMPORT_NOT_FOUND', imports.getImport({ id: 'none' }, merchant()));
    expect(await runtime.documents.find({ collection: pieces, tenant: 'hailun', limit: 1 })).toEqual([]);
  });

  test('is shown to its merchant alone', async () => {
    const { send, imports, settle } = await begin();
    const { id } = await send(csv(many(1, 1)), 'c1');
    await settle();
    await refuses('IMPORT_NOT_FOUND', imports.getImport({ id }, merchant('other')));
    const page = { limit: 10, cursor: '' };
    await refuses('IMPORT_NOT_FOUND', imports.listImportRows({ id, outcome: '', page }, merchant('other')));
  });
});
