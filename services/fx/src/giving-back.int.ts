import { type Money, parseMoney } from '@portolan/money';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { escrow, escrowId } from './escrow/escrow.ts';
import { payout } from './payout/payout.ts';
import { camt054, pain002 } from './rig/bank.ts';
import { as, page, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const paid = usd('29.00');
const order = { orderId: 'o1', orderNo: 'SO-1~bank-refund-AC04' };
const id = escrowId(tenant, order.orderNo);
const collection = 'CN-COLL-USD-0001';
const operations = { tenant: 'portolan', role: 'operations' };

let fx: Awaited<ReturnType<typeof startFx>>;
beforeEach(async () => {
  fx = await startFx();
});
afterEach(() => fx.stop());

const within = { timeout: 15_000, interval: 20 };
const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });
const booked = (expected: Record<string, bigint>) =>
  vi.waitFor(async () => expect(await fx.balances()).toEqual(expected), within);
const tell = (body: Buffer, commandId: string) => fx.client().receiveMessage({ body }, as(commandId, 'portolan'));
const pay = (amount: Money, reference: string) =>
  tell(camt054('CRDT', collection, amount, reference, `PAY-${reference}`, `order ${order.orderNo}`), reference);
const open = () => fx.client().openEscrow({ ...order, amount: paid }, as('open'));
const stateOf = async () => (await fx.runtime().commands.load(escrow, tenant, id)).state;
const reaches = (status: string) => vi.waitFor(async () => expect((await stateOf()).status).toBe(status), within);
const fundsIn = (state: string, count = 1) =>
  vi.waitFor(async () => {
    const { funds } = await fx.client().listFunds({ state, page }, operations);
    expect(funds).toHaveLength(count);
    return funds;
  }, within);

/** The files that went to the bank, each once. */
const files = () => [...fx.bank.payments.keys()];
const endToEndIds = () => files().map((body) => /<EndToEndId>([^<]+)</.exec(body)?.[1] ?? '');
const sentBack = (count: number) => vi.waitFor(() => expect(files()).toHaveLength(count), within);
const settle = (endToEndId: string, amount: Money, reference: string) =>
  tell(camt054('DBIT', collection, amount, reference, endToEndId), reference);

async function delivered() {
  await open();
  await pay(paid, 'CR1');
  await booked({ '1000.USD': 2_900n, [`2100.USD.${id}`]: 2_900n });
  await fx.client().startInspection({ ...order, deliveredAt: '2026-03-06T09:00:00Z' }, as('inspect'));
  await reaches('INSPECTION');
}

describe('an order that is called off', () => {
  it('unpaid: its escrow is closed, and the money that waits or comes later goes back by itself', async () => {
    await open();
    await pay(usd('28.00'), 'CR1');
    await vi.waitFor(async () => expect((await stateOf()).mismatched).toHaveLength(1), within);
    expect(await fundsIn('SUSPENSE')).toMatchObject([{ orderNo: order.orderNo, amount: usd('28.00') }]);
    await fx.client().refundEscrow({ ...order, reason: 'BUYER' }, as('cancel'));
    await reaches('CANCELLED');
    await sentBack(1);
    await pay(paid, 'CR2');
    await sentBack(2);
    await booked({ '1000.USD': 5_700n, '1100.USD': -5_700n });
    await fundsIn('RETURNING', 2);
    for (const [index, endToEndId] of endToEndIds().entries()) {
      await settle(endToEndId, index === 0 ? usd('28.00') : paid, `DB${index}`);
    }
    await booked({});
    await fundsIn('RETURNED', 2);
    expect(await fx.engine().nextTimer()).toBeUndefined();
  });

  it('paid: all goes back to the account it came from, at the second attempt', async () => {
    await open();
    await pay(paid, 'CR1');
    await booked({ '1000.USD': 2_900n, [`2100.USD.${id}`]: 2_900n });
    await fx.client().refundEscrow({ ...order, reason: 'BUYER' }, as('cancel'));
    await reaches('REFUNDED');
    await sentBack(1);
    const [file = ''] = files();
    expect(file).toContain('<Cdtr><Nm>Ann Neil</Nm></Cdtr><CdtrAcct><Id><Othr><Id>0001234-56</Id></Othr></Id>');
    expect(file).toContain(`<DbtrAcct><Id><Othr><Id>${collection}</Id></Othr></Id>`);
    expect(file).toContain(`<RmtInf><Ustrd>${order.orderNo}</Ustrd></RmtInf>`);

    const [first = ''] = endToEndIds();
    await tell(pain002(first, 'RJCT', 'AC04'), 'rejected');
    const [credit] = await fundsIn('MATCHED');
    await booked({ '1000.USD': 2_900n, [`2300.USD.${credit?.id}`]: 2_900n });
    const again = { ...order, amount: paid, purpose: 'PURPOSE_REFUND', attempt: 2, reference: '' } as const;
    const { id: refund } = await fx.client().createPayout(again, as('again'));
    expect(await fx.client().createPayout(again, as('and again'))).toMatchObject({ id: refund });
    await refuses('PAYOUT_UNKNOWN', fx.client().createPayout({ ...again, attempt: 4 }, as('too far')));
    await sentBack(2);
    const [, second = ''] = endToEndIds();
    expect(second).toBe(`${first}-2`);
    await settle(second, paid, 'DB1');
    await booked({});
    expect((await fx.runtime().commands.load(payout, tenant, refund)).state.status).toBe('SETTLED');
  });

  it('is told of once when the buyer lets the time to pay go by', async () => {
    await open();
    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBe('2026-03-05T01:00:00.000Z'), within);
    fx.clock.moveTo('2026-03-05T01:00:00.000Z');
    await vi.waitFor(async () => expect((await stateOf()).overdue).toBe(true), within);
    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBeUndefined(), within);
  });
});

