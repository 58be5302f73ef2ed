import type { Complete } from '@portolan/contracts';
import type { ZonedTime } from '@portolan/contracts/common/v1/types';

/** yyyyMMddHHmmssSSS without an offset: the zone writes China time (UTC+8). Undefined where it is no moment. */
export function chinaMoment(text: string): Complete<ZonedTime> | undefined {
  const [, year, month, day, hour, minute, second, milli] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}`;
  const asUtc = new Date(`${local}Z`);
  // Date rolls 31 June over to 1 July; what does not come back as it was is no date.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString() !== `${local}Z`) return undefined;
  const instant = new Date(`${local}+08:00`).toISOString();
  return { instant, original: text, offset: '+08:00', zoneSource: 'ZONE_SOURCE_INFERRED' };
}
