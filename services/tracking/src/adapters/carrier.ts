import { decimal, parseMoney } from '@portolan/money';
import { type Answer, type PostOptions, post } from '@portolan/service';
import { z } from 'zod';
import type { Carrier, Carriers, Refused } from '../shipment/carrier.ts';
import { normalised } from '../waybill/s10.ts';

const labelReply = z.object({
  waybillNo: z.string().min(1).max(40),
  freight: z.object({ amount: z.string(), currency: z.string() }),
});

const manifestReply = z.object({ manifestNo: z.string().min(1).max(64) });

const timeoutMs = 10_000;

/** How a carrier is reached. */
type Line = Omit<PostOptions, 'timeoutMs'>;

// What a carrier says about the request itself. Of the rest (no such key, no such address, busy) nothing is final: it
// is asked again, and the request waits where operations sees it.
const labelRefusals = new Set([400, 422]);
// 404: it knows no label of that number.
const manifestRefusals = new Set([400, 404, 422]);

/** Carriers by name. An address is absolute, or stands below `base`. */
export function carriersAt(base: string, addresses: Readonly<Record<string, string>>, line: Line): Carriers {
  const known = new Map(
    Object.entries(addresses).map(([name, address]) => [
      name,
      carrierAt(String(new URL(address, slashed(base))), line),
    ]),
  );
  return (name) => known.get(name);
}

/**
 * A carrier's JSON over HTTP: POST /labels, POST /labels/{waybillNo}/void and POST /manifests. Its error texts are not
 * kept: they may name people.
 */
export function carrierAt(url: string, line: Line): Carrier {
  const ask = (path: string, key: string, body: unknown): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return post(new URL(path, slashed(url)), headers, JSON.stringify(body), { ...line, timeoutMs });
  };

  return {
    async issueLabel(key, { declaredValue, ...request }) {
      const value = { amount: decimal(declaredValue), currency: declaredValue.currency };
      const response = await ask('labels', key, { ...request, declaredValue: value });
      if (labelRefusals.has(response.status)) return refused(response);
      const { waybillNo, freight } = labelReply.parse(answer(response, 'POST /labels'));
      return {
        kind: 'issued',
        waybillNo: normalised(waybillNo),
        freight: parseMoney(freight.amount, freight.currency),
      };
    },

    async takeManifest(key, shipmentId, waybillNo) {
      const response = await ask('manifests', key, { shipmentId, waybillNo });
      if (manifestRefusals.has(response.status)) return refused(response);
      const { manifestNo } = manifestReply.parse(answer(response, 'POST /manifests'));
      return { kind: 'taken', manifestNo };
    },

    async voidLabel(key, waybillNo) {
      const { ok, status } = await ask(`labels/${encodeURIComponent(waybillNo)}/void`, key, {});
      if (!ok && status !== 404) throw new Error(`the carrier answered the voiding of a label with HTTP ${status}`);
    },
  };
}

const slashed = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

const refused = ({ status }: Answer): Refused => ({
  kind: 'refused',
  flaws: [{ field: 'status', reason: `HTTP ${status}` }],
});

function answer({ ok, status, text }: Answer, asked: string): unknown {
  if (!ok) throw new Error(`the carrier answered ${asked} with HTTP ${status}`);
  return JSON.parse(text);
}
