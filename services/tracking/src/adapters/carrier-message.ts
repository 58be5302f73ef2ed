import type { Flaw } from '@portolan/contracts/common/v1/types';
import { z } from 'zod';
import { milestoneOf } from '../shipment/emsevt.ts';
import type { ExceptionCodes } from '../shipment/exceptions.ts';
import type { Scan } from '../shipment/scans.ts';
import { normalised } from '../waybill/s10.ts';
import { zonedTime } from './zoned-time.ts';

const envelope = z.looseObject({ events: z.array(z.unknown()) });

// What else an event says, who signed for it above all, is left to the sealed bytes.
const event = z.object({
  eventId: z.string().min(1).max(100),
  waybillNo: z.string().min(1).max(40),
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{1,20}$/),
  eventTime: z.string().max(40),
  recordTime: z.string().max(40),
  location: z.string().max(200).default(''),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .or(z.literal(''))
    .default(''),
});

export interface CarrierMessage {
  readonly scans: Scan[];
  readonly flaws: Flaw[];
}

/**
 * Reads what a carrier pushed. A bad event does not lose the others; a flaw names the field and never its value.
 * `exceptions`: what carriers' own codes mean, beside EMSEVT.
 */
export function readCarrierMessage(body: Uint8Array, exceptions?: ExceptionCodes): CarrierMessage {
  const parsed = envelope.safeParse(json(body));
  if (!parsed.success) return { scans: [], flaws: [{ field: 'body', reason: 'is not JSON with a list "events"' }] };
  const scans: Scan[] = [];
  const flaws: Flaw[] = [];
  for (const [index, one] of parsed.data.events.entries()) {
    const read = readEvent(one, `events[${index}]`, exceptions);
    if ('flaws' in read) flaws.push(...read.flaws);
    else scans.push(read);
  }
  if (scans.length === 0 && flaws.length === 0) flaws.push({ field: 'events', reason: 'is empty' });
  return { scans, flaws };
}

function readEvent(
  value: unknown,
  at: string,
  exceptions: ExceptionCodes | undefined,
): Scan | { readonly flaws: readonly Flaw[] } {
  const parsed = event.safeParse(value);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => [at, ...issue.path].join('.')));
    return { flaws: [...names].map((field) => ({ field, reason: 'is missing or not as agreed' })) };
  }
  const { eventId, waybillNo, country, location } = parsed.data;
  const eventTime = zonedTime(parsed.data.eventTime, country);
  if (eventTime === undefined) return flaw(`${at}.eventTime`, 'is no ISO 8601 time with an offset');
  const recorded = zonedTime(parsed.data.recordTime, '');
  if (recorded === undefined) return flaw(`${at}.recordTime`, 'is no ISO 8601 time with an offset');
  const code = parsed.data.code.toUpperCase();
  return {
    scanId: eventId,
    waybillNo: normalised(waybillNo),
    code,
    milestone: milestoneOf(code, exceptions),
    eventTime,
    recordTime: recorded.instant,
    location,
    country,
  };
}

const flaw = (field: string, reason: string) => ({ flaws: [{ field, reason }] });

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
