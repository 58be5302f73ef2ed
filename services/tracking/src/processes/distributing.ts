import { type Only, outside, type TrackingEvent } from '@portolan/contracts';
import { type Commands, following, type Reaction } from '@portolan/engine';
import { inbound } from '../inbound/inbound.ts';
import { shipment } from '../shipment/shipment.ts';
import { waybill, waybillId } from '../waybill/waybill.ts';

/** The scans of a message go to their shipments, one after another. A number that nobody knows is raised. */
export function distributing(commands: Commands): Reaction<Only<TrackingEvent, 'CarrierMessageReceived'>> {
  return {
    name: 'tracking.scans.v1',
    reads: ['tracking'],
    on: {
      CarrierMessageReceived: async (event, react) => {
        for (const [index, scan] of event.data.scans.entries()) {
          const id = waybillId(event.data.carrier, scan.waybillNo);
          const { state } = await commands.load(waybill, outside, id);
          if (state.shipmentId === '') {
            const { messageId } = event.data;
            await react.execute(inbound, messageId, { type: 'ReportUnmatched', messageId, scan });
            continue;
          }
          const { shipmentId, owner, orderId } = state;
          const context = { ...following(event, { tenant: owner, orderId }, 'scan', index), rememberRefusal: true };
          await commands.execute(shipment, shipmentId, { type: 'RecordScan', shipmentId, scan }, context);
        }
      },
    },
  };
}
