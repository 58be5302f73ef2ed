import { z } from 'zod';
import { allTypes } from '../event-types.ts';
import { instant, pageLimit } from './codecs.ts';
import { cloudEvent, feedWait } from './feed.ts';

const known = new Set(allTypes.map(({ type }) => type));

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, 'CONSUMER_NAME_SHAPE')
  .meta({ description: 'Yours: lower-case letters, digits, dot, dash and underscore', examples: ['erp'] });

export const position = z.string().meta({ description: 'A number of your feed', examples: ['412'] });

export const byName = z.strictObject({ name });

/** No body says what an empty one says. */
export const putConsumer = z
  .strictObject({
    from: z.enum(['beginning', 'now']).default('beginning').meta({
      description: 'Where it begins: with the first event of your feed, or with what comes next. Counts once, at first',
    }),
    types: z
      .array(z.string().refine((type) => known.has(type), 'EVENT_TYPE_UNKNOWN'))
      .max(200, 'TOO_LONG')
      .default([])
      .meta({ description: 'Full names of the event types it reads; none: all' }),
  })
  .meta({ id: 'PutConsumer' });

export const acknowledge = z
  .strictObject({
    through: z
      .string()
      .regex(/^\d{1,15}$/, 'CURSOR_SHAPE')
      .meta({ description: 'Everything up to and with this number is done', examples: ['412'] }),
  })
  .meta({ id: 'Acknowledge' });

const oldest = z
  .strictObject({
    sequence: position,
    time: z.iso.datetime(),
    ageSeconds: z.int().meta({ description: 'By the time of the suite' }),
  })
  .nullable()
  .meta({ description: 'The first event that it reads and has not acknowledged; null where there is none' });

export const consumer = z
  .strictObject({
    name: z.string(),
    types: z.array(z.string()),
    acknowledged: position.meta({ description: 'Up to where it has done its work; 0: nothing yet' }),
    createdAt: z.iso.datetime(),
    acknowledgedAt: instant,
    lag: z
      .strictObject({
        end: position.meta({ description: 'Where your feed ends' }),
        behind: z.string().meta({ description: 'How many events that it reads are not acknowledged' }),
        oldest,
      })
      .meta({ id: 'Lag' }),
  })
  .meta({ id: 'Consumer' });

export const consumerList = z.strictObject({ consumers: z.array(consumer) }).meta({ id: 'ConsumerList' });

export const readConsumer = z.strictObject({ limit: pageLimit, wait: feedWait });

export const consumerPage = z
  .strictObject({
    events: z.array(cloudEvent),
    through: position.meta({
      description: 'Acknowledge it once these are done: up to here there is nothing else for this consumer',
    }),
  })
  .meta({ id: 'ConsumerPage' });
