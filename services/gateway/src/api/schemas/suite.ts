import { z } from 'zod';
import { instant } from './codecs.ts';
import { flaw, nextCursor, page } from './common.ts';

export const listRefused = z.strictObject({ source: z.enum(['bank', 'customs', 'carriers', 'zone']), ...page });

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

const clockState = {
  now: z.iso.datetime(),
  mode: z.enum(['machine', 'running', 'frozen']).meta({
    description:
      "machine: it is the machine's time. running: `speed` times as fast. frozen: it stands until it is moved",
  }),
  speed: z.number().meta({ description: '0 where it stands' }),
};
export const clockReply = z.strictObject(clockState).meta({ id: 'Clock' });
export const clockMoved = z
  .strictObject({ ...clockState, moved: z.boolean().meta({ description: 'Whether this request moved it' }) })
  .meta({ id: 'ClockMoved' });

const duration = /^P(?=\d|T\d)(\d{1,3}W)?(\d{1,4}D)?(T(?=\d)(\d{1,5}H)?(\d{1,7}M)?(\d{1,9}S)?)?$/;
const anInstant = z.iso.datetime({ offset: true });
const until = z.string().refine((text) => duration.test(text) || anInstant.safeParse(text).success, 'ADVANCE_SHAPE');

export const moveClock = z
  .strictObject({
    settle: z.literal(true).optional().meta({ description: 'Waits until nothing is under way' }),
    step: z.literal(true).optional().meta({ description: 'Settles, then jumps to the next timer and settles again' }),
    freeze: z.literal(true).optional().meta({ description: 'Lets time stand' }),
    advance: until.optional().meta({
      description: 'A duration (PT36H, P3D) or an instant; every timer on the way fires at its own time, in order',
    }),
    leap: until.optional().meta({
      description: 'The same goals; what was due on the way happens there, late but together: for very many orders',
    }),
    speed: z
      .int('SPEED_RANGE')
      .min(1, 'SPEED_RANGE')
      .max(1_000_000, 'SPEED_RANGE')
      .optional()
      .meta({ description: 'Lets time run this many times as fast as the world; kept over a restart' }),
  })
  .refine((move) => Object.keys(move).length === 1, 'CLOCK_ONE_MOVE')
  .meta({ id: 'MoveClock', minProperties: 1, maxProperties: 1 });

export const landing = z
  .strictObject({ name: z.string(), documentation: z.string(), openapi: z.string(), health: z.string() })
  .meta({ id: 'Landing' });

export const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

const bilingual = z.strictObject({ en: z.string(), zh: z.string() });
export const problemPage = z
  .strictObject({ code: z.string(), status: z.int(), says: bilingual, next: bilingual })
  .meta({ id: 'ProblemExplained', description: 'What a problem says and what to do, with {names} of its data' });
