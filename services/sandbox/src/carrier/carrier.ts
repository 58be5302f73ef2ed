import { createHash } from 'node:crypto';
import type { CollectionSpec, Transaction } from '@portolan/store';
import { z } from 'zod';
import { tenant } from '../tenant.ts';
import { type Answer, refused, type World } from '../world.ts';
import { journey } from './scans.ts';

export const carrierCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Labels by Idempotency-Key; `requests` counts how often it was asked for. */
  labels: { indexes: { byParcel: ['shipmentId'], byWaybill: ['waybillNo'] } },
  manifests: {},
};

type Label = {
  readonly [field: string]: unknown;
  readonly shipmentId: string;
  readonly reference: string;
  readonly waybillNo: string;
  readonly freight: { readonly amount: string; readonly currency: string };
  /** Of the consignee's name: the carrier's own books name nobody in clear. */
  readonly consigneeHash: string;
  readonly signature: string;
  readonly requests: number;
};

const labelRequest = z.object({
  reference: z.string().min(1).max(64),
  shipmentId: z.string().min(1).max(64),
  consignee: z.looseObject({ name: z.string().min(1) }),
  grossWeight: z.string().regex(/^\d+(\.\d{1,3})?$/),
  packs: z.number().int().min(1),
  declaredValue: z.object({ amount: z.string(), currency: z.string().length(3) }),
});

const manifestRequest = z.object({ shipmentId: z.string().min(1), waybillNo: z.string().min(1) });

/** POST /labels: one label per Idempotency-Key, the same one again for a repeated request. */
export async function issueLabel(world: World, key: string, body: unknown): Promise<Answer> {
  const request = labelRequest.safeParse(body);
  if (key === '') return refused(400, 'Idempotency-Key is missing');
  if (!request.success) return refused(400, z.prettifyError(request.error));
  const { shipmentId, reference, consignee, grossWeight } = request.data;
  return world.runtime.documents.transact(async (transaction) => {
    const before = await transaction.get<Label>('labels', tenant, key);
    const grams = Math.ceil(Number(grossWeight) * 1000);
    const label: Label = before ?? {
      shipmentId,
      reference,
      waybillNo: await unusedNumber(world, transaction, reference, shipmentId),
      freight: { amount: (6.5 + Math.ceil(grams / 100) * 1.1).toFixed(2), currency: 'USD' },
      consigneeHash: createHash('sha256').update(`${key}${consignee.name}`).digest('hex'),
      signature: initials(consignee.name),
      requests: 0,
    };
    await transaction.put('labels', tenant, key, { ...label, requests: label.requests + 1 });
    return { status: 200, body: { waybillNo: label.waybillNo, freight: label.freight } };
  });
}

/** POST /manifests: the parcel is in the carrier's hands; its scans follow. */
export async function takeManifest(world: World, key: string, body: unknown): Promise<Answer> {
  const request = manifestRequest.safeParse(body);
  if (key === '') return refused(400, 'Idempotency-Key is missing');
  if (!request.success) return refused(400, z.prettifyError(request.error));
  const { waybillNo } = request.data;
  return world.runtime.documents.transact(async (transaction) => {
    const [found] = await transaction.find<Label>({
      collection: 'labels',
      tenant,
      index: 'byWaybill',
      equals: [waybillNo],
      limit: 1,
    });
    if (found === undefined) return refused(404, 'no label of this waybill number');
    const manifestNo = `M${waybillNo.slice(2, 11)}`;
    if ((await transaction.get('manifests', tenant, waybillNo)) === undefined) {
      await transaction.put('manifests', tenant, waybillNo, { manifestNo, shipmentId: found.document.shipmentId });
      const now = world.runtime.clock.now();
      const delay = (what: string, low: number, high: number) =>
        world.chance.between(low, high, 'carrier', found.document.reference, what);
      const told = journey(waybillNo, now, found.document.signature, delay);
      await world.pushes.plan(
        transaction,
        told.map(({ name, afterMs, event }) => ({
          key: `carrier:${waybillNo}:${name}`,
          due: new Date(Date.parse(now) + afterMs).toISOString(),
          source: 'carriers' as const,
          path: 'carriers/YANWEN',
          contentType: 'application/json',
          body: JSON.stringify({ delivery: name, events: [event] }),
        })),
      );
    }
    return { status: 200, body: { manifestNo } };
  });
}

/** A number that no other label bears: of the reference where it is free, else of the shipment as well. */
async function unusedNumber(world: World, transaction: Transaction, reference: string, shipmentId: string) {
  for (let attempt = 0; ; attempt++) {
    const more = attempt === 0 ? [] : [shipmentId, String(attempt)];
    const waybillNo = waybillNumber(world.chance.between(1, 99_999_999, 'carrier', reference, 'waybill', ...more));
    const equals = [waybillNo];
    const bearers = await transaction.find({ collection: 'labels', tenant, index: 'byWaybill', equals, limit: 1 });
    if (bearers.length === 0) return waybillNo;
  }
}

/** A UPU S10 number: LX, eight digits, check digit (weights 8 6 4 2 3 5 9 7, mod 11), country. */
export function waybillNumber(serial: number): string {
  const digits = String(serial).padStart(8, '0');
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const rest = 11 - (sum % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return `LX${digits}${check}CN`;
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => `${part.slice(0, 1)}.`)
    .join(' ');
}
