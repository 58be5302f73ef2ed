import { createHash } from 'node:crypto';
import type { Complete } from '@portolan/contracts';
import type { CommandReply, Flaw } from '@portolan/contracts/common/v1/types';
import type {
  DeclareRequest,
  FileGoodsRequest,
  ReceiveCustomsMessageRequest,
  RecordDocumentRequest,
} from '@portolan/contracts/customs/v1/customs';
import type { Goods, Reply } from '@portolan/contracts/customs/v1/types';
import { answered, type Handler, RefusedError, type Runtime } from '@portolan/service';
import { declarationId } from '../declaration/declaration.ts';
import { goodsFiling, goodsId } from '../goods-filing/goods-filing.ts';
import { inbound, messageId, outside } from '../inbound/inbound.ts';
import type { Office } from '../match-case/list.ts';
import { caseId, matchCase } from '../match-case/match-case.ts';

type Command<Request> = Handler<Complete<Request>, CommandReply>;

/** Reads what the single window pushed: its replies, or what is wrong with the message. */
export type ReadReplies = (
  body: Uint8Array,
) => { readonly replies: Complete<Reply>[] } | { readonly flaws: Complete<Flaw>[] };

/** Files an article of the caller. */
export function fileGoods({ commands }: Runtime): Command<FileGoodsRequest> {
  return async ({ goods }, { context }) => {
    const id = goodsId(context.tenant, goods.sku);
    return answered(await commands.execute(goodsFiling, id, { type: 'FileGoods', goodsId: id, goods }, context), id);
  };
}

/** Tells the order's case of one of its three documents. */
export function recordDocument({ commands }: Runtime): Command<RecordDocumentRequest> {
  return async ({ orderId, kind, document }, { context }) => {
    const id = caseId(context.tenant, orderId);
    const command = { type: 'RecordDocument', caseId: id, orderId, kind, document } as const;
    return answered(await commands.execute(matchCase, id, command, context), id);
  };
}

/** Drafts the list of the order's case and matches it; the filings of its articles are looked up here. */
export function declare({ commands }: Runtime, office: Office): Command<DeclareRequest> {
  return async ({ orderId, tradeMode, destination, netWeight, insurance }, { context }) => {
    const { tenant } = context;
    const id = caseId(tenant, orderId);
    const { state } = await commands.load(matchCase, tenant, id);
    const goods: Complete<Goods>[] = [];
    for (const sku of new Set(state.order?.lines.map((line) => line.sku))) {
      const filing = await commands.load(goodsFiling, tenant, goodsId(tenant, sku));
      if (filing.state.goods !== undefined) goods.push(filing.state.goods);
    }
    const outcome = await commands.execute(
      matchCase,
      id,
      {
        type: 'Declare',
        caseId: id,
        declarationId: declarationId(tenant, orderId),
        tradeMode,
        destination,
        netWeight,
        insurance,
        office,
        goods,
      },
      context,
    );
    return answered(outcome, id);
  };
}

/**
 * Keeps what the single window pushed, sealed, and once however often it comes.
 * @throws RefusedError INVALID_MESSAGE where nobody can read it; it is kept all the same.
 */
export function receiveMessage(runtime: Runtime, read: ReadReplies): Command<ReceiveCustomsMessageRequest> {
  return async ({ body }, call) => {
    const id = messageId(createHash('sha256').update(body).digest('hex'));
    const context = { ...call.context, tenant: outside };
    const raw = await runtime.vault.sealBytes(outside, id, 'raw', body);
    const reading = read(body);
    const command =
      'replies' in reading
        ? ({ type: 'Receive', messageId: id, raw, replies: reading.replies } as const)
        : ({ type: 'Refuse', messageId: id, raw, flaws: reading.flaws } as const);
    const outcome = await runtime.commands.execute(inbound, id, command, context);
    if ('flaws' in reading) {
      const [flaw] = reading.flaws;
      const data = { field: flaw?.field ?? 'body', reason: flaw?.reason ?? '' };
      throw new RefusedError({ refused: 'INVALID_MESSAGE', data });
    }
    return answered(outcome, id);
  };
}
