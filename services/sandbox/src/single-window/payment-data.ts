import { madeId } from '@portolan/eventsourcing';
import type { CollectionSpec } from '@portolan/store';
import { z } from 'zod';
import { tenant } from '../tenant.ts';
import { type Answer, flawed, type World } from '../world.ts';
import { hundredThousandths } from './amounts.ts';
import { findDocument } from './documents.ts';

export const paymentDataCollections: Readonly<Record<string, CollectionSpec>> = {
  /** What customs asked of payments, by session, and what came back. */
  payment_questions: {},
};

type Question = {
  readonly [field: string]: unknown;
  readonly platformCode: string;
  readonly orderNo: string;
  readonly askedAt: string;
  /** What customs said to the last answer; '' while there is none. */
  readonly code: string;
  readonly answeredAt: string;
};

const asked = z.strictObject({
  platformCode: z.string().regex(/^[0-9A-Z]{10,18}$/),
  orderNo: z.string().min(1).max(60),
  /** Asked for again under the same reference it is the same question. */
  reference: z.string().min(1).max(60),
});

/** POST /payment-data/questions: has customs ask the platform for the original data of an order's payment. */
export async function askForPayment(world: World, body: unknown): Promise<Answer> {
  const request = asked.safeParse(body);
  if (!request.success) return flawed(request.error);
  const { platformCode, orderNo, reference } = request.data;
  const sessionID = madeId('payment-session', platformCode, orderNo, reference);
  return world.runtime.documents.transact(async (transaction) => {
    if ((await transaction.get('payment_questions', tenant, sessionID)) === undefined) {
      const askedAt = world.runtime.clock.now();
      const question: Question = { platformCode, orderNo, askedAt, code: '', answeredAt: '' };
      await transaction.put('payment_questions', tenant, sessionID, question);
      const openReq = JSON.stringify({ orderNo, sessionID, serviceTime: String(Date.parse(askedAt)) });
      await world.pushes.plan(transaction, [
        {
          ...{ key: `payment-data:${sessionID}`, due: askedAt, source: 'customs' },
          path: `customs/payment-data/${platformCode}`,
          contentType: 'application/x-www-form-urlencoded',
          body: new URLSearchParams({ openReq }).toString(),
        },
      ]);
    }
    return { status: 202, body: { sessionID } };
  });
}

const answer = z.object({
  sessionID: z.string(),
  payExchangeInfoHead: z.object({
    guid: z.string().min(1).max(36),
    initalRequest: z.string().min(1).max(8_000),
    initalResponse: z.string().min(1).max(8_000),
    ebpCode: z.string(),
    payTransactionId: z.string(),
    totalAmount: z.number(),
    currency: z.literal('142'),
    verDept: z.enum(['1', '2', '3']),
    tradingTime: z.string().regex(/^\d{14}$/),
  }),
  payExchangeInfoLists: z
    .array(
      z.object({
        orderNo: z.string(),
        goodsInfo: z.array(z.object({ gname: z.string().min(1), itemLink: z.string().min(1) })).min(1),
        recpAccount: z.string().min(1),
        recpName: z.string().min(1),
      }),
    )
    .min(1),
  serviceTime: z.string().regex(/^\d{13}$/),
  certNo: z.string().min(1),
  signValue: z.string().min(1),
});

/**
 * POST /ceb2grab/grab/realTimeDataUpload: takes the original data of a payment (10000) where it answers a question and
 * agrees with what the payment institution declared. The signature is not verified.
 */
export async function takePaymentData({ runtime }: World, form: string): Promise<Answer> {
  const said = (code: string, message: string): Answer => {
    return { status: 200, body: { code, message, serviceTime: Date.parse(runtime.clock.now()) } };
  };
  const told = answer.safeParse(parsed(new URLSearchParams(form).get('payExInfoStr') ?? ''));
  if (!told.success) return said('20001', told.error.issues[0]?.path.join('.') ?? 'payExInfoStr');
  const { sessionID, payExchangeInfoHead: head, payExchangeInfoLists: lists } = told.data;
  return runtime.documents.transact(async (transaction) => {
    const question = await transaction.get<Question>('payment_questions', tenant, sessionID);
    if (question === undefined) return said('20000', 'sessionID 不存在');
    const { platformCode, orderNo } = question;
    const payment = await findDocument(transaction, '411', platformCode, orderNo);
    const agrees =
      head.ebpCode === platformCode &&
      lists.some((list) => list.orderNo === orderNo) &&
      payment?.fields['payTransactionId'] === head.payTransactionId &&
      hundredThousandths(payment.fields['amountPaid']) === hundredThousandths(String(head.totalAmount));
    const code = agrees ? '10000' : '20000';
    const answeredAt = runtime.clock.now();
    await transaction.put('payment_questions', tenant, sessionID, { ...question, code, answeredAt });
    return said(code, agrees ? '' : '与支付单不一致');
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
