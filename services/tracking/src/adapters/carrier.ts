import type { MachineClock } from '@portolan/engine';
import { decimal, parseMoney } from '@portolan/money';
import { z } from 'zod';
import type { Carrier, Carriers, Refused } from '../shipment/carrier.ts';
import { normalised } from '../waybill/s10.ts';

const labelReply = z.object({
  waybillNo: z.string().min(1).max(40),
  freight: z.object({ amount: z.string(), currency: z.string() }),
});

const manifestReply = z.object({ manifestNo: z.string().min(1).max(64) });

const deadlineMs = 10_000;

// What a carrier says about the request itself. Of the rest (no such key, no such address, busy) nothing is final: it
// is asked again, and the request waits where operations sees it.
const labelRefusals = new Set([400, 422]);
// 404: it knows no label of that number.
const manifestRefusals = new Set([400, 404, 422]);

/** Carriers by name. An address is absolute, or stands below `base`. */
export function carriersAt(base: string, addresses: Readonly<Record<string, string>>, machine: MachineClock): Carriers {
  const known = new Map(
    Object.entries(addresses).map(([name, address]) => [
      name,
      carrierAt(String(new URL(address, slashed(base))), machine),
    ]),
  );
  return (name) => known.get(name);
}

/**
 * A carrier's JSON over HTTP: POST /labels, POST /labels/{waybillNo}/void and POST /manifests. Its error texts are not
 * kept: they may name people.
 */
export function carrierAt(url: string, machine: MachineClock): Carrier {
  const post = async (path: string, key: string, body: unknown): Promise<Response> => {
    const abort = new AbortController();
    const cancel = machine.after(deadlineMs, () => abort.abort());
    try {
      const response = await fetch(new URL(path, slashed(url)), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
        signal: abort.signal,
      });
      // Node lets no answer of these statuses have a body.
      const text = [204, 205, 304].includes(response.status) ? null : await response.text();
      return new Response(text, { status: response.status });
    } finally {
      cancel();
    }
  };

  return {
    async issueLabel(key, { declaredValue, ...request }) {
      const value = { amount: decimal(declaredValue), currency: declaredValue.currency };
      const response = await post('labels', key, { ...request, declaredValue: value });
      if (labelRefusals.has(response.status)) return refused(response);
      const { waybillNo, freight } = labelReply.parse(await answer(response, 'POST /labels'));
      return {
        kind: 'issued',
        waybillNo: normalised(waybillNo),
        freight: parseMoney(freight.amount, freight.currency),
      };
    },

    async takeManifest(key, shipmentId, waybillNo) {
      const response = await post('manifests', key, { shipmentId, waybillNo });
      if (manifestRefusals.has(response.status)) return refused(response);
      const { manifestNo } = manifestReply.parse(await answer(response, 'POST /manifests'));
      return { kind: 'taken', manifestNo };
    },

    async voidLabel(key, waybillNo) {
      const { ok, status } = await post(`labels/${encodeURIComponent(waybillNo)}/void`, key, {});
      if (!ok && status !== 404) throw new Error(`the carrier answered the voiding of a label with HTTP ${status}`);
    },
  };
}

const slashed = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

const refused = ({ status }: Response): Refused => ({
  kind: 'refused',
  flaws: [{ field: 'status', reason: `HTTP ${status}` }],
});

async function answer(response: Response, asked: string): Promise<unknown> {
  if (!response.ok) throw new Error(`the carrier answered ${asked} with HTTP ${response.status}`);
  return response.json();
}
