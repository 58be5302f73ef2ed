import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { waybillNo } from '../shipment/scan-samples.ts';
import { type AssignWaybill, waybill } from './waybill.ts';

const wild: fc.Arbitrary<AssignWaybill> = fc
  .record({ shipmentId: fc.constantFrom('S1', 'S2'), waybillNo: fc.constantFrom(waybillNo, 'LX000000000CN', '') })
  .map((of) => ({ type: 'Assign', assigned: { ...of, carrier: 'YANWEN', orderId: 'O1', owner: 'merchant' } }));

it('a number belongs to one shipment for good', () => {
  anyHistory('tracking waybill', {
    service: 'tracking',
    aggregate: waybill,
    roads: [[]],
    wild,
    events: { WaybillAssigned: true },
    over: ({ shipmentId }) => shipmentId || undefined,
    laws: ({ history }) => holds(history.length === 1 && history[0]?.data.waybillNo === waybillNo, 'once', history),
  });
});
