import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type WaybillEvent, waybill, waybillId } from './waybill.ts';

const assigned = {
  waybillNo: 'LX202607010CN',
  carrier: 'YANWEN',
  shipmentId: 'S1',
  orderId: 'O1',
  owner: 'merchant',
};
const event: WaybillEvent = { type: 'WaybillAssigned', data: assigned };

describe('waybill', () => {
  it('belongs to one shipment', () => {
    given(waybill, []).when({ type: 'Assign', assigned }).then([event]);
    given(waybill, [event]).when({ type: 'Assign', assigned }).thenNothing();
    given(waybill, [event])
      .when({ type: 'Assign', assigned: { ...assigned, shipmentId: 'S2' } })
      .thenRefused('WAYBILL_TAKEN', { waybillNo: 'LX202607010CN' });
  });

  it('has a right check digit', () => {
    given(waybill, [])
      .when({ type: 'Assign', assigned: { ...assigned, waybillNo: 'LX202607011CN' } })
      .thenRefused('WAYBILL_INVALID', { waybillNo: 'LX202607011CN' });
  });

  it('is found however it is written, and is told to the owner of the shipment', () => {
    expect(waybillId('yanwen', 'lx 2026-0701-0 cn')).toBe(waybillId('YANWEN', 'LX202607010CN'));
    expect(waybillId('OTHER', 'LX202607010CN')).not.toBe(waybillId('YANWEN', 'LX202607010CN'));
    expect(waybill.audience(event)).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
  });
});
