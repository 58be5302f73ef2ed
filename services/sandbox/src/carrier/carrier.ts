import { createHash } from 'node:crypto';
import type { CollectionSpec, Transaction } from '@portolan/store';
import { z } from 'zod';
import { later } from '../chance.ts';
import { bears } from '../faults.ts';
import { hitsOnce } from '../played.ts';
import { tenant } from '../tenant.ts';
import { type Answer, flawed, refused, type World } from '../world.ts';
import { type CarrierProfile, carrierNamed, waybillNumber } from './carriers.ts';
import { givenUp, journey, type Lane, type Pen, type Told } from './scans.ts';

export const carrierCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Labels by Idempotency-Key; `requests` counts how often it was asked for. */
  labels: { indexes: { byParcel: ['shipmentId'], byWaybill: ['waybillNo'] } },
  manifests: {},
};

type Label = {
  readonly [field: string]: unknown;
  readonly carrier: string;
  readonly shipmentId: string;
  readonly reference: string;
  readonly waybillNo: string;
  readonly freight: { readonly amount: string; readonly currency: string };
  readonly lane: Lane;
  /** Of the consignee's name: the carrier's own books name nobody in clear. */
  readonly consigneeHash: string;
  readonly signature: string;
  readonly requests: number;
  readonly voided: boolean;
};

const labelRequest = z.object({
  reference: z.string().min(1).max(64),
  shipmentId: z.string().min(1).max(64),
  consignee: z.looseObject({ name: z.string().min(1) }),
  grossWeight: z.string().regex(/^\d+(\.\d{1,3})?$/, 'is no weight in kilograms'),
  packs: z.number().int().min(1),
  declaredValue: z.object({ amount: z.string(), currency: z.string().length(3) }),
});

const manifestRequest = z.object({ shipmentId: z.string().min(1), waybillNo: z.string().min(1) });

// What parcel post does not take goes by freight.
const parcelGrams = 30_000;

/** POST /{carrier}/labels: one label per Idempotency-Key, the same one again for a repeated request. */
export async function issueLabel(world: World, carrier: string, key: string, body: unknown): Promise<Answer> {
  const request = labelRequest.safeParse(body);
  const profile = carrierNamed(carrier);
  if (profile === undefined) return refused(404, `no carrier ${carrier}`, 'carrier');
  if (key === '') return refused(400, 'is missing', 'Idempotency-Key');
  if (!request.success) return flawed(request.error);
  const { shipmentId, reference, consignee, grossWeight } = request.data;
  return world.runtime.documents.transact(async (transaction) => {
    if (bears(reference, 'carrier-label') && (await hitsOnce(transaction, 'carrier-label', shipmentId, key))) {
      return refused(422, 'the address cannot be served', 'consignee');
    }
    const before = await transaction.get<Label>('labels', tenant, key);
    const grams = Math.ceil(Number(grossWeight) * 1000);
    const label: Label = before ?? {
      carrier,
      shipmentId,
      reference,
      waybillNo: await unusedNumber(world, transaction, profile, reference, shipmentId),
      freight: freightOf(profile, grams),
      lane: profile.lane === 'international' && grams > parcelGrams ? 'freight' : profile.lane,
      consigneeHash: createHash('sha256').update(`${key}${consignee.name}`).digest('hex'),
      signature: initials(consignee.name),
      requests: 0,
      voided: false,
    };
    await transaction.put('labels', tenant, key, { ...label, requests: label.requests + 1 });
    return { status: 200, body: { waybillNo: label.waybillNo, freight: label.freight } };
  });
}

function freightOf({ base, perHundredGrams, currency }: CarrierProfile, grams: number) {
  return { amount: (base + Math.ceil(grams / 100) * perHundredGrams).toFixed(2), currency };
}

