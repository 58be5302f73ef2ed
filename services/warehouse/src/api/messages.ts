import { createHash } from 'node:crypto';
import type { Complete } from '@portolan/contracts';
import type { ListRefusedMessagesRequest } from '@portolan/contracts/common/v1/types';
import type { ReceiveZoneMessageRequest } from '@portolan/contracts/warehouse/v1/warehouse';
import type { CommandContext } from '@portolan/engine';
import { madeId, madeTraceparent, refuse } from '@portolan/eventsourcing';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { readZoneMessage } from '../adapters/zone-read.ts';
import { type RefusedDocument, refusedCollection } from '../projections/refused.ts';
import { zoneMessage, zoneMessageTenant } from '../zone-message/zone-message.ts';
import { list } from './paging.ts';

/** What the zone's system pushes, and what of it nobody can use. */
export function zoneMessages(runtime: Runtime) {
  return {
    receiveMessage: async ({ body }: Complete<ReceiveZoneMessageRequest>) => {
      const messageId = madeId('message', 'zone', createHash('sha256').update(body).digest('hex'));
      const before = await runtime.commands.load(zoneMessage, zoneMessageTenant, messageId);
      if (before.state.received === 'not') {
        const raw = await runtime.vault.sealBytes(zoneMessageTenant, messageId, 'raw', body);
        const receive = { type: 'Receive', message: { messageId, raw, ...readZoneMessage(body) } } as const;
        answered(await runtime.commands.execute(zoneMessage, messageId, receive, contextOf(messageId)), messageId);
      }
      return receipt(runtime, messageId);
    },

    listRefusedMessages: async ({ page }: Complete<ListRefusedMessagesRequest>, { caller }: Call) => {
      const latestFirst = { collection: refusedCollection, index: 'byTime', descending: true };
      const query = { ...latestFirst, tenant: caller.tenant };
      const { items: messages, nextCursor } = await list<RefusedDocument>(runtime, query, page);
      return { messages, nextCursor };
    },
  };
}

/** @throws RefusedError INVALID_MESSAGE where it could not be read; it is kept all the same */
async function receipt(runtime: Runtime, messageId: string) {
  const { state, version } = await runtime.commands.load(zoneMessage, zoneMessageTenant, messageId);
  if (state.flaw !== undefined) throw new RefusedError(refuse('INVALID_MESSAGE', { ...state.flaw, messageId }));
  return { id: messageId, stream: `${zoneMessageTenant}/${zoneMessage.name}/${messageId}`, version: BigInt(version) };
}

// Made from the message alone: whoever carried it here, it is the same command.
function contextOf(messageId: string): CommandContext {
  const commandId = madeId('command', messageId);
  return {
    tenant: zoneMessageTenant,
    commandId,
    requestHash: '',
    correlation: '',
    causation: messageId,
    traceparent: madeTraceparent(messageId, commandId),
  };
}
