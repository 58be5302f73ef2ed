import type { Complete, Only, TrackingEvent } from '@portolan/contracts';
import type { Flaw, RefusedMessage } from '@portolan/contracts/common/v1/types';
import type { EventMeta, Projection, View } from '@portolan/engine';

export type RefusedDocument = Complete<RefusedMessage>;

export const refusedCollection = 'refused_messages';

/** Carriers' messages of which something could not be read or belongs to nothing here, for who operates the suite. */
export const refused: Projection<
  Only<TrackingEvent, 'CarrierMessageRefused' | 'CarrierMessageReceived' | 'ScanUnmatched'>
> = {
  name: 'tracking.refused.v1',
  reads: ['tracking'],
  collections: { [refusedCollection]: { indexes: { byTime: ['receivedAt'] } } },
  on: {
    CarrierMessageRefused: ({ data, meta }, view) => report(view, meta, data.messageId, data.flaws),
    CarrierMessageReceived: async ({ data, meta }, view) => {
      if (data.flaws.length > 0) await report(view, meta, data.messageId, data.flaws);
    },
    ScanUnmatched: ({ data: { messageId, scan }, meta }, view) =>
      report(view, meta, messageId, [{ field: 'waybillNo', reason: `${scan.waybillNo} belongs to no shipment` }]),
  },
};

async function report(view: View, meta: EventMeta, id: string, flaws: readonly Complete<Flaw>[]): Promise<void> {
  const before = await view.get<RefusedDocument>(refusedCollection, meta.tenant, id);
  const document: RefusedDocument = {
    id,
    receivedAt: before?.receivedAt ?? meta.time,
    flaws: [...(before?.flaws ?? []), ...flaws],
  };
  await view.put(refusedCollection, meta.tenant, id, document);
}
