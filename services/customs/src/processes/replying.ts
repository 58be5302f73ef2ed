import { type Complete, type CustomsEvent, type Only, outside } from '@portolan/contracts';
import type { Reply, TaxNotice } from '@portolan/contracts/customs/v1/types';
import type { Commands, React, Reaction } from '@portolan/engine';
import { inbound } from '../inbound/inbound.ts';
import { type Holder, listNumber, listNumberId } from '../list-number/list-number.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import { isOfList } from './list-numbers.ts';
import type { DeclarationAggregate } from './messages.ts';

/** Takes each reply and tax notice of a received message to its declaration; what belongs to none is raised. */
export function replying(
  declaration: DeclarationAggregate,
  commands: Commands,
): Reaction<Only<CustomsEvent, 'CustomsMessageReceived'>> {
  return {
    name: 'customs.replying.v1',
    reads: ['customs'],
    on: {
      async CustomsMessageReceived({ data: { messageId, replies, taxNotices } }, react) {
        for (const reply of replies) await take(messageId, reply, react);
        for (const notice of taxNotices) await takeNotice(messageId, notice, react);
      },
    },
  };

  async function take(messageId: string, reply: Complete<Reply>, react: React): Promise<void> {
    const keyId = messageKeyId(reply.answers, reply.ownerCode, reply.key);
    const { state: claim } = await commands.load(messageKey, outside, keyId);
    if (claim === undefined) {
      await react.execute(inbound, messageId, { type: 'ReportUnmatched', messageId, reply });
      return;
    }
    const { tenant, declarationId, orderId } = claim;
    // Noted when it came in, where the key was claimed by then.
    if (isOfList(reply)) await giveNumber(reply.invtNo, claim, react);
    const command = { type: 'RecordReply', declarationId, reply } as const;
    await react.execute(declaration, declarationId, command, { tenant, correlation: orderId });
  }

  async function takeNotice(messageId: string, notice: Complete<TaxNotice>, react: React): Promise<void> {
    const { state: holder } = await commands.load(listNumber, outside, listNumberId(notice.invtNo));
    if (holder === undefined) {
      await react.execute(inbound, messageId, { type: 'ReportUnmatchedNotice', messageId, notice });
      return;
    }
    const { tenant, declarationId, orderId } = holder;
    const command = { type: 'RecordNotice', declarationId, notice } as const;
    await react.execute(declaration, declarationId, command, { tenant, correlation: orderId });
  }
}

async function giveNumber(invtNo: string, holder: Holder, react: React): Promise<void> {
  const override = { tenant: outside, correlation: holder.orderId };
  const { tenant, declarationId, orderId } = holder;
  const command = { type: 'GiveNumber', invtNo, tenant, declarationId, orderId } as const;
  await react.execute(listNumber, listNumberId(invtNo), command, override);
}
