import { createHash } from 'node:crypto';
import type { Complete } from '@portolan/contracts';
import { type ReceiveCarrierMessageRequest, TrackingDefinition } from '@portolan/contracts/tracking/v1/tracking';
import type { CommandContext } from '@portolan/engine';
import { madeId, madeTraceparent, refuse } from '@portolan/eventsourcing';
import {
  answered,
  type Call,
  type GrpcBinding,
  RefusedError,
  type Runtime,
  serve,
  servicesOnly,
} from '@portolan/service';
import { readCarrierMessage } from '../adapters/carrier-message.ts';
import { inbound, inboundTenant } from '../inbound/inbound.ts';
import { type RefusedDocument, refusedCollection } from '../projections/refused.ts';
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

    receiveMessage: (request) => receive(runtime, request, exceptions),

    listRefusedMessages: async ({ page }, { caller }) => {
      const limit = Math.min(page.limit > 0 ? page.limit : 50, 200);
      const after = page.cursor === '' ? undefined : page.cursor;
      const latestFirst = { collection: refusedCollection, index: 'byTime', descending: true };
      const found = await documents.find<RefusedDocument>({
        ...latestFirst,
        tenant: caller.tenant,
        limit: limit + 1,
        after,
      });
      const shown = found.slice(0, limit);
      return {
        messages: shown.map(({ document }) => document),
        nextCursor: found.length > limit ? (shown.at(-1)?.cursor ?? '') : '',
      };
    },
  });
}

/** Keeps what a carrier pushed, readable or not. The same bytes again are the same message, and change nothing. */
async function receive(
  runtime: Runtime,
  { carrier, body }: Complete<ReceiveCarrierMessageRequest>,
  exceptions: ExceptionCodes | undefined,
) {
  const messageId = madeId('message', carrier, createHash('sha256').update(body).digest('hex'));
  const { state, version } = await runtime.commands.load(inbound, inboundTenant, messageId);
  if (state.received === 'not') {
    const raw = await runtime.vault.sealBytes(inboundTenant, messageId, 'raw', body);
    const message = { messageId, carrier, raw, ...readCarrierMessage(body, exceptions) };
    const context = contextOf(messageId);
    answered(await runtime.commands.execute(inbound, messageId, { type: 'Receive', message }, context), messageId);
    return receipt(runtime, messageId);
  }
  return reply(messageId, state, version);
}

async function receipt(runtime: Runtime, messageId: string) {
  const { state, version } = await runtime.commands.load(inbound, inboundTenant, messageId);
  return reply(messageId, state, version);
}

function reply(messageId: string, { flaw }: typeof inbound.initial, version: number) {
  if (flaw !== undefined) throw new RefusedError(refuse('INVALID_MESSAGE', { ...flaw, messageId }));
  return { id: messageId, stream: `${inboundTenant}/${inbound.name}/${messageId}`, version: BigInt(version) };
}

// Made from the message alone: whoever carried it here, it is the same command.
function contextOf(messageId: string): CommandContext {
  const commandId = madeId('command', messageId);
  return {
    tenant: inboundTenant,
    commandId,
    requestHash: '',
    correlation: '',
    causation: messageId,
    traceparent: madeTraceparent(messageId, commandId),
  };
}

async function waitFor(runtime: Runtime, tenant: string, id: string, version: number): Promise<void> {
  // Nobody waits for what will never be theirs.
  const known = await runtime.commands.load(shipment, tenant, id);
  if (known.version === 0) throw new RefusedError(refuse('SHIPMENT_NOT_FOUND', { shipmentId: id }));
  const stream = `${tenant}/${shipment.name}/${id}`;
  if (await runtime.visible(shipments.name, stream, version)) return;
  throw new RefusedError(refuse('NOT_YET_VISIBLE', { stream, version: String(version) }));
}
