import type { Complete } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { ReceiveZoneMessageRequest } from '@portolan/contracts/warehouse/v1/warehouse';
import { type Call, listRefusedMessages, type Runtime, receive } from '@portolan/service';
import { readZoneMessage } from '../adapters/zone-read.ts';
import { zoneMessage } from '../zone-message/zone-message.ts';

/** What the zone's system pushes, and what of it nobody can use. */
export function zoneMessages(runtime: Runtime) {
  return {
    receiveMessage: ({ body }: Complete<ReceiveZoneMessageRequest>, call: Call) => {
      const command = (messageId: string, raw: Complete<Sealed>) => {
        const message = { messageId, raw, ...readZoneMessage(body) };
        return { type: 'Receive', message } as const;
      };
      return receive(runtime, zoneMessage, { from: 'zone', body, command }, call);
    },

    listRefusedMessages: listRefusedMessages(runtime),
  };
}
