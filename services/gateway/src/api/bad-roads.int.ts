import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, gatewayUnderTest } from '../rig/gateway-under-test.ts';
import { expectProblem, type Mistakes } from '../rig/problems.ts';
import { push, write } from '../rig/samples.ts';
import { documentExamples, listExample, orderExample } from './routes/examples.ts';

let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
beforeAll(async () => {
  gateway = await gatewayUnderTest();
});
afterAll(() => gateway.stop());

const aReturn = {
  reason: 'UNWANTED',
  keepsGoods: false,
  lines: [{ sku: 'EARBUDS-X2', quantity: 1 }],
  refund: { amount: '39.90', currency: 'USD' },
};
const document = (kind: string, body: unknown, as = 'merchant-shenzhen'): Ask => {
  return { ...write(`/v1/orders/order-1/documents/${kind}`, as, body), method: 'PUT' };
};

const mistakes: Mistakes = {
  'a cancellation without a reason': [
    write('/v1/orders/order-1/cancellation', 'merchant-shenzhen', { reason: ' ' }),
    422,
    'INVALID_REQUEST',
    'reason',
    'EMPTY',
  ],
  'a cancellation withdrawn without a word': [
    write('/v1/orders/order-1/cancellation/withdrawal', 'merchant-shenzhen', { reason: '' }),
    422,
    'INVALID_REQUEST',
    'reason',
    'EMPTY',
  ],
  'a return for a reason that is none': [
    write('/v1/orders/order-1/returns', 'merchant-shenzhen', { ...aReturn, reason: 'BORED' }),
    422,
    'INVALID_REQUEST',
    'reason',
    'NOT_ONE_OF',
  ],
  'a return of part of a unit': [
    write('/v1/orders/order-1/returns', 'merchant-shenzhen', {
      ...aReturn,
      lines: [{ sku: 'EARBUDS-X2', quantity: 0.5 }],
    }),
    422,
    'INVALID_REQUEST',
    'lines[0].quantity',
  ],
  'a refund of nothing': [
    write('/v1/orders/order-1/returns', 'merchant-shenzhen', {
      ...aReturn,
      refund: { amount: '0.00', currency: 'USD' },
    }),
    422,
    'INVALID_REQUEST',
    'refund.amount',
    'NOT_ABOVE_ZERO',
  ],
  'a document of a kind that is none': [document('invoice', documentExamples.order), 404, 'ROUTE_NOT_FOUND'],
  'a document that leaves something out': [
    document('payment', { ...documentExamples.payment, transactionId: undefined }),
    422,
    'INVALID_REQUEST',
    'transactionId',
    'FIELD_MISSING',
  ],
  'a document with a person in clear': [
    document('order', {
      ...documentExamples.order,
      import: { ...documentExamples.order.import, buyer: orderExample.buyer },
    }),
    422,
    'INVALID_REQUEST',
    'import.buyer',
    'FIELD_NOT_KNOWN',
  ],
  'a booking without its offset': [
    document('receipt', { ...documentExamples.receipt, bookedAt: '2026-03-02T09:00:00' }),
    422,
    'INVALID_REQUEST',
    'bookedAt',
    'INSTANT_SHAPE',
  ],
  "a document of another platform's order": [
    { ...document('order', documentExamples.order, 'x-platform-yongjiang') },
    404,
    'ORDER_NOT_FOUND',
  ],
  "a platform's hand on the payment": [
    document('payment', documentExamples.payment, 'platform-yongjiang'),
    403,
    'ROLE_NOT_ALLOWED',
  ],
  "a platform's look at an order": [{ path: '/v1/orders/order-1', as: 'platform-yongjiang' }, 403, 'ROLE_NOT_ALLOWED'],
  "a customs office's look at an order": [{ path: '/v1/orders/order-1', as: 'customs-3105' }, 403, 'ROLE_NOT_ALLOWED'],
  'a quote of no amount': [
    write('/v1/exchange/quotes', 'merchant-shenzhen', {
      ...{ sell: { amount: '0.00', currency: 'USD' }, buyCurrency: 'CNY' },
    }),
    422,
    'INVALID_REQUEST',
    'sell.amount',
    'NOT_ABOVE_ZERO',
  ],
  'a quote with a decimal comma': [
    write('/v1/exchange/quotes', 'merchant-shenzhen', {
      ...{ sell: { amount: '100,00', currency: 'USD' }, buyCurrency: 'CNY' },
    }),
    422,
    'INVALID_REQUEST',
    'sell.amount',
    'AMOUNT_SHAPE',
  ],
  'an indication of part of a yen': [
    { path: '/v1/exchange/indications?sell=JPY&buy=CNY&amount=100.5', as: 'merchant-shenzhen' },
    422,
    'INVALID_REQUEST',
    'amount',
    'AMOUNT_SHAPE',
  ],
  'a drawdown on a day that is none': [
    write('/v1/exchange/deals/deal-1/drawdown', 'merchant-shenzhen', {
      ...{ sell: { amount: '1.00', currency: 'USD' }, valueDate: '2026-02-30' },
    }),
    422,
    'INVALID_REQUEST',
    'valueDate',
    'WRONG_FORMAT',
  ],
  "a merchant's word on a rate": [
    write('/v1/exchange/rates', 'merchant-shenzhen', { pair: 'USD/CNY', mid: '7.12', source: 'me' }),
    403,
    'ROLE_NOT_ALLOWED',
  ],
  'a list that enters nothing': [
    write('/v1/verification-lists', 'operator', { ...listExample, lines: [] }),
    422,
    'INVALID_REQUEST',
    'lines',
    'EMPTY',
  ],
  "a list that enters nobody's goods": [
    write('/v1/verification-lists', 'operator', { ...listExample, owner: '' }),
    422,
    'INVALID_REQUEST',
    'owner',
    'EMPTY',
  ],
  'a list of no parcels': [
    write('/v1/verification-lists', 'operator', { warehouseId: 'NGB-BND-1', direction: 'OUT' }),
    422,
    'INVALID_REQUEST',
    'parcelIds',
    'EMPTY',
  ],
  'a list in no direction': [
    write('/v1/verification-lists', 'operator', { ...listExample, direction: 'UNSPECIFIED' }),
    422,
    'INVALID_REQUEST',
    'direction',
    'NOT_ONE_OF',
  ],
  'a vehicle without weight': [
    write('/v1/gate-passes', 'operator', { listId: 'list-1', vehicleNo: 'B1', grossWeight: '0' }),
    422,
    'INVALID_REQUEST',
    'grossWeight',
    'NOT_ABOVE_ZERO',
  ],
  'a grade that is none': [
    write('/v1/returns/return-1/grading', 'operator', { lines: [{ sku: 'EARBUDS-X2', grade: 'E', quantity: 1 }] }),
    422,
    'INVALID_REQUEST',
    'lines[0].grade',
    'NOT_ONE_OF',
  ],
  'a return that brought nothing': [
    write('/v1/returns/return-1/receipt', 'operator', { lines: [] }),
    422,
    'INVALID_REQUEST',
    'lines',
    'EMPTY',
  ],
  'a case closed in a way that is none': [
    write('/v1/inbounds/inbound-1/resolution', 'merchant-shenzhen', { resolution: 'FORGET' }),
    422,
    'INVALID_REQUEST',
    'resolution',
    'NOT_ONE_OF',
  ],
  "another merchant's case": [
    write('/v1/inbounds/inbound-1/resolution', 'merchant-other', { resolution: 'CLAIM' }),
    404,
    'INBOUND_NOT_FOUND',
  ],
  'a state that declarations never have': [
    { path: '/v1/declarations?state=LOST', as: 'merchant-shenzhen' },
    422,
    'INVALID_REQUEST',
    'state',
    'NOT_ONE_OF',
  ],
  "a merchant's look at everybody's money": [{ path: '/v1/funds', as: 'merchant-shenzhen' }, 403, 'ROLE_NOT_ALLOWED'],
  "a push of the zone with the bank's secret": [
    push('/v1/inbound/zone', '<a/>', 'bank-secret'),
    401,
    'SIGNATURE_INVALID',
  ],
  'a push of the zone that cannot be read': [
    push('/v1/inbound/zone', '<broken', 'zone-secret'),
    422,
    'INVALID_MESSAGE',
    'body',
  ],
};

it.each(Object.entries(mistakes))('%s is a problem that says what to do', async (_what, [ask, ...told]) => {
  expectProblem(await gateway.ask(ask), ...told);
});

it('writes nothing for any of them that the gateway can judge', () => {
  const reached = gateway.services.received.map(({ method }) => method).sort();
  expect(reached).toEqual(['orders.putDocument', 'warehouse.receiveMessage', 'warehouse.resolveDiscrepancy']);
});
