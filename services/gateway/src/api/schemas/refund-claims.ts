import type { Complete } from '@portolan/contracts';
import type { ListRefundClaimsReply, RefundClaimView, RefundProfileView } from '@portolan/contracts/fx/v1/claims';
import type { RefundBalance, RefundDocument, RefundLine, RefundPeriod } from '@portolan/contracts/fx/v1/types';
import { z } from 'zod';
import { int64, money, price } from './codecs.ts';
import { hsCode, measure, nextCursor, oneStateOf, page, quantity, remark, text } from './common.ts';

const states = [
  ...['OPEN', 'DOCUMENTS_COMPLETE', 'SUBMITTED', 'QUERIED', 'APPROVED', 'PAID', 'REJECTED', 'LAPSED'],
  ...['REPAYMENT_DUE', 'REPAID'],
] as [string, ...string[]];

/** A day in China. */
export const chinaDate = z.iso.date('DAY_SHAPE').meta({ description: 'A day in China', examples: ['2026-05-10'] });

const rate = z
  .string()
  .regex(/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/, 'MEASURE_SHAPE')
  .meta({ description: 'A share of the amount, 0 to 1', examples: ['0.13'] });

const merchant = text(64).meta({ description: 'Whose claim it is', examples: ['merchant-shenzhen'] });

export const refundProfile = z
  .strictObject({
    method: z.enum(['TRADER', 'PRODUCER', 'NONE']).meta({
      description:
        'TRADER: exempt and refund (免退税); PRODUCER: exempt, credit and refund (免抵退税); NONE: no claims',
    }),
  })
  .meta({ id: 'SetRefundProfile', examples: [{ method: 'TRADER' }] });

export const refundProfileView = z
  .strictObject({
    method: z.string(),
    documents: z.array(z.string()).meta({ description: 'What a claim needs before it is filed' }),
  })
  .meta({ id: 'RefundProfile' }) satisfies z.ZodType<Complete<RefundProfileView>>;

export const refundLine = z
  .strictObject({ line: z.int32().min(1), hsCode, name: text(250), quantity, total: price })
  .meta({ id: 'RefundLine' }) satisfies z.ZodType<Complete<RefundLine>>;

export const openRefundClaim = z
  .strictObject({
    entryId: text(18).meta({ description: "Customs' number of the declaration" }),
    tradeMode: z.enum(['9610', '9710', '9810', '0110']),
    exportedOn: chinaDate,
    line: refundLine,
  })
  .meta({ id: 'OpenRefundClaim' });

const document = {
  kind: z.enum(['DECLARATION', 'INPUT_INVOICE', 'EXPORT_INVOICE', 'RECEIPT', 'CONTRACT', 'TRANSPORT']),
  number: text(70),
  dated: z.union([z.literal(''), chinaDate]).default(''),
  amount: price.optional().meta({ description: 'Of an invoice: net of tax, FOB for an export, in CNY' }),
  vatRate: z.union([z.literal(''), rate]).default(''),
  refundRate: z.union([z.literal(''), rate]).default(''),
  fundsId: remark(64).meta({ description: 'Of a receipt: the credit that was matched' }),
  bopId: remark(64).meta({ description: 'Of a receipt: its declaration to SAFE' }),
};

export const putRefundDocument = z.strictObject(document).meta({ id: 'PutRefundDocument' });

export const submitRefundClaim = z
  .strictObject({ submittedOn: chinaDate, reference: text(70).meta({ description: 'Your number of the filing' }) })
  .meta({ id: 'SubmitRefundClaim' });

export const answerRefundClaim = z
  .strictObject({
    merchant,
    answer: z.enum(['QUERIED', 'APPROVED', 'REJECTED', 'PAID', 'REPAID']),
    on: chinaDate,
    amount: price.optional().meta({ description: 'Of APPROVED, PAID and REPAID' }),
    credited: price.optional().meta({ description: 'Of APPROVED: what is credited and never paid (免抵税额)' }),
    text: text(500).meta({ description: "The question, the reason, the treasury's number" }),
  })
  .meta({ id: 'AnswerRefundClaim' });

