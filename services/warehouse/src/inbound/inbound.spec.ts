import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type InboundEvent, inboundId, inboundOf, missingGoods } from './inbound.ts';

const places: Readonly<Record<string, { operator: string; kind: string }>> = {
  'PDX-OSW-1': { operator: 'operator-portland', kind: 'overseas' },
  'NGB-BND-1': { operator: 'operator-ningbo', kind: 'bonded' },
};
const inbound = inboundOf((warehouseId) => places[warehouseId]);
const lines = [
  { sku: 'CABLE', lot: 'L1', quantity: 10n },
  { sku: 'LAMP', lot: '', quantity: 4n },
];
const ids = { inboundId: 'I1', orderId: 'O1' };
const data = { ...ids, orderNo: 'SO-1', warehouseId: 'PDX-OSW-1', owner: 'merchant', lines };
const expected: InboundEvent = { type: 'GoodsExpected', data };
const count = (cable: bigint, lamp = 4n) =>
  ({
    type: 'Count',
    inboundId: 'I1',
    deliveryId: 'D1',
    lines: [
      { sku: 'LAMP', lot: '', quantity: lamp },
      { sku: 'CABLE', lot: 'L1', quantity: cable - 1n },
      { sku: 'CABLE', lot: 'L2', quantity: 1n },
    ],
  }) as const;
const counted = (cable: bigint, lamp = 4n): InboundEvent => ({
  type: 'ExpectedGoodsCounted',
  data: {
    ...ids,
    deliveryId: 'D1',
    lines: [
      { sku: 'CABLE', expected: 10n, counted: cable },
      { sku: 'LAMP', expected: 4n, counted: lamp },
    ],
    differs: cable !== 10n || lamp !== 4n,
  },
});
const opened = (cable: bigint): InboundEvent => ({
  type: 'InboundDiscrepancyOpened',
  data: { ...ids, lines: [{ sku: 'CABLE', expected: 10n, counted: cable }], owner: 'merchant' },
});
const resolve = (resolution: string) => ({ type: 'Resolve', inboundId: 'I1', resolution }) as const;
const resolved = (resolution: string, cable: bigint): InboundEvent => ({
  type: 'InboundDiscrepancyResolved',
  data: { ...ids, resolution, lines: [{ sku: 'CABLE', expected: 10n, counted: cable }] },
});

describe('goods that an order sends', () => {
  it('are announced once', () => {
    given(inbound, []).when({ type: 'Expect', expected: data }).then([expected]);
    given(inbound, [expected]).when({ type: 'Expect', expected: data }).thenNothing();
    given(inbound, [expected, counted(10n)])
      .when({ type: 'Expect', expected: { ...data, lines: lines.slice(1) } })
      .thenRefused('INBOUND_EXISTS', { orderNo: 'SO-1' });
  });

  it('are announced with goods in them, to a warehouse that takes them', () => {
    given(inbound, [])
      .when({ type: 'Expect', expected: { ...data, lines: [] } })
      .thenRefused('INBOUND_INVALID', { field: 'lines' });
    given(inbound, [])
      .when({ type: 'Expect', expected: { ...data, lines: [{ sku: 'CABLE', lot: '', quantity: 0n }] } })
      .thenRefused('INBOUND_INVALID', { field: 'lines[0].quantity' });
    given(inbound, [])
      .when({ type: 'Expect', expected: { ...data, warehouseId: 'ELSEWHERE' } })
      .thenRefused('WAREHOUSE_NOT_FOUND');
    given(inbound, [])
      .when({ type: 'Expect', expected: { ...data, warehouseId: 'NGB-BND-1' } })
      .thenRefused('BONDED_NEEDS_LIST', { warehouseId: 'NGB-BND-1' });
  });

  it('are counted once, SKU by SKU over all lots', () => {
    given(inbound, [expected])
      .when(count(10n))
      .then([counted(10n)]);
    given(inbound, [expected, counted(10n)])
      .when(count(9n))
      .thenNothing();
    given(inbound, []).when(count(10n)).thenNothing();
  });

  it('open a case where fewer or more came', () => {
    given(inbound, [expected])
      .when(count(8n))
      .then([counted(8n), opened(8n)]);
    given(inbound, [expected])
      .when(count(11n))
      .then([counted(11n), opened(11n)]);
  });

  it('open a case for what nobody expected', () => {
    const stranger = {
      type: 'Count',
      inboundId: 'I1',
      deliveryId: 'D1',
      lines: [...lines, lamp('MOUSE', 1n)],
    } as const;
    const { decision } = given(inbound, [expected]).when(stranger);
    expect(decision).toMatchObject([
      { data: { differs: true } },
      { type: 'InboundDiscrepancyOpened', data: { lines: [{ sku: 'MOUSE', expected: 0n, counted: 1n }] } },
    ]);
  });

  it('are closed by their owner: claimed, found or accepted, once', () => {
    const short = [expected, counted(8n), opened(8n)];
    for (const resolution of ['CLAIM', 'FOUND', 'ACCEPTED']) {
      given(inbound, short)
        .when(resolve(resolution))
        .then([resolved(resolution, 8n)]);
    }
    given(inbound, [...short, resolved('CLAIM', 8n)])
      .when(resolve('CLAIM'))
      .thenNothing();
    given(inbound, [...short, resolved('CLAIM', 8n)])
      .when(resolve('FOUND'))
      .thenRefused('DISCREPANCY_NOT_OPEN', { orderNo: 'SO-1', state: 'RESOLVED' });
    given(inbound, short)
      .when(resolve('LOST'))
      .thenRefused('RESOLUTION_INVALID', { resolution: 'LOST', orderNo: 'SO-1' });
  });

  it('cannot be claimed or found where none are missing', () => {
    const over = [expected, counted(11n), opened(11n)];
    given(inbound, over).when(resolve('CLAIM')).thenRefused('RESOLUTION_INVALID');
    given(inbound, over).when(resolve('FOUND')).thenRefused('RESOLUTION_INVALID');
    given(inbound, over)
      .when(resolve('ACCEPTED'))
      .then([resolved('ACCEPTED', 11n)]);
  });

  it('have nothing to close where they are not counted or not there', () => {
    given(inbound, [expected]).when(resolve('ACCEPTED')).thenRefused('DISCREPANCY_NOT_OPEN');
    given(inbound, []).when(resolve('ACCEPTED')).thenRefused('INBOUND_NOT_FOUND', { inboundId: 'I1' });
  });

  it('are missing in the lot in which they were announced', () => {
    expect(missingGoods(lines, [{ sku: 'CABLE', expected: 10n, counted: 8n }])).toEqual([
      { sku: 'CABLE', lot: 'L1', quantity: 2n },
    ]);
    expect(missingGoods(lines, [{ sku: 'MOUSE', expected: 0n, counted: 8n }])).toEqual([]);
  });

  it('are known by their papers, and seen by the operator', () => {
    expect(inboundId('merchant', 'PDX-OSW-1', 'SO-1')).not.toBe(inboundId('other', 'PDX-OSW-1', 'SO-1'));
    const { state } = given(inbound, [expected]);
    expect(inbound.audience(expected, state)).toEqual([{ tenant: 'operator-portland', role: 'zone_operator' }]);
    expect(inbound.audience(expected, { ...state, warehouseId: 'ELSEWHERE' })).toEqual([]);
  });
});

function lamp(sku: string, quantity: bigint) {
  return { sku, lot: '', quantity };
}
