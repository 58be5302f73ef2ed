import type { Complete } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import { TrackingDefinition } from '@portolan/contracts/tracking/v1/tracking';
import { refuse } from '@portolan/eventsourcing';
import {
  answered,
  type Call,
  type GrpcBinding,
  listRefusedMessages,
  RefusedError,
  type Runtime,
  receive,
  serve,
  servicesOnly,
} from '@portolan/service';
import { readCarrierMessage } from '../adapters/carrier-message.ts';
import { inbound } from '../inbound/inbound.ts';
import { type ShipmentDocument, shipmentCollection, shipments } from '../projections/shipments.ts';
import type { ExceptionCodes } from '../shipment/exceptions.ts';
import { type ShipmentCommand, shipment, shipmentId } from '../shipment/shipment.ts';

/** Commands and queries of tracking. */
export function trackingApi(runtime: Runtime, exceptions?: ExceptionCodes): GrpcBinding {
  const { commands, documents } = runtime;
  const execute = async (command: Exclude<ShipmentCommand, { type: 'Register' }>, call: Call) => {
    servicesOnly(call);
    const id = command.shipmentId;
    return answered(await commands.execute(shipment, id, command, call.context), id);
  };
  return serve(TrackingDefinition, {
    registerShipment: async (request, call) => {
      servicesOnly(call);
      const id = shipmentId(call.context.tenant, request.parcelId);
      const registration = { shipmentId: id, ...request };
      return answered(await commands.execute(shipment, id, { type: 'Register', registration }, call.context), id);
    },

    handOver: (request, call) => execute({ type: 'HandOver', ...request }, call),

    cancelShipment: (request, call) => execute({ type: 'Cancel', ...request }, call),

    retryLabel: (request, call) => execute({ type: 'RetryLabel', ...request }, call),

    retryHandover: (request, call) => execute({ type: 'RetryHandover', ...request }, call),

    getShipment: async ({ id, atLeastVersion }, { caller }) => {
      if (atLeastVersion > 0n) await waitFor(runtime, caller.tenant, id, Number(atLeastVersion));
      const found = await documents.get<ShipmentDocument>(shipmentCollection, caller.tenant, id);
      if (found === undefined) throw new RefusedError(refuse('SHIPMENT_NOT_FOUND', { shipmentId: id }));
      return found;
    },

    receiveMessage: ({ carrier, body }, call) => {
      const command = (messageId: string, raw: Complete<Sealed>) => {
        const message = { messageId, carrier, raw, ...readCarrierMessage(body, exceptions) };
        return { type: 'Receive', message } as const;
      };
      return receive(runtime, inbound, { from: carrier, body, command }, call);
    },

    listRefusedMessages: listRefusedMessages(runtime),
  });
}

async function waitFor(runtime: Runtime, tenant: string, id: string, version: number): Promise<void> {
  // Nobody waits for what will never be theirs.
  const known = await runtime.commands.load(shipment, tenant, id);
  if (known.version === 0) throw new RefusedError(refuse('SHIPMENT_NOT_FOUND', { shipmentId: id }));
  const stream = `${tenant}/${shipment.name}/${id}`;
  if (await runtime.visible(shipments.name, stream, version)) return;
  throw new RefusedError(refuse('NOT_YET_VISIBLE', { stream, version: String(version) }));
}
