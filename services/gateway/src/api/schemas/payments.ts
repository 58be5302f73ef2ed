import type { Complete } from '@portolan/contracts';
import type { ListPayoutsReply, PayoutView, RecallPayoutRequest } from '@portolan/contracts/fx/v1/payments';
import { Purpose } from '@portolan/contracts/fx/v1/types';
import { z } from 'zod';
import { instant, money } from './codecs.ts';
import { nextCursor, oneStateOf, page } from './common.ts';

const payoutStates = [
  ...(['CREATED', 'SENT', 'ACCEPTED', 'SETTLED'] as const),
  ...(['REJECTED', 'RETURNED', 'RECALLED', 'UNKNOWN'] as const),
] as const;

export const payoutView = z
  .strictObject({
    id: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    amount: money,
    purpose: z.enum(Purpose).meta({ description: 'MERCHANT, REFUND to a payer, TAX to the treasury' }),
    attempt: z.int(),
    state: z.string().meta({ description: `${payoutStates.join(', ')}. UNKNOWN: its money stays reserved` }),
    status: z.string().meta({ description: "The bank's last status that counted, of ISO 20022" }),
    reason: z.string().meta({ description: 'Of a rejection or a return: ISO 20022 external code; empty: none' }),
    reaction: z.string().meta({ description: 'RETRYABLE, FIX_AND_RESEND, FINAL, COMPLIANCE; empty: no reason' }),
    reasonEn: z.string(),
    reasonZh: z.string(),
    messageId: z.string().meta({ description: 'MsgId of the pain.001' }),
    endToEndId: z.string(),
    uetr: z.string().meta({ description: 'What banks on the way follow it by' }),
    createdAt: instant,
    changedAt: instant,
    servicerReference: z.string().meta({ description: "The bank's reference of the booking; empty: not booked" }),
    recallId: z.string().meta({ description: 'Of a recall that was asked for; empty: none' }),
    recallStatus: z.string().meta({ description: 'ASKED, CNCL, RJCR, PDCR, REFUSED; empty: none was asked for' }),
    alarm: z.boolean().meta({ description: 'The bank contradicted itself: people must ask it' }),
  })
  .meta({ id: 'Payout', description: 'One payment, and what became of it' }) satisfies z.ZodType<Complete<PayoutView>>;

export const listPayouts = z.strictObject({ state: oneStateOf(payoutStates), ...page });

export const payoutList = z
  .strictObject({ payouts: z.array(payoutView), nextCursor })
  .meta({ id: 'PayoutList' }) satisfies z.ZodType<Complete<ListPayoutsReply>>;

export const recallPayout = z
  .strictObject({ reason: z.string().min(1).max(4).meta({ description: 'DUPL, CUST, TECH, FRAD, AM09' }) })
  .meta({ id: 'RecallPayout', examples: [{ reason: 'CUST' }] }) satisfies z.ZodType<
  Omit<Complete<RecallPayoutRequest>, 'id'>
>;
