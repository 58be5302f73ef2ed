import { given } from '@portolan/testkit';
import { expect, test } from 'vitest';
import { hasLapsed, type OrderNumberEvent, orderNumber, orderNumberId } from './order-number.ts';

const claimed = (orderId: string): OrderNumberEvent => ({
  type: 'OrderNumberClaimed',
  data: { orderNo: 'SZ-1001', orderId, claimedAt: '2026-03-02T01:00:00.000Z' },
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
    .thenRefused('ORDER_NUMBER_TAKEN', { orderNo: 'SZ-1001', field: 'terms.orderNo' });
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

test('a claim lapses after a minute', () => {
  const { state } = given(orderNumber, [claimed('a')]);
  expect(hasLapsed(state, '2026-03-02T01:00:59.999Z')).toBe(false);
  expect(hasLapsed(state, '2026-03-02T01:01:00.000Z')).toBe(true);
  expect(hasLapsed(orderNumber.initial, '2026-03-02T01:01:00.000Z')).toBe(false);
});
