import { type Complete, outside } from '@portolan/contracts';
import type { Reply } from '@portolan/contracts/customs/v1/types';
import type { CommandContext, Commands } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';
import { listNumber, listNumberId } from '../list-number/list-number.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';

/**
 * Notes whose lists the numbers are that customs gives in these replies. Done before customs hears that we have them: from
 * then on it may tell of their tax, by number alone, and that message may be worked on before this one.
 */
export async function noteNumbers(
  commands: Commands,
  replies: readonly Complete<Reply>[],
  context: CommandContext,
): Promise<void> {
  for (const reply of replies) {
    const isOfSummary = reply.answers === 'MESSAGE_KIND_CEB701' && reply.invtNo !== '';
    if (!isOfList(reply) && !isOfSummary) continue;
    const keyId = messageKeyId(reply.answers, reply.ownerCode, reply.key);
    const { state: claim } = await commands.load(messageKey, outside, keyId);
    if (claim === undefined) continue;
    const { invtNo } = reply;
    const { tenant, declarationId, orderId } = claim;
    const command = { type: 'GiveNumber', invtNo, tenant, declarationId, orderId } as const;
    const commandId = madeId('command', 'list-number', invtNo, declarationId);
    if (isOfSummary) {
      const { answers: kind, ownerCode } = reply;
      const claimed = { type: 'ClaimKey', kind, ownerCode, key: invtNo, tenant, declarationId, orderId } as const;
      const asked = { ...context, commandId, requestHash: '', tenant: outside, correlation: declarationId };
      await commands.execute(messageKey, messageKeyId(kind, ownerCode, invtNo), claimed, asked);
      continue;
    }
    const given = { ...context, commandId, requestHash: '', tenant: outside, correlation: orderId };
    // One that is taken already is refused: the reply itself is raised for it later.
    await commands.execute(listNumber, listNumberId(invtNo), command, given);
  }
}

export const isOfList = ({ answers, invtNo }: Complete<Reply>): boolean =>
  invtNo !== '' && (answers === 'MESSAGE_KIND_CEB603' || answers === 'MESSAGE_KIND_CEB621');
