import { createHash } from 'node:crypto';
import { type PostOptions, post } from '@portolan/service';
import type { Delivery, Zone } from '../processes/zone.ts';
import { inv101, sas121 } from './zone-write.ts';

export interface ZoneOptions extends PostOptions {
  readonly url: string;
}

// What says that these bytes will never be taken. Of the rest (no such user, no such address, busy) nothing is final:
// it is sent again, and the request waits where operations sees it.
const finalRefusals = new Set([400, 409, 413, 415, 422]);

/** The zone's system over HTTP: one POST per message. The same message always goes out as the same bytes. */
export function zoneAt(options: ZoneOptions): Zone {
  return {
    fileList: (list, site, at) => deliver(inv101(list, site, at), options),
    requestPass: (pass, site, at) => deliver(sas121(pass, site, at), options),
  };
}

async function deliver(body: string, options: ZoneOptions): Promise<Delivery> {
  const headers = { 'content-type': 'application/xml; charset=utf-8' };
  const { status, ok } = await post(`${options.url}/messages`, headers, body, options);
  if (ok) return { taken: true, sha256: createHash('sha256').update(body).digest('hex') };
  if (finalRefusals.has(status)) return { taken: false, status: `HTTP ${status}` };
  throw new Error(`the zone answered HTTP ${status}`);
}
