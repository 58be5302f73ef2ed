import { type Only, outside, type TrackingEvent } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import type { Commands, Outcome, RequestContext, Requests } from '@portolan/engine';
import { RefusedError, type ServiceClient } from '@portolan/service';
import type { Carriers, LabelAnswer, ManifestAnswer, Refused } from '../shipment/carrier.ts';
import { type Registration, type Shipment, shipment } from '../shipment/shipment.ts';
import { waybill, waybillId } from '../waybill/waybill.ts';

type People = ServiceClient<PeopleDefinition>;

type Asking = Only<
  TrackingEvent,
  'ShipmentRegistered' | 'LabelRetried' | 'ShipmentHandedOver' | 'HandoverRetried' | 'ShipmentCancelled'
>;

/**
 * What a shipment asks of its carrier: a label when it is registered, a place on the manifest when it is handed over,
 * each again when it is told to, and that its label be void when it is called off. The requests of a shipment go out one
 * after another, so whatever was asked before is answered by then.
 */
export function carrying(commands: Commands, people: People, carriers: Carriers): Requests<Asking> {
  const stateOf = async (tenant: string, shipmentId: string): Promise<Shipment> =>
    (await commands.load(shipment, tenant, shipmentId)).state;
  const label = labels(people, carriers);

  return {
    name: 'tracking.carrier.v1',
    on: {
      ShipmentRegistered: ({ data, meta }, request) => label(data, keyOf(data.shipmentId, 0), meta.tenant, request),

      LabelRetried: async ({ data, meta }, request) => {
        const { registration, waybillNo, ended } = await stateOf(meta.tenant, data.shipmentId);
        if (registration === undefined || waybillNo !== '' || ended === 'CANCELLED') return;
        await label(registration, keyOf(data.shipmentId, data.attempt), meta.tenant, request);
      },

      ShipmentHandedOver: async ({ data, meta }, request) =>
        manifest(await stateOf(meta.tenant, data.shipmentId), keyOf(data.shipmentId, 0), carriers, request),

      HandoverRetried: async ({ data, meta }, request) => {
        const state = await stateOf(meta.tenant, data.shipmentId);
        if (state.manifestNo !== '') return;
        await manifest(state, keyOf(data.shipmentId, data.attempt), carriers, request);
      },

      ShipmentCancelled: async ({ data, meta }) => {
        const { registration, waybillNo } = await stateOf(meta.tenant, data.shipmentId);
        if (registration === undefined || waybillNo === '') return;
        await carriers(registration.carrier)?.voidLabel(`${data.shipmentId}:void`, waybillNo);
      },
    },
  };
}

// A new attempt is a new question to the carrier: under the first key it would only repeat its first answer.
const keyOf = (shipmentId: string, attempt: number): string =>
  attempt === 0 ? shipmentId : `${shipmentId}:${attempt}`;

function labels(people: People, carriers: Carriers) {
  return async (data: Registration, key: string, tenant: string, request: RequestContext): Promise<void> => {
    const answer = await askForLabel(data, key, people, carriers, request);
    const { shipmentId, orderId } = data;
    if (answer.kind === 'refused') return refuseLabel(shipmentId, answer.flaws, request);
    const { waybillNo, freight } = answer;
    const assigned = { waybillNo, carrier: data.carrier, shipmentId, orderId, owner: tenant };
    const numbers = { tenant: outside };
    const known = await request.execute(
      waybill,
      waybillId(data.carrier, waybillNo),
      { type: 'Assign', assigned },
      numbers,
    );
    if (!known.ok) return refuseLabel(shipmentId, [{ field: 'waybillNo', reason: known.refusal.refused }], request);
    accepted(await request.execute(shipment, shipmentId, { type: 'IssueLabel', shipmentId, waybillNo, freight }));
  };
}

async function askForLabel(
  data: Registration,
  key: string,
  people: People,
  carriers: Carriers,
  { context }: RequestContext,
): Promise<LabelAnswer> {
  const { shipmentId, orderNo, grossWeight, packs, declaredValue } = data;
  const carrier = carriers(data.carrier);
  if (carrier === undefined) return notConnected(data.carrier);
  try {
    const purpose = `label of shipment ${shipmentId}`;
    const { person } = await people.openPerson({ person: data.consignee, purpose }, context);
    const { name, phone, email, address } = person;
    const consignee = { name, phone, email, address };
    const label = { shipmentId, reference: orderNo, consignee, grossWeight, packs, declaredValue };
    return await carrier.issueLabel(key, label);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { kind: 'refused', flaws: [{ field: 'consignee', reason: error.refusal.refused }] };
  }
}

async function manifest(
  { registration, waybillNo }: Shipment,
  key: string,
  carriers: Carriers,
  request: RequestContext,
): Promise<void> {
  if (registration === undefined) return;
  const { shipmentId } = registration;
  const carrier = carriers(registration.carrier);
  const answer: ManifestAnswer =
    carrier === undefined ? notConnected(registration.carrier) : await carrier.takeManifest(key, shipmentId, waybillNo);
  const told =
    answer.kind === 'refused'
      ? ({ type: 'RefuseHandover', shipmentId, flaws: answer.flaws } as const)
      : ({ type: 'ConfirmHandover', shipmentId, manifestNo: answer.manifestNo } as const);
  accepted(await request.execute(shipment, shipmentId, told));
}

const notConnected = (carrier: string): Refused => ({
  kind: 'refused',
  flaws: [{ field: 'carrier', reason: `${carrier} is not connected` }],
});

async function refuseLabel(shipmentId: string, flaws: readonly Flaw[], request: RequestContext): Promise<void> {
  accepted(await request.execute(shipment, shipmentId, { type: 'RefuseLabel', shipmentId, flaws }));
}

/** @throws Error where a shipment refuses what its carrier did: the request stays open and is seen there. */
function accepted(outcome: Outcome): void {
  if (!outcome.ok) throw new Error(`${outcome.stream} refused what its carrier did: ${outcome.refusal.refused}`);
}
