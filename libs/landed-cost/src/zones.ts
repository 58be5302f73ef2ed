import type { Jurisdiction, MemberState } from './rule.ts';

/** Whose calendar says on which day a rule holds. Of the United States: where its customs counts, Eastern time. */
const zones: Readonly<Record<Jurisdiction, string>> = {
  CN: 'Asia/Shanghai',
  EU: 'Europe/Brussels',
  GB: 'Europe/London',
  US: 'America/New_York',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IT: 'Europe/Rome',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
};

/** Member states of the European Union, by their codes. */
export const memberStates: readonly MemberState[] = Object.keys(zones).filter(
  (place): place is MemberState => !['CN', 'EU', 'GB', 'US'].includes(place),
);

// Swedish writes days as ISO 8601 does.
const calendars = new Map(
  Object.entries(zones).map(([place, timeZone]) => [
    place,
    new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
  ]),
);

/**
 * The day (yyyy-mm-dd) that an instant (RFC 3339) falls on where the rules are made.
 * @throws RangeError where the instant is none.
 */
export function dayIn(jurisdiction: Jurisdiction, instant: string): string {
  const calendar = calendars.get(jurisdiction);
  if (calendar === undefined) throw new RangeError(`no time zone is known of ${jurisdiction}`);
  return calendar.format(new Date(instant));
}
