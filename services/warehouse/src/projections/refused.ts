import type { Complete } from '@portolan/contracts';
import type { Flaw, RefusedMessage } from '@portolan/contracts/common/v1/types';
import type { EventMeta, Projection, View } from '@portolan/engine';
import type { ZoneMessageEvent } from '../zone-message/zone-message.ts';

export type RefusedDocument = Complete<RefusedMessage>;

export const refusedCollection = 'refused_messages';

/** The zone's messages that could not be read or answer nothing of ours, for who operates the suite. */
export const refused: Projection<ZoneMessageEvent> = {
  name: 'warehouse.refused.v1',
  reads: ['warehouse'],
  collections: { [refusedCollection]: { indexes: { byTime: ['receivedAt'] } } },
  on: {
    ZoneMessageRefused: ({ data, meta }, view) => report(view, meta, data.messageId, data.flaws),
    ZoneReplyUnmatched: ({ data: { messageId, reply }, meta }, view) =>
      report(view, meta, messageId, [{ field: 'EtpsPreentNo', reason: `${reply.messageNo} is no number of ours` }]),
  },
};

async function report(view: View, meta: EventMeta, id: string, flaws: readonly Complete<Flaw>[]): Promise<void> {
  const before = await view.get<RefusedDocument>(refusedCollection, meta.tenant, id);
  const receivedAt = before?.receivedAt ?? meta.time;
  await view.put(refusedCollection, meta.tenant, id, { id, receivedAt, flaws: [...(before?.flaws ?? []), ...flaws] });
}
