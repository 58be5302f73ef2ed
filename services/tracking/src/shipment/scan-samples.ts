import { milestoneOf } from './emsevt.ts';
import type { Scan } from './scans.ts';

export const waybillNo = 'LX202607010CN';

/** A scan for specs, at an RFC 3339 time. Its id is its code, and it is recorded when it happens, unless changed. */
export function scanOf(code: string, when: string, change: Partial<Scan> = {}): Scan {
  const instant = new Date(when).toISOString();
  const offset = when.endsWith('Z') ? '+00:00' : when.slice(-6);
  return {
    scanId: code,
    waybillNo,
    code,
    milestone: milestoneOf(code),
    eventTime: { instant, original: when, offset, zoneSource: 'ZONE_SOURCE_STATED' },
    recordTime: instant,
    location: 'Shenzhen',
    country: 'CN',
    ...change,
  };
}
