import { day, hour, later, minute } from '../chance.ts';

/** One scan as the carrier tells it, and when it tells it. */
export interface Told {
  readonly name: string;
  readonly afterMs: number;
  readonly event: Scan;
}

export interface Scan {
  readonly eventId: string;
  readonly waybillNo: string;
  /** UPU EMSEVT; for loss and damage, which it has no code for, an aggregator's. */
  readonly code: string;
  /** ISO 8601 with the place's own offset. */
  readonly eventTime: string;
  readonly recordTime: string;
  readonly location: string;
  readonly country: string;
  readonly signedBy?: string;
}

export type Delay = (what: string, low: number, high: number) => number;

type Place = readonly [zone: string, location: string, country: string];

const shenzhen: Place = ['Asia/Shanghai', 'Shenzhen', 'CN'];
const guangzhou: Place = ['Asia/Shanghai', 'Guangzhou OE', 'CN'];
const ningbo: Place = ['Asia/Shanghai', 'Ningbo', 'CN'];
const shanghai: Place = ['Asia/Shanghai', 'Shanghai', 'CN'];
const chicago: Place = ['America/Chicago', 'Chicago ISC', 'US'];
const portland: Place = ['America/Los_Angeles', 'Portland OR', 'US'];
const yantian: Place = ['Asia/Shanghai', 'Yantian port', 'CN'];
const portOfPortland: Place = ['America/Los_Angeles', 'Port of Portland', 'US'];

/** Scans of one waybill, times counted in milliseconds from the hand-over. */
export interface Pen {
  readonly waybillNo: string;
  /** RFC 3339: of the hand-over. */
  readonly from: string;
  readonly delay: Delay;
  readonly signedBy: string;
}

export type Lane = 'international' | 'freight' | 'china' | 'portland';

/** A parcel's way on a lane, in the order in which the carrier tells it. */
export function journey(lane: Lane, pen: Pen): readonly Told[] {
  return lanes[lane](pen);
}

const lanes: Readonly<Record<Lane, (pen: Pen) => readonly Told[]>> = { international, freight, china, portland: local };

/** From Shenzhen to the buyer's door in the US: one scan told late, one twice, one corrected. */
function international(pen: Pen): readonly Told[] {
  const { delay } = pen;
  const posted = delay('posted', hour, 6 * hour);
  const departed = posted + delay('departed', 8 * hour, 30 * hour);
  const arrived = departed + delay('arrived', 2 * day, 5 * day);
  const presented = arrived + delay('presented', hour, 5 * hour);
  const cleared = presented + delay('cleared', 2 * hour, 30 * hour);
  const office = cleared + delay('office', 10 * hour, 40 * hour);
  const out = office + delay('out', 2 * hour, 12 * hour);
  const delivered = out + delay('delivered', hour, 8 * hour);
  const arrival = told(pen, 'EMD', arrived, chicago);
  const rightOut = scan(pen, 'EDG', out - 35 * minute, portland, out + 20 * minute);
  return [
    told(pen, 'EMA', posted, shenzhen),
    { ...arrival, afterMs: arrived + 2 * minute },
    { name: 'EMC-late', afterMs: arrived + 9 * minute, event: scan(pen, 'EMC', departed, guangzhou, arrived) },
    { ...arrival, name: 'EMD-again', afterMs: arrived + 17 * minute },
    told(pen, 'EDB', presented, chicago),
    told(pen, 'EDC', cleared, chicago),
    told(pen, 'EMG', office, portland),
    told(pen, 'EDG', out, portland),
    { name: 'EDG-corrected', afterMs: out + 20 * minute, event: rightOut },
    signed(pen, delivered, portland),
  ];
}

