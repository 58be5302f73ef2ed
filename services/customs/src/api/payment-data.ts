import { createHash } from 'node:crypto';
import { type Complete, outside } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type * as Customs from '@portolan/contracts/customs/v1/customs';
import { madeId } from '@portolan/eventsourcing';
import { answered, type Handler, paged, RefusedError, type Runtime, receive } from '@portolan/service';
import { readOpenRequest } from '../adapters/payment-data.ts';
import { inbound } from '../inbound/inbound.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import { recordFault } from '../payment-data/check.ts';
import { inquiryIdOf, paymentData, paymentDataId, taken } from '../payment-data/payment-data.ts';
import { inquiriesOf, inquiryById, paymentInquiries, shownInquiry } from '../projections/payment-inquiries.ts';
import type { Command } from './commands.ts';

type Query<Request, Reply> = Handler<Complete<Request>, Reply>;

/** Original payment data: kept for the platform, asked for by customs. */
export function paymentDataApi(runtime: Runtime, seconds: number) {
  return {
    keepPaymentRecord: keepPaymentRecord(runtime),
    askPaymentData: askPaymentData(runtime, seconds),
    getPaymentInquiry: getPaymentInquiry(runtime),
    listPaymentInquiries: listPaymentInquiries(runtime),
  };
}

/**
 * Keeps what the platform asked of the payer's bank or wallet and what came back, sealed under a key of the record's own:
 * it is to be kept for three years, whoever is forgotten meanwhile.
 * @throws RefusedError PAYMENT_RECORD_INVALID
 */
function keepPaymentRecord({ commands, vault }: Runtime): Command<Customs.KeepPaymentRecordRequest> {
  return async ({ orderId, ...clear }, { context }) => {
    const { tenant } = context;
    const fault = recordFault(clear);
    if (fault !== undefined) throw new RefusedError(fault);
    const id = paymentDataId(tenant, orderId);
    const record = {
      ...clear,
      request: await vault.seal(tenant, id, 'request', clear.request),
      response: await vault.seal(tenant, id, 'response', clear.response),
      payeeAccount: await vault.seal(tenant, id, 'payeeAccount', clear.payeeAccount),
    };
    const command = { type: 'KeepRecord', paymentDataId: id, orderId, record } as const;
    return answered(await commands.execute(paymentData, id, command, { ...context, correlation: orderId }), id);
  };
}

/**
 * Takes a question of customs: once per session, however often it comes. An order that was never declared for the
 * platform is kept and raised, and customs is told so.
 * @throws RefusedError INVALID_MESSAGE where nobody can read it; it is kept all the same
 */
function askPaymentData(
  runtime: Runtime,
  seconds: number,
): Query<Customs.AskPaymentDataRequest, Customs.PaymentDataAcknowledged> {
  const { commands, vault, clock } = runtime;
  return async ({ platformCode, body }, call) => {
    const asked = readOpenRequest(body);
    if ('flaws' in asked) {
      const command = (messageId: string, raw: Complete<Sealed>) =>
        ({ type: 'Refuse', messageId, raw, flaws: asked.flaws }) as const;
      await receive(runtime, inbound, { body, from: 'payment-data', command }, call);
      throw new Error('what nobody can read was taken');
    }
    const { orderNo, sessionId, askedAt } = asked;
    const keyId = messageKeyId('MESSAGE_KIND_CEB311', platformCode, orderNo);
    const { state: claim } = await commands.load(messageKey, outside, keyId);
    const inquiryId = inquiryIdOf(platformCode, sessionId, orderNo);
    const tenant = claim?.tenant ?? outside;
    const orderId = claim?.orderId ?? '';
    const id = claim === undefined ? madeId('payment-data', inquiryId) : paymentDataId(tenant, orderId);
    const receivedAt = clock.now();
    const dueAt = new Date(Date.parse(receivedAt) + seconds * 1_000).toISOString();
    const inquiry = { inquiryId, sessionId, orderNo, platformCode, askedAt, receivedAt, dueAt };
    const raw = await vault.sealBytes(tenant, id, 'raw', body);
    const command = { type: 'Ask', paymentDataId: id, orderId, inquiry, raw } as const;
    const commandId = madeId('command', inquiryId, createHash('sha256').update(body).digest('hex'));
    const context = { ...call.context, commandId, requestHash: '', tenant, correlation: orderId };
    answered(await commands.execute(paymentData, id, command, context), id);
    const serviceTime = BigInt(Date.parse(receivedAt));
    return claim === undefined
      ? { code: '20000', message: '订单不存在', serviceTime }
      : { code: taken, message: '', serviceTime };
  };
}

/** A question about an order of the caller. @throws RefusedError PAYMENT_INQUIRY_NOT_FOUND, NOT_YET_VISIBLE */
function getPaymentInquiry(runtime: Runtime): Query<Customs.GetPaymentInquiryRequest, Customs.PaymentInquiryView> {
  return async ({ id, atLeastVersion }, { caller: { tenant } }) => {
    const found = await inquiryById(runtime.documents, tenant, id);
    if (found === undefined) throw new RefusedError({ refused: 'PAYMENT_INQUIRY_NOT_FOUND', data: { id } });
    const stream = `${tenant}/${paymentData.name}/${found.paymentDataId}`;
    const version = Number(atLeastVersion);
    if (version > 0 && !(await runtime.visible(paymentInquiries.name, stream, version))) {
      throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: String(version) } });
    }
    return shownInquiry((await inquiryById(runtime.documents, tenant, id)) ?? found);
  };
}

/** Questions about the caller's orders, the latest first; of the operator of the suite those that nobody declared. */
function listPaymentInquiries({
  documents,
}: Runtime): Query<Customs.ListPaymentInquiriesRequest, Customs.ListPaymentInquiriesReply> {
  return async ({ state, page }, { caller }) => {
    const { shown, nextCursor } = await paged(page, (reach) => inquiriesOf(documents, caller.tenant, state, reach));
    return { inquiries: shown.map(({ document }) => shownInquiry(document)), nextCursor };
  };
}
