import type { Day } from './days.ts';

/** Date and time of day that a clock on the wall of a zone shows. */
interface Wall {
  readonly day: Day;
  /** 'HH:MM' */
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in a zone (IANA name) show at an instant (RFC 3339), daylight saving included. */
export function wallTime(instant: string, zone: string): Wall {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]));
  const of = (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? '';
  return { day: `${of('year')}-${of('month')}-${of('day')}`, time: `${of('hour')}:${of('minute')}` };
}

/** The instant (RFC 3339 in UTC) at which clocks in a zone show a day and a time. */
export function instantAt(day: Day, time: string, zone: string): string {
  const wanted = Date.parse(`${day}T${time}:00.000Z`);
  let instant = wanted;
  // Twice: the first try may stand on the other side of a change of the clocks.
  for (let round = 0; round < 2; round++) {
    const shown = wallTime(new Date(instant).toISOString(), zone);
    instant += wanted - Date.parse(`${shown.day}T${shown.time}:00.000Z`);
  }
  return new Date(instant).toISOString();
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
}
