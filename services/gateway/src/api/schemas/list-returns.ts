import type { Complete } from '@portolan/contracts';
import type { ListReturnsView, ListReturnView, ReturnedQuantity } from '@portolan/contracts/customs/v1/customs';
import type { ReturnLine } from '@portolan/contracts/customs/v1/types';
import { z } from 'zod';
import { instant, money } from './codecs.ts';
import { measure, text } from './common.ts';

const wanted = z
  .strictObject({
    line: z
      .int32()
      .min(1, 'NOT_ABOVE_ZERO')
      .meta({ description: 'Line of the original list', examples: [1] }),
    quantity: measure.meta({ description: 'In the unit of the list', examples: ['1'] }),
  })
  .meta({ id: 'ReturnedQuantity' }) satisfies z.ZodType<Complete<ReturnedQuantity>>;

export const requestReturn = z
  .strictObject({
    reason: text(1000),
    lines: z
      .array(wanted)
      .min(1, 'EMPTY')
      .max(99, 'TOO_LONG')
      .optional()
      .meta({ description: 'Absent: all that has not come back yet' }),
  })
  .meta({ id: 'RequestListReturn' });

const line = z
  .strictObject({
    line: z.int32(),
    hsCode: z.string(),
    name: z.string(),
    quantity: z.strictObject({ value: z.string(), unit: z.string() }),
    value: money.meta({ description: "Its share of the line's dutiable value: the buyer's year gets it back" }),
    tax: money.optional().meta({ description: "Its share of the line's tax: not levied" }),
  })
  .meta({ id: 'ListReturnLine' }) satisfies z.ZodType<Complete<ReturnLine>>;

const one = z
  .strictObject({
    number: z.int32(),
    copNo: z.string(),
    state: z.string().meta({ description: 'REQUESTED, GRANTED, REJECTED' }),
    reason: z.string(),
    lines: z.array(line),
    backBy: instant.meta({ description: 'The goods must be back on their site by then' }),
    status: z.string().meta({ description: 'What customs said last' }),
    info: z.string(),
  })
  .meta({ id: 'ListReturn' }) satisfies z.ZodType<Complete<ListReturnView>>;

export const listReturns = z
  .strictObject({
    declarationId: z.string(),
    orderId: z.string(),
    invtNo: z.string(),
    returns: z.array(one),
  })
  .meta({ id: 'ListReturns' }) satisfies z.ZodType<Complete<ListReturnsView>>;
