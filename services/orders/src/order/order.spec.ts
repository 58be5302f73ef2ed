import { facts, given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { advice, buyer, orderId, terms, time, usd } from '../rig/story.ts';
import { offered, termsOf } from '../rig/worlds.ts';
import {
  furthest,
  type OrderCommand,
  type OrderEvent,
  order,
  orderId as orderIdOf,
  stageAfter,
  stages,
} from './order.ts';

const placed: OrderEvent = { type: 'OrderPlaced', data: { orderId, terms, buyer } };
const paid: OrderEvent = { type: 'OrderPaid', data: { orderId, amount: usd(6500) } };
const abandoned: OrderEvent = { type: 'OrderAbandoned', data: { orderId } };
const place = { type: 'PlaceOrder', orderId, terms, buyer, offered } as const;
const abandon = { type: 'AbandonOrder', orderId, orderNo: 'SZ-1001' } as const;

describe('placing', () => {
  test('a sound order is placed', () => given(order, []).when(place).then([placed]));
  test('a placed order is placed once', () => given(order, [placed]).when(place).thenNothing());
  test('a faulty order is not', () =>
    given(order, [])
      .when({ ...place, terms: { ...terms, lines: [] } })
      .thenRefused('ORDER_LINES_MISSING'));
  test("a bonded import without the buyer's identity number is not", () =>
    given(order, [])
      .when({ ...place, terms: termsOf['1210'], buyer: { ...buyer, country: 'CN' } })
      .thenRefused('BUYER_DATUM_MISSING', { field: 'buyer.idNumber' }));
  test('an order that was given up is not', () =>
    given(order, [abandoned]).when(place).thenRefused('ORDER_NUMBER_TAKEN'));
  test('its id is made from the command', () => {
    expect(orderIdOf('t', 'c')).toBe(orderIdOf('t', 'c'));
    expect(orderIdOf('t', 'c')).not.toBe(orderIdOf('u', 'c'));
  });
});

describe('giving up', () => {
  test('an order that was never placed', () => given(order, []).when(abandon).then([abandoned]));
  test('once', () => given(order, [abandoned]).when(abandon).thenNothing());
  test('never a placed one', () =>
    given(order, [placed])
      .when(abandon)
      .thenRefused('ORDER_NUMBER_TAKEN', { orderNo: 'SZ-1001', field: 'terms.orderNo' }));
});

const deliveredAt = time('2026-03-12T17:00:00.000Z');
const paidOut = advice.payoutSettled.value.amount;
const steps: readonly (readonly [OrderCommand, OrderEvent])[] = [
  [{ type: 'RecordPayment', orderId, amount: usd(6500) }, paid],
  [
    { type: 'RecordClearance', orderId, declarationId: 'd', invtNo: 'I-9' },
    { type: 'OrderCleared', data: { orderId, declarationId: 'd', invtNo: 'I-9' } },
  ],
  [
    { type: 'RecordShipping', orderId, shipmentId: 's' },
    { type: 'OrderShipped', data: { orderId, shipmentId: 's' } },
  ],
  [
    { type: 'RecordDelivery', orderId, deliveredAt },
    { type: 'OrderDelivered', data: { orderId, deliveredAt } },
  ],
  [
    { type: 'RecordStocking', orderId },
    { type: 'OrderStocked', data: { orderId } },
  ],
  [
    { type: 'RecordSettlement', orderId, paidOut },
    { type: 'OrderSettled', data: { orderId, paidOut } },
  ],
  [
    { type: 'RecordCancellation', orderId, ending: 'ENDING_CANCELLED' },
    { type: 'OrderCancelled', data: { orderId, ending: 'ENDING_CANCELLED' } },
  ],
  [
    { type: 'RecordRefund', orderId, ending: 'ENDING_LOST', amount: usd(6500) },
    { type: 'OrderRefunded', data: { orderId, ending: 'ENDING_LOST', amount: usd(6500) } },
  ],
];

describe.each(steps)('%o', (command, event) => {
  test('is recorded', () => given(order, [placed]).when(command).then([event]));
  test('is recorded once', () => given(order, [placed, event]).when(command).thenNothing());
  test('means nothing without an order', () =>
    given(order, []).when(command, facts()).thenRefused('ORDER_NOT_FOUND', { id: orderId }));
});

test('stages in their order; news that overtakes does not move an order back', () => {
  const history = [placed, ...steps.map(([, event]) => event)];
  expect(given(order, history).state.reached).toEqual([...stages]);
  expect(furthest('SHIPPED', 'PAID')).toBe('SHIPPED');
  expect(furthest('PAID', 'SHIPPED')).toBe('SHIPPED');
  expect(stageAfter('OrderAbandoned')).toBeUndefined();
});
