import type { MachineClock } from '@portolan/engine';
import { decimal, parseMoney } from '@portolan/money';
import { z } from 'zod';
import type { Carrier } from '../shipment/carrier.ts';
import { normalised } from '../waybill/s10.ts';

const labelReply = z.object({
  waybillNo: z.string().min(1).max(40),
  freight: z.object({ amount: z.string(), currency: z.string() }),
});

const manifestReply = z.object({ manifestNo: z.string().min(1).max(64) });

const deadlineMs = 10_000;

// What a carrier answers when it is busy rather than unwilling.
const passing = new Set([408, 409, 425, 429]);

/** A carrier's JSON over HTTP: POST /labels and POST /manifests. Its error texts are not kept: they may name people. */
export function carrierAt(url: string, machine: MachineClock): Carrier {
  const post = async (path: string, key: string, body: unknown): Promise<Response> => {
    const abort = new AbortController();
    const cancel = machine.after(deadlineMs, () => abort.abort());
    try {
      const response = await fetch(new URL(path, url.endsWith('/') ? url : `${url}/`), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
        signal: abort.signal,
      });
      return new Response(await response.text(), { status: response.status });
    } finally {
      cancel();
    }
  };

  return {
    async issueLabel({ shipmentId, declaredValue, ...request }) {
      const value = { amount: decimal(declaredValue), currency: declaredValue.currency };
      const response = await post('labels', shipmentId, { ...request, shipmentId, declaredValue: value });
      const { status } = response;
      if (status >= 400 && status < 500 && !passing.has(status)) {
        return { kind: 'refused', flaws: [{ field: 'status', reason: `HTTP ${status}` }] };
      }
      const { waybillNo, freight } = labelReply.parse(await answer(response, 'POST /labels'));
      return {
        kind: 'issued',
        waybillNo: normalised(waybillNo),
        freight: parseMoney(freight.amount, freight.currency),
      };
    },

    async takeManifest(shipmentId, waybillNo) {
      const response = await post('manifests', shipmentId, { shipmentId, waybillNo });
      return manifestReply.parse(await answer(response, 'POST /manifests')).manifestNo;
    },
  };
}

async function answer(response: Response, asked: string): Promise<unknown> {
  if (!response.ok) throw new Error(`the carrier answered ${asked} with HTTP ${response.status}`);
  return response.json();
}
