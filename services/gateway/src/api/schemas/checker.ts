import type { Complete } from '@portolan/contracts';
import type { Breach } from '@portolan/contracts/checker/v1/checker';
import { z } from 'zod';
import { instant } from './codecs.ts';
import { languageQuery, nextCursor, oneStateOf, page, remark } from './common.ts';

const breachStates = ['OPEN', 'ACKNOWLEDGED'] as const;

export const breach = z
  .strictObject({
    id: z.string(),
    invariant: z.string().meta({ description: 'What always holds, by name', examples: ['ledger-guarded'] }),
    code: z.string().meta({ description: 'What is wrong with it', examples: ['BELOW_ZERO'] }),
    text: z.string().meta({ description: "The same as a sentence of the caller's language, with its figures" }),
    holds: z.string().meta({ description: 'What must always hold, as a sentence' }),
    key: z.string().meta({ description: 'What it is about: an account, a bucket, a stream' }),
    tenant: z.string(),
    orderId: z.string().meta({ description: 'Empty where it is about no order' }),
    events: z.array(z.string()).meta({ description: 'stream@version of what led to it; the last one showed it' }),
    data: z.record(z.string(), z.string()),
    time: instant,
    foundAt: instant,
    state: z.string().meta({ description: breachStates.join(', ') }),
    acknowledgedBy: z.string(),
    acknowledgedAt: instant,
    note: z.string(),
  })
  .meta({ id: 'Breach', description: 'Something that must always hold and does not' }) satisfies z.ZodType<
  Complete<Breach>
>;

export const listBreaches = z.strictObject({
  state: oneStateOf(breachStates),
  invariant: remark(60).meta({ description: 'Empty: any' }),
  orderId: remark(60).meta({ description: 'Empty: any. Of state, invariant and order the narrowest one counts.' }),
  lang: languageQuery,
  ...page,
});

export const breachList = z
  .strictObject({ breaches: z.array(breach).meta({ description: 'Latest first' }), nextCursor })
  .meta({ id: 'BreachList' });

export const acknowledgement = z
  .strictObject({ note: remark(500).meta({ description: 'What came of it' }) })
  .meta({ id: 'Acknowledgement' });

export const readBreach = z.strictObject({ lang: languageQuery });