export const correctRefundClaim = z.strictObject({ reason: text(200) }).meta({ id: 'CorrectRefundClaim' });

export const moveRefundGoods = z
  .strictObject({
    reference: text(70).meta({ description: 'Your number of the sale, return or loss: it counts once' }),
    kind: z.enum(['SOLD', 'RETURNED', 'LOST']),
    quantity: measure,
  })
  .meta({ id: 'MoveRefundGoods' });

export const settleRefundClaim = z.strictObject({ settledOn: chinaDate }).meta({ id: 'SettleRefundClaim' });

export const listRefundClaims = z.strictObject({
  state: oneStateOf(states),
  declaration: remark(64).meta({ description: 'Of one declaration' }),
  dueBefore: z
    .union([z.literal(''), chinaDate])
    .default('')
    .meta({ description: 'Only what is due before that day' }),
  ...page,
});

const period = z
  .strictObject({
    fileBy: z.string(),
    lastDay: z.string().meta({ description: 'Never filed after it; empty: no such day' }),
    collectBy: z.string().meta({ description: 'The goods are paid for by then' }),
    rule: z.string(),
  })
  .meta({ id: 'RefundPeriod' }) satisfies z.ZodType<Complete<RefundPeriod>>;

const balance = z
  .strictObject({
    ...{ exported: z.string(), sold: z.string(), unsold: z.string(), returned: z.string(), lost: z.string() },
  })
  .meta({ id: 'RefundBalance', description: 'sold + unsold + returned + lost = exported' }) satisfies z.ZodType<
  Complete<RefundBalance>
>;

const onFile = z
  .strictObject({
    ...{ kind: z.string(), number: z.string(), dated: z.string(), amount: money.optional() },
    ...{ vatRate: z.string(), refundRate: z.string(), fundsId: z.string(), bopId: z.string() },
  })
  .meta({ id: 'RefundDocument' }) satisfies z.ZodType<Complete<RefundDocument>>;

export const refundClaimView = z
  .strictObject({
    id: z.string(),
    declarationId: z.string().meta({ description: 'Empty: declared outside of the suite' }),
    orderId: z.string(),
    orderNo: z.string(),
    tradeMode: z.string(),
    method: z.string(),
    line: z.strictObject({
      ...{ line: z.int32(), hsCode: z.string(), name: z.string(), total: money },
      quantity: z.strictObject({ value: z.string(), unit: z.string() }),
    }),
    exportedOn: z.string(),
    period,
    state: z.string().meta({ description: states.join(', ') }),
    documents: z.array(onFile),
    missing: z.array(z.string()),
    balance,
    refundable: money.optional().meta({ description: 'Of the whole line, once its invoice is on file' }),
    submitted: money.optional(),
    approved: money.optional(),
    credited: money.optional(),
    paid: money.optional(),
    owed: money.optional().meta({ description: 'Has to be paid back' }),
    next: z.string().meta({ description: 'DOCUMENTS, FILE, ANSWER, CORRECT, PAYMENT, COLLECT, SETTLE, REPAY; empty' }),
    due: z.string().meta({ description: 'By which day' }),
    overdue: z.array(z.string()).meta({ description: 'FILING, COLLECTION, SETTLEMENT that were missed' }),
    remark: z.string().meta({ description: "The tax office's question or reason, or why it is owed back" }),
    merchant: z.string(),
    version: int64,
  })
  .meta({ id: 'RefundClaim' }) satisfies z.ZodType<Complete<RefundClaimView>>;

export const refundClaimList = z
  .strictObject({ claims: z.array(refundClaimView), nextCursor })
  .meta({ id: 'RefundClaimList' }) satisfies z.ZodType<Complete<ListRefundClaimsReply>>;
