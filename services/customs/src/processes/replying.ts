import { type Complete, type CustomsEvent, type Only, outside } from '@portolan/contracts';
import type { FormatError, Reply, SummaryResult, TaxNotice } from '@portolan/contracts/customs/v1/types';
import type { Commands, React, Reaction } from '@portolan/engine';
import { inbound } from '../inbound/inbound.ts';
import { type Holder, listNumber, listNumberId } from '../list-number/list-number.ts';
import { listReturn, listReturnId } from '../list-return/list-return.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import { sentMessage } from '../sent-message/sent-message.ts';
import { summary } from '../summary/summary.ts';
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
      async CustomsMessageReceived({ data: { messageId, replies, taxNotices, formatErrors, summaryResults } }, react) {
        for (const reply of replies) await take(messageId, reply, react);
        for (const notice of taxNotices) await takeNotice(messageId, notice, react);
        for (const error of formatErrors) await takeError(messageId, error, react);
        for (const result of summaryResults) await takeResult(messageId, result, react);
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
    if (reply.answers === 'MESSAGE_KIND_CEB701') {
      if (reply.invtNo !== '') await react.execute(...keyOfSummary(reply.ownerCode, reply.invtNo, claim));
      const command = { type: 'RecordReply', summaryId: declarationId, reply } as const;
      await react.execute(summary, declarationId, command, { tenant, correlation: declarationId });
      return;
    }
    if (reply.answers === 'MESSAGE_KIND_CEB625') {
      const returnId = listReturnId(tenant, declarationId);
      const command = { type: 'RecordReply', returnId, reply } as const;
      await react.execute(listReturn, returnId, command, { tenant, correlation: orderId });
      return;
    }
    // Noted when it came in, where the key was claimed by then.
    if (isOfList(reply)) await giveNumber(reply.invtNo, claim, react);
    const command = { type: 'RecordReply', declarationId, reply } as const;
    await react.execute(declaration, declarationId, command, { tenant, correlation: orderId });
  }

  // It names our message alone; as an answer to that it goes the way of every reply.
  async function takeError(messageId: string, error: Complete<FormatError>, react: React): Promise<void> {
    const { state: sent } = await commands.load(sentMessage, outside, error.copMsgId);
    if (sent === undefined) {
      await react.execute(inbound, messageId, { type: 'ReportUnmatchedError', messageId, error });
      return;
    }
    const { kind: answers, guid, ownerCode, key } = sent;
    const { status, info, returnTime } = error;
    await take(messageId, { answers, guid, ownerCode, key, preNo: '', invtNo: '', status, info, returnTime }, react);
  }

  async function takeResult(messageId: string, result: Complete<SummaryResult>, react: React): Promise<void> {
    const keyId = messageKeyId('MESSAGE_KIND_CEB701', result.agentCode, result.sumNo);
    const { state: claim } = await commands.load(messageKey, outside, keyId);
    if (claim === undefined) {
      await react.execute(inbound, messageId, { type: 'ReportUnmatchedResult', messageId, result });
      return;
    }
    const { tenant, declarationId: summaryId } = claim;
    const command = { type: 'RecordResult', summaryId, result } as const;
    await react.execute(summary, summaryId, command, { tenant, correlation: summaryId });
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

/** Customs' own number of a summary request leads to it, too: its results name nothing else. */
function keyOfSummary(ownerCode: string, sumNo: string, { tenant, declarationId, orderId }: Holder) {
  const kind = 'MESSAGE_KIND_CEB701';
  const command = { type: 'ClaimKey', kind, ownerCode, key: sumNo, tenant, declarationId, orderId } as const;
  const override = { tenant: outside, correlation: declarationId };
  return [messageKey, messageKeyId(kind, ownerCode, sumNo), command, override] as const;
}

async function giveNumber(invtNo: string, holder: Holder, react: React): Promise<void> {
  const override = { tenant: outside, correlation: holder.orderId };
  const { tenant, declarationId, orderId } = holder;
  const command = { type: 'GiveNumber', invtNo, tenant, declarationId, orderId } as const;
  await react.execute(listNumber, listNumberId(invtNo), command, override);
}
