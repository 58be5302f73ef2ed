import type { Complete } from '@portolan/contracts';
import type {
  ClearReceiptRequest,
  HoldReceiptRequest,
  ListReceiptsReply,
  ListVirtualAccountsReply,
  MeasureSuspenseReply,
  OpenVirtualAccountRequest,
  ReceiptDecision,
  ReceiptLine,
  ReceiptView,
  SettleReceiptRequest,
  SuggestMatchesReply,
  VirtualAccountRequest,
  VirtualAccountView,
} from '@portolan/contracts/fx/v1/collection';
import { VirtualAccountModel } from '@portolan/contracts/fx/v1/types';
import { z } from 'zod';
import { enumOf, instant, money, price } from './codecs.ts';
import { nextCursor, oneStateOf, page, remark, text } from './common.ts';

const currency = z.string().regex(/^[A-Z]{3}$/, 'CURRENCY_SHAPE');
const model = enumOf('VirtualAccountModel', VirtualAccountModel, 'VIRTUAL_ACCOUNT_MODEL_');

export const openVirtualAccount = z
  .strictObject({
    model: model.meta({
      description: 'PER_PAYMENT: for one order, what comes is for it; PER_CUSTOMER: for all of yours',
    }),
    currency,
    orderNo: remark(60).meta({ description: 'Of a PER_PAYMENT account; empty otherwise' }),
  })
  .meta({ id: 'OpenVirtualAccount' }) satisfies z.ZodType<Complete<OpenVirtualAccountRequest>>;

export const because = z.strictObject({ reason: text(200) }).meta({ id: 'VirtualAccountReason' }) satisfies z.ZodType<
  Omit<Complete<VirtualAccountRequest>, 'id'>
>;

const accountStates = ['PENDING', 'ACTIVE', 'FROZEN', 'CLOSED'] as const;

export const virtualAccount = z
  .strictObject({
    id: z.string(),
    tenant: z.string().meta({ description: 'Whose buyers pay into it' }),
    number: z.string().meta({ description: 'What a payer writes' }),
    currency: z.string(),
    holder: z.string(),
    servicer: z.string().meta({ description: 'BIC of the bank that keeps it' }),
    model,
    orderNo: z.string(),
    state: z.string().meta({ description: accountStates.join(', ') }),
    reason: z.string(),
    openedAt: instant,
  })
  .meta({ id: 'VirtualAccount' }) satisfies z.ZodType<Complete<VirtualAccountView>>;

export const listVirtualAccounts = z.strictObject({ state: oneStateOf(accountStates), ...page });

export const virtualAccountList = z
  .strictObject({ accounts: z.array(virtualAccount), nextCursor })
  .meta({ id: 'VirtualAccountList' }) satisfies z.ZodType<Complete<ListVirtualAccountsReply>>;

const receiptStates = [
  ...(['RECEIVED', 'MATCHED', 'PARTIALLY_MATCHED', 'UNMATCHED'] as const),
  ...(['HELD', 'RELEASED', 'RETURNED'] as const),
] as const;

// One word of a query: USD 170.00, as money is written everywhere, or with a dash for the space.
const amountAsked = z.codec(
  z.string().regex(/^[A-Z]{3}[ -]\d{1,15}(\.\d{1,4})?$/, 'AMOUNT_SHAPE'),
  z.object({ minor: z.bigint(), currency: z.string() }),
  {
    decode: (asked, context) => {
      const read = money.safeDecode({ amount: asked.slice(4), currency: asked.slice(0, 3) });
      if (read.success) return read.data;
      for (const { message } of read.error.issues) context.issues.push({ code: 'custom', input: asked, message });
      return z.NEVER;
    },
    encode: (amount) => `${amount.currency} ${money.encode(amount).amount}`,
  },
);

export const listReceipts = z.strictObject({
  state: oneStateOf(receiptStates),
  minAgeDays: z.coerce.number().int().min(0).max(3650).default(0).meta({ description: 'Whole days at least' }),
  orderNo: z.string().max(60, 'TOO_LONG').default('').meta({ description: 'Order number that it names; empty: any' }),
  amount: amountAsked.optional().meta({ description: 'USD 170.00, exactly' }),
  ...page,
});

const line = z
  .strictObject({
    lineId: z.string(),
    orderNo: z.string(),
    orderId: z.string(),
    amount: money.meta({ description: 'Of the receipt' }),
    charge: money.optional().meta({ description: 'Counted as paid beyond it, and booked as bank charge' }),
    rule: z.string().meta({ description: 'By which rule of matching; BY_HAND: a person decided' }),
    decidedBy: z.string().meta({ description: 'Tenant and role; empty: the rules' }),
    reason: z.string(),
  })
  .meta({ id: 'ReceiptLine' }) satisfies z.ZodType<Complete<ReceiptLine>>;