/** By sea from Yantian to the dock of the warehouse in Portland. */
function freight(pen: Pen): readonly Told[] {
  const { delay } = pen;
  const posted = delay('posted', 2 * hour, 12 * hour);
  const departed = posted + delay('departed', day, 3 * day);
  const arrived = departed + delay('arrived', 14 * day, 20 * day);
  const presented = arrived + delay('presented', 2 * hour, 12 * hour);
  const cleared = presented + delay('cleared', 6 * hour, 40 * hour);
  const delivered = cleared + delay('delivered', 4 * hour, 30 * hour);
  return [
    told(pen, 'EMA', posted, shenzhen),
    told(pen, 'EMC', departed, yantian),
    told(pen, 'EMD', arrived, portOfPortland),
    told(pen, 'EDB', presented, portOfPortland),
    told(pen, 'EDC', cleared, portOfPortland),
    signed(pen, delivered, portland),
  ];
}

/** Within China, from the zone in Ningbo: a day or two. */
function china(pen: Pen): readonly Told[] {
  return withinCountry(pen, ningbo, shanghai);
}

/** Within the US, from the warehouse in Portland: a day or two. */
function local(pen: Pen): readonly Told[] {
  return withinCountry(pen, portland, portland);
}

function withinCountry(pen: Pen, from: Place, to: Place): readonly Told[] {
  const { delay } = pen;
  const posted = delay('posted', hour, 4 * hour);
  const office = posted + delay('office', 12 * hour, 26 * hour);
  const out = office + delay('out', hour, 6 * hour);
  const delivered = out + delay('delivered', hour, 8 * hour);
  return [
    told(pen, 'EMA', posted, from),
    told(pen, 'EMG', office, to),
    told(pen, 'EDG', out, to),
    signed(pen, delivered, to),
  ];
}

/** The same way, given up in its middle: lost or damaged instead of the second half, and one scan that comes too late. */
export function givenUp(way: readonly Told[], pen: Pen, code: 'Exception_013' | 'Exception_012'): readonly Told[] {
  const half = way.slice(0, Math.ceil(way.length / 2));
  const last = half.at(-1);
  const [next] = way.slice(half.length);
  if (last === undefined || next === undefined) return way;
  const afterMs = last.afterMs + pen.delay('given-up', day, 3 * day);
  const place: Place = [zoneOf(last.event), last.event.location, last.event.country];
  const late = { ...next, name: `${next.name}-late`, afterMs: Math.max(afterMs, next.afterMs) + 6 * hour };
  return [...half, { name: code, afterMs, event: scan(pen, code, afterMs, place) }, late];
}

const zoneOf = ({ location }: Scan): string =>
  [shenzhen, guangzhou, ningbo, shanghai, chicago, portland, yantian, portOfPortland].find(
    ([, name]) => name === location,
  )?.[0] ?? 'UTC';

function told(pen: Pen, code: string, afterMs: number, place: Place): Told {
  return { name: code, afterMs, event: scan(pen, code, afterMs, place) };
}

function signed(pen: Pen, afterMs: number, place: Place): Told {
  return { name: 'EMI', afterMs, event: { ...scan(pen, 'EMI', afterMs, place), signedBy: pen.signedBy } };
}

function scan({ waybillNo, from }: Pen, code: string, ms: number, place: Place, recorded = ms): Scan {
  const [zone, location, country] = place;
  return {
    eventId: `${waybillNo}-${code}`,
    waybillNo,
    code,
    eventTime: localTime(later(from, ms), zone),
    recordTime: later(from, recorded),
    location,
    country,
  };
}

/** 2026-03-02T01:00:00.000Z in America/Chicago is 2026-03-01T19:00:00-06:00. */
function localTime(instant: string, timeZone: string): string {
  const named = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(Date.parse(instant));
  const offset = /[+-]\d\d:\d\d$/.exec(named)?.[0] ?? '+00:00';
  const sign = offset.startsWith('-') ? -1 : 1;
  const shift = sign * (Number(offset.slice(1, 3)) * hour + Number(offset.slice(4, 6)) * minute);
  return `${later(instant, shift).slice(0, 19)}${offset}`;
}
