import { z } from 'zod';
import { instant, pageLimit } from './codecs.ts';
import { languageQuery } from './common.ts';

const position = z.string().regex(/^\d{0,15}$/, 'CURSOR_SHAPE');

export const feedWait = z
  .codec(z.string().regex(/^\d{1,2}$/, 'WAIT_RANGE'), z.int().max(30, 'WAIT_RANGE'), {
    decode: Number,
    encode: String,
  })
  .prefault('0')
  .meta({
    type: 'integer',
    minimum: 0,
    maximum: 30,
    default: 0,
    description: 'Seconds to wait where there is nothing yet',
  });

export const readFeed = z.strictObject({
  after: position
    .prefault('0')
    .meta({ default: '0', description: 'Answers what follows this place; 0 is the beginning' }),
  limit: pageLimit,
  type: z
    .string()
    .max(200, 'TOO_LONG')
    .optional()
    .meta({ description: 'Full name of one event type; the others are passed over' }),
  wait: feedWait,
});

/** A payload as JSON, as proto names it; Money with a decimal amount, 64-bit integers as text, sealed data closed. */
const payload = z.record(z.string(), z.unknown()).meta({ id: 'EventData' });

export const cloudEvent = z
  .strictObject({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: 'stream@version' }),
    source: z.string().meta({ examples: ['/portolan/orders'] }),
    type: z.string().meta({ examples: ['portolan.orders.v1.OrderPlaced'] }),
    subject: z.string().meta({ description: 'The stream' }),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    sequence: z.string().meta({ description: "Its number in this reader's feed: dense, from 1" }),
    tenant: z.string().meta({ description: 'Who owns it' }),
    version: z.string().meta({ description: 'Its place in the stream' }),
    correlation: z.string().optional().meta({ description: 'The order it is about' }),
    causation: z.string().optional().meta({ description: 'The event or command that led to it' }),
    data: payload,
  })
  .meta({ id: 'CloudEvent', description: 'CloudEvents 1.0 in JSON' });

export const feedPage = z
  .strictObject({
    events: z.array(cloudEvent),
    next: z.string().meta({ description: 'Hand it back as `after`' }),
  })
  .meta({ id: 'FeedPage' });

export const eventTypes = z
  .strictObject({
    types: z.array(
      z.strictObject({ type: z.string(), name: z.string(), service: z.string(), topic: z.string() }).meta({
        id: 'EventType',
      }),
    ),
  })
  .meta({ id: 'EventTypes' });

export const readTimeline = z.strictObject({
  lang: languageQuery,
  detail: z
    .enum(['all', 'story'])
    .default('all')
    .meta({ description: 'story: without what repeats another event, such as the memory of a process' }),
  limit: pageLimit,
  cursor: z.string().max(500, 'TOO_LONG').default(''),
});

const cause = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['event', 'command']),
    type: z.string().optional(),
    service: z.string().optional(),
  })
  .meta({ id: 'Cause' });

const entry = z
  .strictObject({
    id: z.string().meta({ description: 'stream@version' }),
    service: z.string(),
    type: z.string().meta({ examples: ['OrderPlaced'] }),
    time: instant,
    text: z.string().meta({ description: "What happened, in the caller's language" }),
    cause,
    data: payload,
  })
  .meta({ id: 'TimelineEntry' });

export const timeline = z
  .strictObject({
    orderId: z.string(),
    language: z.enum(['en', 'zh']),
    entries: z.array(entry).meta({ description: 'None stands before its cause; then by time' }),
    nextCursor: z.string(),
  })
  .meta({ id: 'Timeline' });
