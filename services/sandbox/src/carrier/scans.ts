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
  /** UPU EMSEVT */
  readonly code: string;
  /** ISO 8601 with the place's own offset. */
  readonly eventTime: string;
  readonly recordTime: string;
  readonly location: string;
  readonly country: string;
  readonly signedBy?: string;
}

type Delay = (what: string, low: number, high: number) => number;

/** A parcel's way from Shenzhen to the buyer's door: one scan told late, one twice, one corrected. */
export function journey(waybillNo: string, from: string, signedBy: string, delay: Delay): readonly Told[] {
  const posted = delay('posted', hour, 6 * hour);
  const departed = posted + delay('departed', 8 * hour, 30 * hour);
  const arrived = departed + delay('arrived', 2 * day, 5 * day);
  const presented = arrived + delay('presented', hour, 5 * hour);
  const cleared = presented + delay('cleared', 2 * hour, 30 * hour);
  const office = cleared + delay('office', 10 * hour, 40 * hour);
  const out = office + delay('out', 2 * hour, 12 * hour);
  const delivered = out + delay('delivered', hour, 8 * hour);
  const scan = (code: string, ms: number, zone: string, location: string, country: string, recorded = ms): Scan => ({
    eventId: `${waybillNo}-${code}`,
    waybillNo,
    code,
    eventTime: localTime(later(from, ms), zone),
    recordTime: later(from, recorded),
    location,
    country,
  });
  const arrival = scan('EMD', arrived, 'America/Chicago', 'Chicago ISC', 'US');
  const wrongOut = scan('EDG', out, 'America/Los_Angeles', 'Portland OR', 'US');
  const rightOut = scan('EDG', out - 35 * minute, 'America/Los_Angeles', 'Portland OR', 'US', out + 20 * minute);
  return [
    { name: 'EMA', afterMs: posted, event: scan('EMA', posted, 'Asia/Shanghai', 'Shenzhen', 'CN') },
    { name: 'EMD', afterMs: arrived + 2 * minute, event: arrival },
    {
      name: 'EMC-late',
      afterMs: arrived + 9 * minute,
      event: scan('EMC', departed, 'Asia/Shanghai', 'Guangzhou OE', 'CN', arrived),
    },
    { name: 'EMD-again', afterMs: arrived + 17 * minute, event: arrival },
    { name: 'EDB', afterMs: presented, event: scan('EDB', presented, 'America/Chicago', 'Chicago ISC', 'US') },
    { name: 'EDC', afterMs: cleared, event: scan('EDC', cleared, 'America/Chicago', 'Chicago ISC', 'US') },
    { name: 'EMG', afterMs: office, event: scan('EMG', office, 'America/Los_Angeles', 'Portland OR', 'US') },
    { name: 'EDG', afterMs: out, event: wrongOut },
    { name: 'EDG-corrected', afterMs: out + 20 * minute, event: rightOut },
    {
      name: 'EMI',
      afterMs: delivered,
      event: { ...scan('EMI', delivered, 'America/Los_Angeles', 'Portland OR', 'US'), signedBy },
    },
  ];
}

/** 2026-03-02T01:00:00.000Z in America/Chicago is 2026-03-01T19:00:00-06:00. */
function localTime(instant: string, timeZone: string): string {
  const named = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(Date.parse(instant));
  const offset = /[+-]\d\d:\d\d$/.exec(named)?.[0] ?? '+00:00';
  const sign = offset.startsWith('-') ? -1 : 1;
  const shift = sign * (Number(offset.slice(1, 3)) * hour + Number(offset.slice(4, 6)) * minute);
  return `${later(instant, shift).slice(0, 19)}${offset}`;
}
