import { given } from '@portolan/testkit';
import { expect, test } from 'vitest';
import { type OrderNumberEvent, orderNumber, orderNumberId } from './order-number.ts';

const claimed = (orderId: string): OrderNumberEvent => ({
  type: 'OrderNumberClaimed',
  data: { orderNo: 'SZ-1001', orderId },
});
const claim = (orderId: string, inPlaceOf = '') =>
  ({ type: 'ClaimOrderNumber', orderNo: 'SZ-1001', orderId, inPlaceOf }) as const;

test('a free number is claimed', () => {
  given(orderNumber, [])
    .when(claim('a'))
    .then([claimed('a')]);
});

test('the same order claims it again: nothing new', () => {
  given(orderNumber, [claimed('a')])
    .when(claim('a'))
    .thenNothing();
});

test('another order is refused', () => {
  given(orderNumber, [claimed('a')])
    .when(claim('b'))
    .thenRefused('ORDER_NUMBER_TAKEN', { orderNo: 'SZ-1001', field: 'orderNo' });
});

test('the number of an order that was given up is taken over', () => {
  given(orderNumber, [claimed('a')])
    .when(claim('b', 'a'))
    .then([claimed('b')]);
});

test('whoever gave up an older claim does not get past the newer one', () => {
  given(orderNumber, [claimed('a'), claimed('b')])
    .when(claim('c', 'a'))
    .thenRefused('ORDER_NUMBER_TAKEN');
});

test('numbers of two tenants are two streams', () => {
  expect(orderNumberId('t1', 'SZ-1001')).not.toBe(orderNumberId('t2', 'SZ-1001'));
});
