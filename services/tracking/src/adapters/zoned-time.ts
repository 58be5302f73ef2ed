import type { ZonedTime } from '@portolan/contracts/common/v1/types';

const shape = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;

// Countries whose clocks are the same everywhere and all year (IANA tz). Elsewhere a time without offset says nothing.
const offsets: Readonly<Record<string, string>> = {
  CN: '+08:00',
  HK: '+08:00',
  MO: '+08:00',
  TW: '+08:00',
  SG: '+08:00',
  MY: '+08:00',
  PH: '+08:00',
  JP: '+09:00',
  KR: '+09:00',
  TH: '+07:00',
  VN: '+07:00',
  IN: '+05:30',
  AE: '+04:00',
  SA: '+03:00',
};

/**
 * Reads an ISO 8601 time with 0–9 fraction digits; 24:00 is the next midnight. The sender's text and offset stay: what
 * is written 12:41-04:00 is never shown as 12:41Z. Without an offset it is inferred from the country, and marked so.
 * Undefined where it is no time, or where nobody can tell the zone.
 */
export function zonedTime(text: string, country: string): ZonedTime | undefined {
  const found = shape.exec(text.trim());
  if (found === null) return undefined;
  const [, year, month, date, hour, minute, second = '0', fraction = '0', written] = found;
  const offset = written === undefined ? offsets[country] : plain(written);
  const minutes = offset === undefined ? undefined : minutesOf(offset);
  if (offset === undefined || minutes === undefined) return undefined;
  const parts = [year, month, date, hour, minute, second].map(Number) as Parts;
  const local = localTime(parts, Number(fraction.slice(0, 3).padEnd(3, '0')));
  if (local === undefined) return undefined;
  return {
    instant: new Date(local - minutes * 60_000).toISOString(),
    original: text,
    offset,
    zoneSource: written === undefined ? 'ZONE_SOURCE_INFERRED' : 'ZONE_SOURCE_STATED',
  };
}

type Parts = [year: number, month: number, date: number, hour: number, minute: number, second: number];

/** Milliseconds as if the time were UTC; undefined for a day or an hour that does not exist. */
function localTime([year, month, date, hour, minute, second]: Parts, milliseconds: number): number | undefined {
  const midnight = Date.UTC(year, month - 1, date);
  const day = new Date(midnight);
  if (year < 1000 || day.getUTCMonth() !== month - 1 || day.getUTCDate() !== date) return undefined;
  const endOfDay = hour === 24 && minute === 0 && second === 0 && milliseconds === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) return undefined;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

/** ±hh:mm */
function plain(written: string): string {
  if (written.toUpperCase() === 'Z') return '+00:00';
  return written.includes(':') ? written : `${written.slice(0, 3)}:${written.slice(3)}`;
}

/** Undefined beyond ±14:00, which no place on earth has. */
function minutesOf(offset: string): number | undefined {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  if (minutes > 14 * 60 || Number(offset.slice(4)) > 59) return undefined;
  return offset.startsWith('-') ? -minutes : minutes;
}
