import type { Only, TrackingEvent } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import { noteFlaws, refusedCollections } from '@portolan/service';

/** Carriers' messages of which something could not be read or belongs to nothing here, for who operates the suite. */
export const refused: Projection<
  Only<TrackingEvent, 'CarrierMessageRefused' | 'CarrierMessageReceived' | 'ScanUnmatched'>
> = {
  name: 'tracking.refused.v1',
  reads: ['tracking'],
  collections: refusedCollections,
  on: {
    CarrierMessageRefused: ({ data, meta }, view) => noteFlaws(view, data.messageId, meta.time, data.flaws),
    CarrierMessageReceived: ({ data, meta }, view) => noteFlaws(view, data.messageId, meta.time, data.flaws),
    ScanUnmatched: ({ data: { messageId, scan }, meta }, view) =>
      noteFlaws(view, messageId, meta.time, [
        { field: 'waybillNo', reason: `${scan.waybillNo} belongs to no shipment` },
      ]),
  },
};
