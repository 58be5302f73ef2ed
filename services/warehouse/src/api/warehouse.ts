import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { CommandContext } from '@portolan/engine';
import { madeId, refuse } from '@portolan/eventsourcing';
import {
  answered,
  type Call,
  type GrpcBinding,
  RefusedError,
  type Runtime,
  serve,
  servicesOnly,
} from '@portolan/service';
import type { Aggregates } from '../aggregates.ts';
import { deliveryId } from '../delivery/delivery.ts';
import { type ParcelCommand, parcelId } from '../parcel/parcel.ts';
import type { OperatorOf } from '../sites.ts';
import { queries } from './queries.ts';

/** Commands and queries of the warehouse. Who may do what is decided in the aggregates; here only who calls. */
export function warehouseApi(runtime: Runtime, all: Aggregates, operatorOf: OperatorOf): GrpcBinding {
  const { commands } = runtime;
  const handle = async (command: Extract<ParcelCommand, { readonly by: string }>, call: Call) => {
    const parcel = await ownerOf(runtime, all, call, command.parcelId);
    const context: CommandContext = { ...call.context, tenant: parcel.owner, correlation: parcel.orderId };
    return answered(await commands.execute(all.parcel, command.parcelId, command, context), command.parcelId);
  };
  return serve(WarehouseDefinition, {
    receiveGoods: async (request, call) => {
      const { caller, context } = call;
      if (caller.role !== 'zone_operator') throw noWarehouse(request.warehouseId);
      const id = deliveryId(caller.tenant, context.commandId);
      const count = { type: 'Count', by: caller.tenant, deliveryId: id, ...request } as const;
      return answered(await commands.execute(all.delivery, id, count, context), id);
    },

    planParcel: async (request, call) => {
      servicesOnly(call);
      const { context } = call;
      const id = parcelId(context.tenant, request.orderId);
      const planned = { parcelId: id, ...request };
      const reply = answered(await commands.execute(all.parcel, id, { type: 'Plan', planned }, context), id);
      const { warehouseId, orderId, orderNo } = request;
      const announced = { parcelId: id, warehouseId, owner: context.tenant, orderId, orderNo };
      const telling = { ...context, tenant: operatorOf(warehouseId) ?? '', requestHash: '' };
      const commandId = madeId('command', context.commandId, 'announce');
      await commands.execute(all.announcement, id, { type: 'Announce', announced }, { ...telling, commandId });
      return reply;
    },

    pickParcel: (request, call) => handle({ type: 'Pick', by: call.caller.tenant, ...request }, call),
    packParcel: (request, call) => handle({ type: 'Pack', by: call.caller.tenant, ...request }, call),
    dispatchParcel: (request, call) => handle({ type: 'Dispatch', by: call.caller.tenant, ...request }, call),

    authoriseDispatch: async (request, call) => {
      servicesOnly(call);
      const authorise = { type: 'AuthoriseDispatch', ...request } as const;
      const outcome = await commands.execute(all.parcel, request.parcelId, authorise, call.context);
      return answered(outcome, request.parcelId);
    },

    ...queries(runtime, all),
  });
}

/** Whose parcel it is that an operator calls about. Not from a projection: an operator's stream says it at once. */
async function ownerOf(runtime: Runtime, all: Aggregates, { caller }: Call, id: string) {
  const { state } = await runtime.commands.load(all.announcement, caller.tenant, id);
  if (caller.role !== 'zone_operator' || state.owner === '') {
    throw new RefusedError(refuse('PARCEL_NOT_FOUND', { parcelId: id }));
  }
  return state;
}

const noWarehouse = (warehouseId: string) => new RefusedError(refuse('WAREHOUSE_NOT_FOUND', { warehouseId }));
