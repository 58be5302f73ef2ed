import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type CountDelivery, type DeliveryEvent, deliveryId, deliveryOf } from './delivery.ts';

const kinds: Readonly<Record<string, string>> = { 'SZX-FWD-1': 'forwarder', 'NGB-BND-1': 'bonded' };
const delivery = deliveryOf((warehouseId) => {
  const kind = kinds[warehouseId];
  return kind === undefined ? undefined : { operator: 'operator', kind };
});
const lines = [
  { sku: 'CABLE', lot: '', quantity: 5n },
  { sku: 'LAMP', lot: 'L1', quantity: 2n },
];
const data = { deliveryId: 'D1', warehouseId: 'SZX-FWD-1', owner: 'merchant', document: 'DN-1', lines };
const count: CountDelivery = { type: 'Count', by: 'operator', ...data };
const counted: DeliveryEvent = { type: 'DeliveryCounted', data };

describe('delivery', () => {
  it('is taken as a whole, once', () => {
    given(delivery, []).when(count).then([counted]);
    given(delivery, [counted]).when(count).thenNothing();
  });

  it('is counted only by who operates the warehouse', () => {
    const wrong = { warehouseId: 'SZX-FWD-1' };
    given(delivery, [])
      .when({ ...count, by: 'merchant' })
      .thenRefused('WAREHOUSE_NOT_FOUND', wrong);
    given(delivery, [])
      .when({ ...count, warehouseId: 'ELSEWHERE' })
      .thenRefused('WAREHOUSE_NOT_FOUND');
  });

  it('is not how goods enter a bonded warehouse', () => {
    const warehouseId = 'NGB-BND-1';
    given(delivery, [])
      .when({ ...count, warehouseId })
      .thenRefused('BONDED_NEEDS_LIST', { warehouseId });
  });

  it.each([
    ['lines', { lines: [] }],
    ['owner', { owner: '' }],
    ['lines[1].quantity', { lines: [...lines.slice(0, 1), { sku: 'LAMP', lot: '', quantity: 0n }] }],
    ['lines[0].sku', { lines: [{ sku: '', lot: '', quantity: 1n }] }],
  ])('is refused whole for a wrong %s', (field, change) => {
    given(delivery, [])
      .when({ ...count, ...change })
      .thenRefused('DELIVERY_INVALID', { field });
  });

  it('is told to the owner of the goods, and has an id of its command', () => {
    expect(delivery.audience(counted)).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
    expect(deliveryId('operator', 'c1')).toBe(deliveryId('operator', 'c1'));
    expect(deliveryId('operator', 'c1')).not.toBe(deliveryId('operator', 'c2'));
  });
});
