import type { Complete } from '@portolan/contracts';
import type { ZonedTime } from '@portolan/contracts/common/v1/types';

// China keeps UTC+8 all the year (no summer time since 1991).
const offset = '+08:00';
const offsetMs = 8 * 3_600_000;

/** An instant (RFC 3339) as customs writes it: yyyyMMddHHmmss in China time. */
export function chinaTime(instant: string): string {
  return local(instant).replace(/\D/g, '').slice(0, 14);
}

/** The day in China of an instant (RFC 3339), yyyy-mm-dd. */
export function chinaDay(instant: string): string {
  return local(instant).slice(0, 10);
}

/** yyyyMMddHHmmssSSS without an offset, as customs and the zones write China time. Undefined where it is no moment. */
export function chinaMoment(text: string): Complete<ZonedTime> | undefined {
  const [, year, month, day, hour, minute, second, milli] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}`;
  const asUtc = new Date(`${written}Z`);
  // Date rolls 31 June over to 1 July; what does not come back as it was is no date.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString() !== `${written}Z`) return undefined;
  const instant = new Date(`${written}${offset}`).toISOString();
  return { instant, original: text, offset, zoneSource: 'ZONE_SOURCE_INFERRED' };
}

function local(instant: string): string {
  return new Date(Date.parse(instant) + offsetMs).toISOString();
}
