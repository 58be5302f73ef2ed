import { parseMoney } from '@portolan/money';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { escrow, escrowId } from './escrow/escrow.ts';
import { camt054 } from './rig/bank.ts';
import { as, page, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const paid = parseMoney('1284.50', 'USD');
const order = { orderId: 'o1', orderNo: 'SZ-2026-1', amount: paid };
const id = escrowId(tenant, order.orderNo);
const credit = (amount = paid, reference = 'CR1') =>
  camt054('CRDT', 'CN-COLL-USD-0001', amount, reference, `PAY-${reference}`, 'order SZ-2026-1');

let fx: Awaited<ReturnType<typeof startFx>>;
beforeEach(async () => {
  fx = await startFx();
});
afterEach(() => fx.stop());

const within = { timeout: 15_000, interval: 20 };
const booked = (expected: Record<string, bigint>) =>
  vi.waitFor(async () => expect(await fx.balances()).toEqual(expected), within);
const pay = (body: Buffer, commandId: string) => fx.client().receiveMessage({ body }, as(commandId, 'portolan'));
const open = () => fx.client().openEscrow(order, as('open'));
const stateOf = async () => (await fx.runtime().commands.load(escrow, tenant, id)).state;
const funded = { '1000.USD': 128_450n, [`2100.USD.${id}`]: 128_450n };

describe("the buyer's money and the order", () => {
  it.each<[string, () => Promise<unknown>]>([
    ['the order first', async () => [await open(), await pay(credit(), 'c1')]],
    ['at once', () => Promise.all([open(), pay(credit(), 'c1')])],
    [
      'the money first',
      async () => {
        await pay(credit(), 'c1');
        await booked({ '1000.USD': 128_450n, '2050.USD': 128_450n });
        await open();
      },
    ],
    [
      'the money first, and again in another message',
      async () => {
        await Promise.all([pay(credit(), 'c1'), pay(Buffer.from(`${credit()} `), 'c2')]);
        await Promise.all([open(), open()]);
      },
    ],
    [
      'the money first, then a stop',
      async () => {
        await pay(credit(), 'c1');
        await fx.restart({});
        await open();
      },
    ],
  ])('%s: the escrow is funded, once', async (_, arrive) => {
    await arrive();
    await booked(funded);
    await vi.waitFor(async () => expect((await stateOf()).status).toBe('FUNDED'), within);
    expect((await stateOf()).early).toEqual([]);
    expect(await fx.balances()).toEqual(funded);
  });

  it('money of another amount stays in suspense, and the right money that came with it does its work', async () => {
    await pay(credit(parseMoney('1284.49', 'USD'), 'CR1'), 'c1');
    await pay(credit(paid, 'CR2'), 'c2');
    await pay(credit(paid, 'CR3'), 'c3');
    await booked({ '1000.USD': 385_349n, '2050.USD': 385_349n });
    await open();
    await booked({ ...funded, '1000.USD': 385_349n, '2050.USD': 256_899n });
    await vi.waitFor(async () => expect(await stateOf()).toMatchObject({ status: 'FUNDED', early: [] }), within);
    const waiting = await fx.client().getAccount({ id: '2050.USD', page }, { tenant, role: 'merchant' });
    expect(waiting.entries.map(({ type, change }) => [type, change.minor])).toEqual([
      ['SUSPENSE_CLEARED', -128_450n],
      ['SUSPENSE', 128_450n],
      ['SUSPENSE', 128_450n],
      ['SUSPENSE', 128_449n],
    ]);
  });
});
