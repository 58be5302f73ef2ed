import { type Complete, outside } from '@portolan/contracts';
import type { CommandReply, Flaw, Sealed } from '@portolan/contracts/common/v1/types';
import type {
  CancelDeclarationRequest,
  FileGoodsRequest,
  ReceiveCustomsMessageRequest,
  RecordDocumentRequest,
} from '@portolan/contracts/customs/v1/customs';
import type { FormatError, Reply, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { answered, type Handler, type Runtime, receive } from '@portolan/service';
import { cancellationNo, declaration, declarationId, isReturned, nextAttempt } from '../declaration/declaration.ts';
import { goodsFiling, goodsId } from '../goods-filing/goods-filing.ts';
import { inbound } from '../inbound/inbound.ts';
import { caseId, matchCase } from '../match-case/match-case.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import { noteNumbers } from '../processes/list-numbers.ts';
import type { DeclarationAggregate } from '../processes/messages.ts';

export type Command<Request> = Handler<Complete<Request>, CommandReply>;

/** Reads what the single window pushed: its replies and tax notices, or what is wrong with the message. */
export type ReadReplies = (body: Uint8Array) =>
  | {
      readonly replies: Complete<Reply>[];
      readonly taxNotices: Complete<TaxNotice>[];
      readonly formatErrors?: Complete<FormatError>[];
    }
  | { readonly flaws: Complete<Flaw>[] };

/** Files an article of the caller. */
export function fileGoods({ commands }: Runtime): Command<FileGoodsRequest> {
  return async ({ goods }, { context }) => {
    const id = goodsId(context.tenant, goods.sku);
    return answered(await commands.execute(goodsFiling, id, { type: 'FileGoods', goodsId: id, goods }, context), id);
  };
}

/** Tells the order's case of one of its documents. A matched case takes it only where its list was sent back. */
export function recordDocument({ commands }: Runtime): Command<RecordDocumentRequest> {
  return async ({ orderId, kind, document, tradeMode }, { context }) => {
    const { tenant } = context;
    const id = caseId(tenant, orderId);
    const { state } = await commands.load(declaration, tenant, declarationId(tenant, orderId));
    const returned = isReturned(state);
    const command = { type: 'RecordDocument', caseId: id, orderId, kind, document, returned, tradeMode } as const;
    return answered(await commands.execute(matchCase, id, command, context), id);
  };
}

/**
 * Takes the order's declaration back. The keys by which customs answers a cancellation are claimed first, as those of
 * every message are.
 */
export function cancelDeclaration(
  { commands }: Runtime,
  aggregate: DeclarationAggregate,
): Command<CancelDeclarationRequest> {
  return async ({ orderId, reason }, { context }) => {
    const { tenant } = context;
    const id = declarationId(tenant, orderId);
    const { state } = await commands.load(declaration, tenant, id);
    if (state.papers !== undefined) {
      const { list } = state.papers;
      const kind = list.import === undefined ? 'MESSAGE_KIND_CEB605' : 'MESSAGE_KIND_CEB623';
      const [ownerCode, key] = [list.agent.code, cancellationNo(id, nextAttempt(state))];
      const claim = { type: 'ClaimKey', kind, ownerCode, key, tenant, declarationId: id, orderId } as const;
      await commands.execute(messageKey, messageKeyId(kind, ownerCode, key), claim, { ...context, tenant: outside });
    }
    const command = { type: 'Cancel', declarationId: id, orderId, reason } as const;
    return answered(await commands.execute(aggregate, id, command, context), id);
  };
}

/**
 * Keeps what the single window pushed, sealed, and once however often it comes.
 * @throws RefusedError INVALID_MESSAGE where nobody can read it; it is kept all the same.
 */
export function receiveMessage(runtime: Runtime, read: ReadReplies): Command<ReceiveCustomsMessageRequest> {
  return async ({ body }, call) => {
    const reading = read(body);
    if ('replies' in reading) await noteNumbers(runtime.commands, reading.replies, call.context);
    const command = (messageId: string, raw: Complete<Sealed>) => {
      if ('flaws' in reading) return { type: 'Refuse', messageId, raw, flaws: reading.flaws } as const;
      return { type: 'Receive', messageId, raw, ...reading } as const;
    };
    return receive(runtime, inbound, { body, command }, call);
  };
}
