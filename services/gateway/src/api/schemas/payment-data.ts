import type { Complete } from '@portolan/contracts';
import type {
  KeepPaymentRecordRequest,
  ListPaymentInquiriesReply,
  PaymentInquiryView,
} from '@portolan/contracts/customs/v1/customs';
import { z } from 'zod';
import { instant, int64, moment } from './codecs.ts';
import { nextCursor, oneStateOf, page, remark, text } from './common.ts';

// What was said to a bank is kept to the byte, whatever stands in it.
const exact = z.string().min(1, 'EMPTY').max(8_000, 'TOO_LONG');

export const paymentRecord = z
  .strictObject({
    request: exact.meta({ description: "What was sent to the payer's bank or wallet, to the byte" }),
    response: exact.meta({ description: 'What came back, to the byte' }),
    verifiedBy: z.enum(['1', '2', '3']).meta({ description: 'Who verified it: 1 UnionPay, 2 NetsUnion, 3 another' }),
    payType: z
      .enum(['1', '2', '3', '4', ''])
      .default('')
      .meta({ description: '1 app, 2 computer, 3 scanned code, 4 other' }),
    paidAt: moment.meta({ description: 'When it succeeded' }),
    goods: z
      .array(z.strictObject({ name: text(250), link: text(3_000) }))
      .min(1, 'EMPTY')
      .max(100, 'TOO_LONG')
      .meta({ description: 'What was sold, and its address on the platform; several are joined by ;' }),
    payeeAccount: text(60).meta({ description: 'Sealed as it enters' }),
    payeeCode: remark(18),
    payeeName: text(100),
  })
  .meta({ id: 'PaymentRecord' }) satisfies z.ZodType<Omit<Complete<KeepPaymentRecordRequest>, 'orderId'>>;

const states = ['ASKED', 'SIGNED', 'ANSWERED', 'REFUSED', 'UNKNOWN'] as const;

export const paymentInquiry = z
  .strictObject({
    id: z.string(),
    sessionId: z.string().meta({ description: "Customs' own number of its question" }),
    orderId: z.string(),
    orderNo: z.string(),
    platformCode: z.string(),
    state: z.string().meta({ description: `${states.join(', ')} (never declared)` }),
    askedAt: instant.meta({ description: 'As customs says' }),
    receivedAt: instant,
    dueAt: instant,
    signedAt: instant,
    answeredAt: instant,
    tookMs: int64.meta({ description: "From its coming in to customs' taking the answer" }),
    late: z.boolean().meta({ description: 'Answered after it was due' }),
    overdue: z.boolean().meta({ description: 'Its time went by' }),
    why: z.string().meta({ description: 'What is in the way: RECORD_MISSING, NOT_TAKEN, REFUSED; empty: nothing' }),
    code: z.string().meta({ description: "Customs' code: 10000 taken" }),
    message: z.string(),
    attempt: z.int32().meta({ description: 'Answers made so far' }),
    sha256: z.string().meta({ description: 'Of the text that was signed' }),
    certNo: z.string(),
    signValue: z.string(),
    version: int64,
  })
  .meta({ id: 'PaymentInquiry' }) satisfies z.ZodType<Complete<PaymentInquiryView>>;

export const listPaymentInquiries = z.strictObject({ state: oneStateOf(states), ...page });

export const paymentInquiryList = z
  .strictObject({ inquiries: z.array(paymentInquiry), nextCursor })
  .meta({ id: 'PaymentInquiryList' }) satisfies z.ZodType<Complete<ListPaymentInquiriesReply>>;

/** What customs is answered at once, as its interface asks for it. */
export const acknowledged = z
  .strictObject({
    code: z.string().meta({ description: '10000: taken; 20000: this platform has no such order' }),
    message: z.string(),
    serviceTime: z.number().meta({ description: 'Unix milliseconds' }),
  })
  .meta({ id: 'PaymentDataAcknowledged' });
