import type { Complete, Only, TrackingEvent } from '@portolan/contracts';
import type { Flaw, RefusedMessage } from '@portolan/contracts/common/v1/types';
import type { Projection, Recorded, View } from '@portolan/engine';

export type RefusedDocument = Complete<RefusedMessage>;

export const refusedCollection = 'refused_messages';

/** Carriers' messages that could not be read, in whole or in part, for who operates the suite. */
export const refused: Projection<Only<TrackingEvent, 'CarrierMessageRefused' | 'CarrierMessageReceived'>> = {
  name: 'tracking.refused.v1',
  reads: ['tracking'],
  collections: { [refusedCollection]: {} },
  on: {
    CarrierMessageRefused: report,
    CarrierMessageReceived: (event, view) => (event.data.flaws.length > 0 ? report(event, view) : undefined),
  },
};

interface Reported {
  readonly messageId: string;
  readonly flaws: readonly Flaw[];
}

async function report({ data, meta }: Pick<Recorded, 'meta'> & { readonly data: Reported }, view: View): Promise<void> {
  const document: RefusedDocument = { id: data.messageId, receivedAt: meta.time, flaws: [...data.flaws] };
  await view.put(refusedCollection, meta.tenant, data.messageId, document);
}
