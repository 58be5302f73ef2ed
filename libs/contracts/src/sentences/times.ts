import type { ZonedTime } from '../gen/portolan/common/v1/types.ts';
import type { Language } from '../language.ts';

const chinaOffsetMs = 8 * 3_600_000;

/**
 * An instant of RFC 3339 by the clock of Chinese customs, banks and warehouses, to the minute:
 * 2026-03-12T00:42:45.000Z → 2026-03-12 08:42 China time. What is no instant stays as it is.
 */
export function chinaTime(instant: string, language: Language): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return instant;
  const local = new Date(at + chinaOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
  return language === 'zh' ? `北京时间 ${local}` : `${local} China time`;
}

/** The local time that its sender wrote, with its offset: 2026-03-08 16:42 -07:00. Other spellings stay as they are. */
export function localTime({ original, offset, zoneSource }: ZonedTime): string {
  const [, date, minute, stated] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*?([+-]\d\d:?\d\d|Z)?$/.exec(original) ?? [];
  if (date === undefined) return zoneSource === 'ZONE_SOURCE_STATED' ? original : `${original} (${offset})`;
  return `${date} ${minute} ${stated ?? `(${offset})`}`;
}
