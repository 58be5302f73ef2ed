import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type ItemEvent, itemId, itemOf } from './item.ts';

const item = itemOf(() => 'operator');
const key = { warehouseId: 'SZX-FWD-1', owner: 'merchant', sku: 'CABLE' };
const lot = (name: string): ItemEvent => ({ type: 'LotOpened', data: { bucket: { ...key, lot: name } } });
const backorder = { ...key, parcelId: 'P1', orderId: 'O1' };
const opened: ItemEvent = { type: 'BackorderOpened', data: backorder };

describe('item', () => {
  it('keeps its lots in order of receipt, each once', () => {
    given(item, [lot('B')])
      .when({ type: 'OpenLot', bucket: { ...key, lot: 'A' } })
      .then([lot('A')]);
    given(item, [lot('B')])
      .when({ type: 'OpenLot', bucket: { ...key, lot: 'B' } })
      .thenNothing();
    expect(given(item, [lot('B'), lot('A')]).state.lots).toEqual(['B', 'A']);
  });

  it('keeps who waits for it in order, each once', () => {
    given(item, [])
      .when({ type: 'OpenBackorder', ...backorder })
      .then([opened]);
    given(item, [opened])
      .when({ type: 'OpenBackorder', ...backorder })
      .thenNothing();
    const second: ItemEvent = { type: 'BackorderOpened', data: { ...backorder, parcelId: 'P2' } };
    expect(given(item, [opened, second]).state.waiting.map(({ parcelId }) => parcelId)).toEqual(['P1', 'P2']);
  });

  it('lets go of who waits no more', () => {
    given(item, [opened])
      .when({ type: 'CloseBackorder', ...backorder })
      .then([{ type: 'BackorderClosed', data: backorder }]);
    given(item, [])
      .when({ type: 'CloseBackorder', ...backorder })
      .thenNothing();
    expect(given(item, [opened, { type: 'BackorderClosed', data: backorder }]).state.waiting).toEqual([]);
  });

  it('is one per warehouse, owner and SKU, seen by the operator', () => {
    expect(itemId(key)).not.toBe(itemId({ ...key, owner: 'other' }));
    expect(item.audience(opened)).toEqual([{ tenant: 'operator', role: 'zone_operator' }]);
    expect(itemOf(() => undefined).audience(lot('A'))).toEqual([]);
  });
});
