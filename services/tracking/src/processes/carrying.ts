import type { Only, TrackingEvent } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import type { Commands, Outcome, RequestContext, Requests } from '@portolan/engine';
import { RefusedError, type ServiceClient } from '@portolan/service';
import type { Carrier, LabelAnswer } from '../shipment/carrier.ts';
import { type Registration, shipment } from '../shipment/shipment.ts';
import { waybill, waybillId, waybillTenant } from '../waybill/waybill.ts';

type People = ServiceClient<PeopleDefinition>;

/** What a shipment asks of its carrier: a label when it is registered, a place on the manifest when it is handed over. */
export function carrying(
  commands: Commands,
  people: People,
  carrier: Carrier,
): Requests<Only<TrackingEvent, 'ShipmentRegistered' | 'ShipmentHandedOver'>> {
  return {
    name: 'tracking.carrier.v1',
    on: {
      ShipmentRegistered: async ({ data, meta }, request) => {
        const answer = await askForLabel(data, people, carrier, request);
        const { shipmentId, orderId } = data;
        if (answer.kind === 'refused') return refuseLabel(shipmentId, answer.flaws, request);
        const { waybillNo, freight } = answer;
        const assigned = { waybillNo, carrier: data.carrier, shipmentId, orderId, owner: meta.tenant };
        const id = waybillId(data.carrier, waybillNo);
        const numbers = { tenant: waybillTenant };
        const known = await request.execute(waybill, id, { type: 'Assign', assigned }, numbers);
        if (!known.ok) {
          return refuseLabel(shipmentId, [{ field: 'waybillNo', reason: known.refusal.refused }], request);
        }
        accepted(await request.execute(shipment, shipmentId, { type: 'IssueLabel', shipmentId, waybillNo, freight }));
      },

      ShipmentHandedOver: async ({ data, meta }, request) => {
        const { shipmentId } = data;
        const { state } = await commands.load(shipment, meta.tenant, shipmentId);
        const answer = await carrier.takeManifest(shipmentId, state.waybillNo);
        const told =
          answer.kind === 'refused'
            ? ({ type: 'RefuseHandover', shipmentId, flaws: answer.flaws } as const)
            : ({ type: 'ConfirmHandover', shipmentId, manifestNo: answer.manifestNo } as const);
        accepted(await request.execute(shipment, shipmentId, told));
      },
    },
  };
}

async function askForLabel(data: Registration, people: People, carrier: Carrier, { context }: RequestContext) {
  const { shipmentId, orderNo, grossWeight, packs, declaredValue } = data;
  try {
    const purpose = `label of shipment ${shipmentId}`;
    const { person } = await people.openPerson({ person: data.consignee, purpose }, context);
    const label = { shipmentId, reference: orderNo, consignee: person, grossWeight, packs, declaredValue };
    return await carrier.issueLabel(label);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const refused: LabelAnswer = {
      kind: 'refused',
      flaws: [{ field: 'consignee', reason: error.refusal.refused }],
    };
    return refused;
  }
}

async function refuseLabel(shipmentId: string, flaws: readonly Flaw[], request: RequestContext): Promise<void> {
  accepted(await request.execute(shipment, shipmentId, { type: 'RefuseLabel', shipmentId, flaws }));
}

/** @throws Error where a shipment refuses what its carrier did: the request stays open and is seen there. */
function accepted(outcome: Outcome): void {
  if (!outcome.ok) throw new Error(`${outcome.stream} refused what its carrier did: ${outcome.refusal.refused}`);
}
