import type { Complete } from '@portolan/contracts';
import type { CountedLine, GradedLine } from '@portolan/contracts/warehouse/v1/types';
import type {
  GradeReturnRequest,
  InboundView,
  ListInboundsReply,
  ListReturnsReply,
  ReceiveReturnRequest,
  ResolveDiscrepancyRequest,
  ReturnView,
} from '@portolan/contracts/warehouse/v1/warehouse';
import { z } from 'zod';
import { count, int64 } from './codecs.ts';
import { nextCursor, oneStateOf, page, text } from './common.ts';
import { receivedLine } from './warehouse.ts';

const countedLine = z
  .strictObject({ sku: z.string(), expected: int64, counted: int64 })
  .meta({ id: 'CountedLine' }) satisfies z.ZodType<Complete<CountedLine>>;

const inboundStates = ['EXPECTED', 'COUNTED', 'DIFFERS', 'RESOLVED'] as const;

const about = {
  id: z.string(),
  orderId: z.string(),
  orderNo: z.string(),
  warehouseId: z.string(),
  owner: z.string().meta({ description: 'Tenant of the merchant that owns the goods' }),
};

export const inboundView = z
  .strictObject({
    ...about,
    state: z.string().meta({ description: inboundStates.join(', ') }),
    lines: z.array(countedLine),
    resolution: z.string().meta({ description: 'CLAIM, FOUND, ACCEPTED; empty while it is open' }),
  })
  .meta({ id: 'Inbound', description: 'Goods on their way to a warehouse, and their count' }) satisfies z.ZodType<
  Complete<InboundView>
>;

export const listInbounds = z.strictObject({ state: oneStateOf(inboundStates), ...page });

export const inboundList = z
  .strictObject({ inbounds: z.array(inboundView), nextCursor })
  .meta({ id: 'InboundList' }) satisfies z.ZodType<Complete<ListInboundsReply>>;

/** The path names the inbound. */
export const resolveDiscrepancy = z
  .strictObject({
    resolution: z.enum(['CLAIM', 'FOUND', 'ACCEPTED']).meta({
      description: 'CLAIM: the carrier owes it. FOUND: it was there after all and is counted in. ACCEPTED: as it is',
    }),
  })
  .meta({ id: 'ResolveDiscrepancy' }) satisfies z.ZodType<Omit<Complete<ResolveDiscrepancyRequest>, 'inboundId'>>;

// Shown as they were taken; what a count may be is judged where it enters.
const shownLine = z.strictObject({ sku: z.string(), lot: z.string(), quantity: int64 }).meta({ id: 'CountedUnits' });
const shownGrade = z.strictObject({ sku: z.string(), grade: z.string(), quantity: int64 }).meta({ id: 'GradedUnits' });

const returnStates = ['EXPECTED', 'RECEIVED', 'GRADED'] as const;

export const returnView = z
  .strictObject({
    ...about,
    state: z.string().meta({ description: returnStates.join(', ') }),
    expected: z.array(shownLine),
    received: z.array(shownLine),
    graded: z.array(shownGrade),
  })
  .meta({ id: 'Return', description: 'Goods that a buyer gives back' }) satisfies z.ZodType<Complete<ReturnView>>;

export const listReturns = z.strictObject({ state: oneStateOf(returnStates), ...page });

export const returnList = z
  .strictObject({ returns: z.array(returnView), nextCursor })
  .meta({ id: 'ReturnList' }) satisfies z.ZodType<Complete<ListReturnsReply>>;

/** The path names the return. */
export const receiveReturn = z
  .strictObject({ lines: z.array(receivedLine).min(1, 'EMPTY').max(200, 'TOO_LONG') })
  .meta({ id: 'ReceiveReturn' }) satisfies z.ZodType<Omit<Complete<ReceiveReturnRequest>, 'returnId'>>;

const gradedLine = z
  .strictObject({
    sku: text(64),
    grade: z.enum(['A', 'B', 'C', 'D', 'X']).meta({
      description: 'A sells again, B after repacking, C outlet, D destroyed, X wrong goods',
    }),
    quantity: count,
  })
  .meta({ id: 'GradedLine' }) satisfies z.ZodType<Complete<GradedLine>>;

/** The path names the return. */
export const gradeReturn = z
  .strictObject({ lines: z.array(gradedLine).min(1, 'EMPTY').max(200, 'TOO_LONG') })
  .meta({ id: 'GradeReturn' }) satisfies z.ZodType<Omit<Complete<GradeReturnRequest>, 'returnId'>>;
