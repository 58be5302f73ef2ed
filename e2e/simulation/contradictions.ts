import { createHmac } from 'node:crypto';
import type { Weather } from '@portolan/testkit/simulation';
import type { Edge } from './edge.ts';
import { carrierSecret } from './settings.ts';

interface Scans {
  readonly events: readonly { readonly eventId: string; readonly code: string }[];
}

// Delivered, and lost: the contrary of each other.
const contrary: Readonly<Record<string, string>> = { EMI: 'Exception_013', Exception_013: 'EMI', Exception_012: 'EMI' };

/** What carriers say, and some time later the contrary: lost after delivered, delivered after lost, where it was before. */
export function contradictions(weather: Weather, now: () => number, reached: () => void): Edge {
  return {
    outside(outside, life) {
      if (life.service !== 'sandbox') return outside;
      return {
        ...outside,
        async fetch(url, call) {
          const told = await outside.fetch(url, call);
          if (!String(url).includes('/v1/inbound/carriers/') || !told.ok) return told;
          if (!weather.strikes('outside contradicts')) return told;
          const scans = JSON.parse(call.body) as Scans;
          if (scans.events.some(({ code }) => code in contrary)) reached();
          const events = scans.events.map((scan) => ({
            ...scan,
            eventId: `${scan.eventId}-contrary`,
            code: contrary[scan.code] ?? scan.code,
          }));
          const body = JSON.stringify({ ...scans, events });
          // Nobody waits for its answer, and it is not said again.
          await outside
            .fetch(url, { ...call, body, headers: { ...call.headers, ...signed(body, now()) } })
            .catch(() => undefined);
          return told;
        },
      };
    },
  };
}

function signed(body: string, at: number): Readonly<Record<string, string>> {
  const mac = createHmac('sha256', carrierSecret).update(`${at}.`).update(body).digest('hex');
  return { 'portolan-signature': `t=${at},v1=${mac}` };
}