const decision = z
  .strictObject({
    at: instant,
    decision: z.string().meta({ description: 'ALLOTTED, DROPPED, HELD, CLEARED, RELEASED, RETURNED' }),
    amount: money,
    reason: z.string(),
    note: z.string(),
    decidedBy: z.string(),
  })
  .meta({ id: 'ReceiptDecision' }) satisfies z.ZodType<Complete<ReceiptDecision>>;

export const receipt = z
  .strictObject({
    id: z.string(),
    tenant: z.string(),
    account: z.string().meta({ description: 'Our account that it came to' }),
    servicerReference: z.string().meta({ description: "The bank's reference" }),
    amount: money,
    left: money.meta({ description: 'In suspense, for nothing yet' }),
    orderNo: z.string().meta({ description: 'Order number that it names; may be empty' }),
    state: z.string().meta({ description: receiptStates.join(', ') }),
    reason: z.string().meta({ description: 'Why it is where it is' }),
    bookedAt: instant,
    ageDays: z.int(),
    ageBucket: z.string().meta({ description: '0-1, 2-7, 8-30 or 31+ days' }),
    lines: z.array(line),
    decisions: z.array(decision),
  })
  .meta({ id: 'Receipt', description: 'One credit that the bank booked, and what it pays' }) satisfies z.ZodType<
  Complete<ReceiptView>
>;

export const receiptList = z
  .strictObject({ receipts: z.array(receipt), nextCursor })
  .meta({ id: 'ReceiptList' }) satisfies z.ZodType<Complete<ListReceiptsReply>>;

export const suggestions = z
  .strictObject({
    suggestions: z.array(
      z
        .strictObject({
          orderNo: z.string(),
          orderId: z.string(),
          amount: money.meta({ description: 'Of the receipt' }),
          open: money.meta({ description: 'What the order still expects' }),
          rule: z.string(),
          score: z.int().meta({ description: '0 to 100' }),
        })
        .meta({ id: 'Suggestion' }),
    ),
    reason: z.string().meta({ description: 'Why the rules did not match it by themselves' }),
  })
  .meta({ id: 'Suggestions' }) satisfies z.ZodType<Complete<SuggestMatchesReply>>;

export const matchReceipt = z
  .strictObject({
    lines: z
      .array(
        z
          .strictObject({
            order: text(60).meta({ description: 'Order number' }),
            amount: price.meta({ description: 'Of the receipt' }),
            charge: price.optional().meta({ description: 'Counted as paid beyond it, and booked as bank charge' }),
          })
          .meta({ id: 'MatchingLine' }),
      )
      .min(1, 'EMPTY')
      .max(100, 'TOO_LONG'),
    reason: text(200),
  })
  .meta({ id: 'MatchReceipt' });

const holdReasons = ['TRADE_UNPROVEN', 'PAYER_DIFFERS', 'GOODS_DIFFER', 'DECLARATION_MISSING', 'OTHER'] as const;

export const holdReceipt = z
  .strictObject({ reason: z.enum(holdReasons), note: remark(200) })
  .meta({ id: 'HoldReceipt' }) satisfies z.ZodType<Omit<Complete<HoldReceiptRequest>, 'id'>>;

export const clearReceipt = z
  .strictObject({
    evidence: text(200).meta({ description: 'What proves the trade: number of a declaration, waybill or contract' }),
    note: remark(200),
  })
  .meta({ id: 'ClearReceipt' }) satisfies z.ZodType<Omit<Complete<ClearReceiptRequest>, 'id'>>;

const some = price.optional().meta({ description: 'Absent: all that is left' });

export const releaseReceipt = z
  .strictObject({ amount: some, evidence: text(200).meta({ description: 'Why it is the merchant’s' }) })
  .meta({ id: 'ReleaseReceipt' }) satisfies z.ZodType<Omit<Complete<SettleReceiptRequest>, 'id'>>;

export const returnReceipt = z.strictObject({ amount: some }).meta({ id: 'ReturnReceipt' });

export const suspense = z
  .strictObject({
    ages: z.array(
      z
        .strictObject({
          tenant: z.string(),
          currency: z.string(),
          ageBucket: z.string(),
          receipts: z.int(),
          left: money,
        })
        .meta({ id: 'SuspenseAge' }),
    ),
  })
  .meta({ id: 'Suspense' }) satisfies z.ZodType<Complete<MeasureSuspenseReply>>;
