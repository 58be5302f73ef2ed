import type { CustomsEvent, Only } from '@portolan/contracts';
import type { Commands, Reaction } from '@portolan/engine';
import { inbound, outside } from '../inbound/inbound.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import type { DeclarationAggregate } from './messages.ts';

/** Takes each reply of a received message to its declaration; one that belongs to none is raised. */
export function replying(
  declaration: DeclarationAggregate,
  commands: Commands,
): Reaction<Only<CustomsEvent, 'CustomsMessageReceived'>> {
  return {
    name: 'customs.replying.v1',
    reads: ['customs'],
    on: {
      async CustomsMessageReceived({ data: { messageId, replies } }, react) {
        for (const reply of replies) {
          const keyId = messageKeyId(reply.answers, reply.ownerCode, reply.key);
          const { state: claim } = await commands.load(messageKey, outside, keyId);
          if (claim === undefined) {
            await react.execute(inbound, messageId, { type: 'ReportUnmatched', messageId, reply });
            continue;
          }
          const { tenant, declarationId, orderId } = claim;
          const command = { type: 'RecordReply', declarationId, reply } as const;
          await react.execute(declaration, declarationId, command, { tenant, correlation: orderId });
        }
      },
    },
  };
}
