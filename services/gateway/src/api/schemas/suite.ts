import { z } from 'zod';
import { instant } from './codecs.ts';
import { flaw, nextCursor, page } from './common.ts';

export const listRefused = z.strictObject({ source: z.enum(['bank', 'customs', 'carriers']), ...page });

export const refusedMessages = z
  .strictObject({
    messages: z.array(
      z
        .strictObject({ id: z.string(), receivedAt: instant, flaws: z.array(flaw) })
        .meta({ id: 'RefusedMessage', description: 'Bytes from outside that nobody could read; they are kept' }),
    ),
    nextCursor,
  })
  .meta({ id: 'RefusedMessages' });

/** What an outside party's push is answered with. */
export const received = z
  .strictObject({ id: z.string().meta({ description: 'Made from the bytes: the same bytes have the same id' }) })
  .meta({ id: 'MessageReceived' });

/** Bytes as they came over HTTP: never parsed here. */
export const rawBytes = z.instanceof(Uint8Array);

export const clockReply = z.strictObject({ now: z.iso.datetime() }).meta({ id: 'Clock' });
export const moveClock = z
  .union([z.strictObject({ step: z.literal(true) }), z.strictObject({ settle: z.literal(true) })])
  .meta({ id: 'MoveClock', description: 'settle waits until nothing is under way; step then jumps to the next timer' });
export const clockStepped = z
  .strictObject({ now: z.iso.datetime(), moved: z.boolean() })
  .meta({ id: 'ClockStepped', description: 'moved is false where no timer waits' });

export const landing = z
  .strictObject({ name: z.string(), documentation: z.string(), openapi: z.string(), health: z.string() })
  .meta({ id: 'Landing' });

export const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

const bilingual = z.strictObject({ en: z.string(), zh: z.string() });
export const problemPage = z
  .strictObject({ code: z.string(), status: z.int(), says: bilingual, next: bilingual })
  .meta({ id: 'ProblemExplained', description: 'What a problem says and what to do, with {names} of its data' });
