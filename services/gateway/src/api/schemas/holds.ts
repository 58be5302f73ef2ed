import type { Complete } from '@portolan/contracts';
import type { Hold } from '@portolan/contracts/orders/v1/types';
import { Step } from '@portolan/contracts/orders/v1/types';
import { z } from 'zod';
import { enumOrNull, instant, money } from './codecs.ts';
import { languageQuery, nextCursor, page, remark } from './common.ts';

const clearedBy = z
  .strictObject({
    method: z.enum(['POST', 'PUT']),
    path: z.string().meta({ description: 'With the ids of this very hold', examples: ['/v1/orders/order-1/retry'] }),
    by: z.string().meta({ description: 'Whose key makes the call, or who pushes it from outside' }),
    body: z.unknown().optional().meta({ description: 'An example of the body, where it takes one' }),
    summary: z.string().meta({ description: "What the call does, in the caller's language" }),
  })
  .nullable()
  .meta({ description: 'The call that clears it; null where no call does' });

const fields = {
  code: z.string().meta({ examples: ['AWAITING_PAYMENT'] }),
  what: z.string().meta({ description: "What it waits for, in few words of the caller's language" }),
  owner: z.string().meta({ description: 'Who acts next', examples: ['merchant'] }),
  who: z.string().meta({ description: 'The same in words' }),
  rule: z.string().meta({ description: 'The rule that holds it' }),
  step: enumOrNull('Step', Step, 'STEP_').meta({ description: 'The step that stands still' }),
  since: instant,
  due: instant,
  text: z.string().meta({ description: "What holds the order, in the caller's language" }),
  next: z.string().meta({ description: "What to do, in the caller's language" }),
  costPerDay: money.optional().meta({ description: 'What a day of waiting costs; absent: nothing' }),
  costFrom: instant.meta({ description: 'From when on it costs' }),
  data: z.record(z.string(), z.string()),
  clearedBy,
};

/** A hold with its sentence in the caller's language, and the call that clears it. */
export const hold = z.strictObject(fields).meta({ id: 'Hold' }) satisfies z.ZodType<Complete<Hold>>;

export const readHolds = z.strictObject({ lang: languageQuery });

export const holdList = z.strictObject({ holds: z.array(hold) }).meta({ id: 'HoldList' });

const orderHold = z
  .strictObject({ orderId: z.string(), orderNo: z.string(), ...fields })
  .meta({ id: 'OrderHold', description: 'A hold and the order that it holds' });

export const listHolds = z.strictObject({
  owner: remark(60).meta({ description: 'Who acts next; empty: anyone' }),
  code: remark(60).meta({ description: 'Empty: any' }),
  lang: languageQuery,
  ...page,
});

export const orderHoldList = z
  .strictObject({ holds: z.array(orderHold).meta({ description: 'Longest standing first' }), nextCursor })
  .meta({ id: 'OrderHoldList' });
