import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatewayUnderTest } from '../rig/gateway-under-test.ts';
import { write } from '../rig/samples.ts';
import { documentExamples, orderExample } from './routes/examples.ts';

let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
beforeAll(async () => {
  gateway = await gatewayUnderTest();
});
afterAll(() => gateway.stop());

const merchant = 'merchant-shenzhen';

/** What a service was asked by this request, and by whom. */
async function asked(ask: Parameters<typeof gateway.ask>[0]) {
  const from = gateway.services.received.length;
  const answer = await gateway.ask(ask);
  expect(answer.status, answer.text).toBeLessThan(300);
  return gateway.services.received[from];
}
const put = (kind: string, body: unknown, as = merchant) =>
  asked({ ...write(`/v1/orders/order-1/documents/${kind}`, as, body, `put ${kind}`.replace(' ', '-')), method: 'PUT' });

it('hands a document on under its kind, in minor units, in UTC, and with nobody in it', async () => {
  const order = await put('order', documentExamples.order, 'platform-yongjiang');
  expect(order).toMatchObject({
    method: 'orders.putDocument',
    as: { tenant: 'platform-yongjiang', role: 'platform' },
    request: { orderId: 'order-1', document: { $case: 'order', value: { goodsValue: { minor: 39600n } } } },
  });
  const nobody = { subject: '', ciphertext: new Uint8Array(), hash: '' };
  expect(order?.request).toMatchObject({
    document: { value: { import: { discount: { minor: 1000n, currency: 'CNY' }, buyer: { name: nobody } } } },
  });

  expect((await put('receipt', documentExamples.receipt))?.request).toMatchObject({
    document: { $case: 'receipt', value: { bookedAt: '2026-03-02T01:00:00.000Z' } },
  });
  expect((await put('payment', documentExamples.payment))?.request).toMatchObject({
    document: { $case: 'payment', value: { amount: { minor: 42204n, currency: 'CNY' }, payer: { country: '' } } },
  });
  const waybill = await put('waybill', documentExamples.waybill);
  expect(waybill?.request).toMatchObject({ document: { $case: 'waybill', value: { packs: 1 } } });
  expect(waybill?.request.document).not.toHaveProperty('value.consignee');
});

it('places a bonded order with its tax, its coupon and the buyer’s number, and shows nobody that number', async () => {
  const number = '33020019900307001X';
  const terms = {
    ...orderExample.terms,
    mode: '1210',
    warehouseId: 'NGB-BND-1',
    tax: { amount: '10.91', currency: 'USD' },
    destinationWarehouseId: '',
  };
  const body = { terms, buyer: { ...orderExample.buyer, idNumber: number } };
  const from = gateway.services.received.length;
  const answer = await gateway.ask(write('/v1/orders', merchant, body));
  expect(answer.status).toBe(201);
  expect(gateway.services.received[from]?.request).toMatchObject({
    terms: { mode: '1210', tax: { minor: 1091n, currency: 'USD' } },
    buyer: { idNumber: number },
  });
  expect(answer.text).not.toContain(number);
  const wrong = await gateway.ask(write('/v1/orders', merchant, { ...body, colour: 'red' }, 'another'));
  expect(wrong.status).toBe(422);
  expect(wrong.text).not.toContain(number);
});

it('shows a merchant its declarations with prices and tax, and a customs office neither', async () => {
  const list = async (as: string) => await gateway.ask({ path: '/v1/declarations', as });
  const own = await list(merchant);
  expect(own.json).toMatchObject({
    declarations: [{ goodsValue: { amount: '79.80' }, tax: { total: { amount: '36.04' } }, taxBill: { taxNo: 'T1' } }],
  });
  const office = await list('customs-3105');
  expect(office.json).toMatchObject({
    declarations: [{ state: 'RELEASED', goodsValue: null, lines: [{ price: null }] }],
  });
  expect(office.text).not.toMatch(/amount|79\.80|36\.04|taxBill/);
  expect((await list('x-customs-3105')).json).toMatchObject({ declarations: [] });
});

it('lists what stands still by who has to move, in words, with the cost of waiting and the call', async () => {
  const { json } = await gateway.ask({ path: '/v1/holds?owner=buyer&code=AWAITING_PAYMENT&lang=zh', as: merchant });
  expect(json).toMatchObject({
    holds: [
      {
        ...{ orderId: 'order-1', orderNo: 'TN-1', code: 'AWAITING_PAYMENT', what: '等待买家付款', who: '买家' },
        ...{
          step: 'OPEN_ESCROW',
          costPerDay: { amount: '0.50', currency: 'USD' },
          costFrom: '2026-03-02T01:00:00.000Z',
        },
        clearedBy: { method: 'POST', path: '/v1/inbound/bank', by: 'bank' },
      },
    ],
  });
  expect(gateway.services.received.at(-1)?.request).toMatchObject({ owner: 'buyer', code: 'AWAITING_PAYMENT' });
  const other = await gateway.ask({ path: '/v1/holds', as: 'merchant-other' });
  expect(other.json).toEqual({ holds: [], nextCursor: '' });
});

it('asks for a return in whole units and minor units, and for a pass as it was sent', async () => {
  const terms = { reason: 'DEFECTIVE', keepsGoods: true, lines: [{ sku: 'EARBUDS-X2', quantity: 1 }] };
  const back = await asked(
    write('/v1/orders/order-1/returns', merchant, { ...terms, refund: { amount: '39.90', currency: 'USD' } }),
  );
  expect(back?.request).toEqual({
    orderId: 'order-1',
    terms: { ...terms, lines: [{ sku: 'EARBUDS-X2', quantity: 1n }], refund: { minor: 3990n, currency: 'USD' } },
  });
  const entered = await asked(
    write('/v1/verification-lists', 'operator', { warehouseId: 'N', direction: 'OUT', parcelIds: ['parcel-1'] }),
  );
  expect(entered?.request).toMatchObject({
    direction: 'LIST_DIRECTION_OUT',
    owner: '',
    lines: [],
    parcelIds: ['parcel-1'],
  });
});

it('does a document put again under its key once', async () => {
  const first = await put('waybill', documentExamples.waybill);
  const again = await put('waybill', documentExamples.waybill);
  const idOf = (received: typeof first) =>
    received !== undefined && 'commandId' in received.as ? received.as.commandId : '';
  expect(idOf(first)).not.toBe('');
  expect(idOf(again)).toBe(idOf(first));
  const changed = { ...documentExamples.waybill, packs: 2 };
  const { status, json } = await gateway.ask({
    ...write('/v1/orders/order-1/documents/waybill', merchant, changed, 'put-waybill'),
    method: 'PUT',
  });
  expect([status, json.code]).toEqual([409, 'COMMAND_ID_REUSED']);
});