/** POST /{carrier}/labels/{waybillNo}/void: the label counts no more; not once the parcel is on a manifest. */
export async function voidLabel(world: World, carrier: string, waybillNo: string): Promise<Answer> {
  return world.runtime.documents.transact(async (transaction) => {
    const found = await labelOf(transaction, carrier, waybillNo);
    if (found === undefined) return refused(404, 'no label of this waybill number', 'waybillNo');
    if ((await transaction.get('manifests', tenant, waybillNo)) !== undefined) {
      return refused(409, 'the parcel is in our hands', 'waybillNo');
    }
    await transaction.put('labels', tenant, found.id, { ...found.document, voided: true });
    return { status: 200, body: { voided: true } };
  });
}

/** POST /{carrier}/manifests: the parcel is in the carrier's hands; its scans follow. */
export async function takeManifest(world: World, carrier: string, key: string, body: unknown): Promise<Answer> {
  const request = manifestRequest.safeParse(body);
  if (key === '') return refused(400, 'is missing', 'Idempotency-Key');
  if (!request.success) return flawed(request.error);
  const { waybillNo } = request.data;
  return world.runtime.documents.transact(async (transaction) => {
    const found = await labelOf(transaction, carrier, waybillNo);
    if (found === undefined) return refused(404, 'no label of this waybill number', 'waybillNo');
    const { shipmentId, reference, voided } = found.document;
    if (voided) return refused(422, 'the label was made void', 'waybillNo');
    if (bears(reference, 'carrier-handover') && (await hitsOnce(transaction, 'carrier-handover', shipmentId, key))) {
      return refused(422, 'the parcel is not as announced', 'waybillNo');
    }
    const manifestNo = `M${waybillNo.slice(2, 11)}`;
    if ((await transaction.get('manifests', tenant, waybillNo)) === undefined) {
      await transaction.put('manifests', tenant, waybillNo, { manifestNo, shipmentId });
      await planScans(world, transaction, found.document);
    }
    return { status: 200, body: { manifestNo } };
  });
}

async function planScans(world: World, transaction: Transaction, label: Label): Promise<void> {
  const { carrier, waybillNo, reference } = label;
  const from = world.runtime.clock.now();
  const delay = (what: string, low: number, high: number) =>
    world.chance.between(low, high, 'carrier', reference, what);
  await world.pushes.plan(
    transaction,
    wayOf(label, { waybillNo, from, delay, signedBy: label.signature }).map(({ name, afterMs, event }) => ({
      key: `carrier:${waybillNo}:${name}`,
      due: later(from, afterMs),
      source: 'carriers' as const,
      path: `carriers/${carrier}`,
      contentType: 'application/json',
      body: JSON.stringify({ delivery: name, events: [event] }),
    })),
  );
}

function wayOf({ reference, lane }: Label, pen: Pen): readonly Told[] {
  const way = journey(lane, pen);
  if (bears(reference, 'carrier-lost')) return givenUp(way, pen, 'Exception_013');
  return bears(reference, 'carrier-damaged') ? givenUp(way, pen, 'Exception_012') : way;
}

async function labelOf(transaction: Transaction, carrier: string, waybillNo: string) {
  const equals = [waybillNo];
  const query = { collection: 'labels', tenant, index: 'byWaybill', equals, limit: 1 };
  const [found] = await transaction.find<Label>(query);
  return found?.document.carrier === carrier ? found : undefined;
}

/** A number that no other label bears: of the reference where it is free, else of the shipment as well. */
async function unusedNumber(
  world: World,
  transaction: Transaction,
  { service, country }: CarrierProfile,
  reference: string,
  shipmentId: string,
) {
  for (let attempt = 0; ; attempt++) {
    const more = attempt === 0 ? [] : [shipmentId, String(attempt)];
    const serial = world.chance.between(1, 99_999_999, 'carrier', reference, 'waybill', ...more);
    const waybillNo = waybillNumber(serial, service, country);
    const equals = [waybillNo];
    const bearers = await transaction.find({ collection: 'labels', tenant, index: 'byWaybill', equals, limit: 1 });
    if (bearers.length === 0) return waybillNo;
  }
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => `${part.slice(0, 1)}.`)
    .join(' ');
}
