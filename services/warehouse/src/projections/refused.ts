import type { Projection } from '@portolan/engine';
import { noteFlaws, refusedCollections } from '@portolan/service';
import type { ZoneMessageEvent } from '../zone-message/zone-message.ts';

/** The zone's messages that could not be read or answer nothing of ours, for who operates the suite. */
export const refused: Projection<ZoneMessageEvent> = {
  name: 'warehouse.refused.v1',
  reads: ['warehouse'],
  collections: refusedCollections,
  on: {
    ZoneMessageRefused: ({ data, meta }, view) => noteFlaws(view, data.messageId, meta.time, data.flaws),
    ZoneReplyUnmatched: ({ data: { messageId, reply }, meta }, view) =>
      noteFlaws(view, messageId, meta.time, [
        { field: 'EtpsPreentNo', reason: `${reply.messageNo} is no number of ours` },
      ]),
  },
};