describe('goods that come back', () => {
  it('a partial refund in dispute, and the rest at once where the inspection has ended meanwhile', async () => {
    await delivered();
    await fx.client().openDispute({ ...order, amount: usd('12.25'), reason: 'BROKEN' }, as('dispute'));
    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBe('2026-03-09T09:00:00.000Z'), within);
    fx.clock.moveTo('2026-03-09T09:00:00.000Z');
    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBeUndefined(), within);
    expect(await stateOf()).toMatchObject({ status: 'INSPECTION', disputed: true });
    await refuses('ESCROW_DISPUTED', fx.client().acceptEscrow(order, as('accept')));
    const euros = { ...order, amount: parseMoney('1.00', 'EUR'), reason: 'RETURN' };
    await refuses('ESCROW_REFUND_CURRENCY', fx.client().refundEscrow(euros, as('euros')));

    await fx.client().refundEscrow({ ...order, amount: usd('12.25'), reason: 'RETURN' }, as('refund'));
    await reaches('RELEASED');
    await sentBack(1);
    // 1.5 % of 16.75 = 0.25125
    await booked({
      ...{ '1000.USD': 2_900n, '1100.USD': -1_225n },
      ...{ '2000.USD.merchant-shenzhen': 1_650n, '4000.USD': 25n },
    });
    await refuses('ESCROW_RELEASED', fx.client().refundEscrow({ ...order, reason: 'RETURN' }, as('too late')));
    expect((await fx.engine().parked()).items).toEqual([]);
  });

  it('none do: the buyer is content before the time is over', async () => {
    await delivered();
    await fx.client().acceptEscrow(order, as('accept'));
    await reaches('RELEASED');
    await booked({ '1000.USD': 2_900n, '2000.USD.merchant-shenzhen': 2_856n, '4000.USD': 44n });
    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBeUndefined(), within);
  });
});

describe('money in suspense', () => {
  it('is sent back by operations alone, once, and shown to them alone', async () => {
    await tell(camt054('CRDT', collection, paid, 'CR9', 'NOTPROVIDED', 'no idea'), 'c1');
    await booked({ '1000.USD': 2_900n, '2050.USD': 2_900n });
    const [stray] = await fundsIn('SUSPENSE');
    const fundsId = stray?.id ?? '';
    const merchant = { ...as('return'), tenant, role: 'merchant' };
    await refuses('FUNDS_OPERATIONS_ONLY', fx.client().returnFunds({ fundsId }, merchant));
    await refuses('FUNDS_OPERATIONS_ONLY', fx.client().listFunds({ state: '', page }, merchant));
    const desk = (commandId: string) => ({ ...as(commandId), ...operations });
    await refuses('FUNDS_UNKNOWN', fx.client().returnFunds({ fundsId: 'none' }, desk('r0')));
    await fx.client().returnFunds({ fundsId }, desk('r1'));
    await fx.client().returnFunds({ fundsId }, desk('r2'));
    await sentBack(1);
    expect(files()[0]).toContain('<RmtInf><Ustrd>CR9</Ustrd></RmtInf>');
    const [first = ''] = endToEndIds();
    await tell(pain002(first, 'RJCT', 'AC04'), 'rejected');
    await booked({ '1000.USD': 2_900n, [`2300.USD.${fundsId}`]: 2_900n });
    // Or nobody would know that it has to be sent again.
    expect(await fundsIn('RETURN_REJECTED')).toMatchObject([{ id: fundsId, reason: 'AC04' }]);
    await fx.client().returnFunds({ fundsId }, desk('r3'));
    await sentBack(2);
    await fundsIn('RETURNING');
    await settle(`${first}-2`, paid, 'DB1');
    await fundsIn('RETURNED');
    await booked({});
  });

  it('goes back by itself when the order that was paid twice is over', async () => {
    await open();
    await pay(paid, 'CR1');
    await reaches('FUNDED');
    await pay(paid, 'CR2');
    expect(await fundsIn('SUSPENSE')).toMatchObject([{ orderNo: order.orderNo, reason: 'ESCROW_ALREADY_FUNDED' }]);
    await vi.waitFor(async () => expect((await stateOf()).spare).toHaveLength(1), within);
    await fx.client().refundEscrow({ ...order, reason: 'LOST' }, as('cancel'));
    await reaches('REFUNDED');
    await sentBack(2);
    await pay(paid, 'CR3');
    await sentBack(3);
    await booked({ '1000.USD': 8_700n, '1100.USD': -8_700n });
  });

  it('is not what an escrow holds', async () => {
    await open();
    await pay(paid, 'CR1');
    await booked({ '1000.USD': 2_900n, [`2100.USD.${id}`]: 2_900n });
    const [matched] = await fundsIn('MATCHED');
    const call = fx.client().returnFunds({ fundsId: matched?.id ?? '' }, { ...as('r1'), ...operations });
    await refuses('FUNDS_NOT_IN_SUSPENSE', call);
  });
});
