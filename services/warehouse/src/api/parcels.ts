import type { Complete } from '@portolan/contracts';
import type * as Warehouse from '@portolan/contracts/warehouse/v1/warehouse';
import type { CommandContext } from '@portolan/engine';
import { answered, type Call, type Runtime, servicesOnly } from '@portolan/service';
import type { Aggregates } from '../aggregates.ts';
import { type ParcelCommand, parcelId } from '../parcel/parcel.ts';
import type { OperatorOf } from '../sites.ts';
import { announce, announcedTo } from './announcing.ts';

/** Commands on parcels. Who may do what is decided in the aggregate; here only who calls. */
export function parcelCommands(runtime: Runtime, all: Aggregates, operatorOf: OperatorOf) {
  const { commands } = runtime;
  const handle = async (command: Extract<ParcelCommand, { readonly by: string }>, call: Call) => {
    const parcel = await announcedTo(runtime, all, call, 'PARCEL_NOT_FOUND', { parcelId: command.parcelId });
    const context: CommandContext = { ...call.context, tenant: parcel.owner, correlation: parcel.orderId };
    return answered(await commands.execute(all.parcel, command.parcelId, command, context), command.parcelId);
  };
  const service = async (
    command: Extract<ParcelCommand, { type: 'AuthoriseDispatch' | 'RevokeDispatch' | 'Cancel' }>,
    call: Call,
  ) => {
    servicesOnly(call);
    return answered(await commands.execute(all.parcel, command.parcelId, command, call.context), command.parcelId);
  };
  return {
    planParcel: async (request: Complete<Warehouse.PlanParcelRequest>, call: Call) => {
      servicesOnly(call);
      const owner = call.context.tenant;
      const id = parcelId(owner, request.orderId);
      const plan = { type: 'Plan', planned: { parcelId: id, ...request } } as const;
      const reply = answered(await commands.execute(all.parcel, id, plan, call.context), id);
      const { warehouseId, orderId, orderNo } = request;
      const data = { parcelId: id, warehouseId, owner, orderId, orderNo };
      await announce(runtime, all, call, operatorOf(warehouseId), id, { type: 'ParcelAnnounced', data });
      return reply;
    },

    pickParcel: ({ parcelId }: Complete<Warehouse.PickParcelRequest>, call: Call) =>
      handle({ type: 'Pick', by: call.caller.tenant, parcelId }, call),

    packParcel: (request: Complete<Warehouse.PackParcelRequest>, call: Call) =>
      handle({ type: 'Pack', by: call.caller.tenant, ...request }, call),

    dispatchParcel: ({ parcelId }: Complete<Warehouse.DispatchParcelRequest>, call: Call) =>
      handle({ type: 'Dispatch', by: call.caller.tenant, parcelId }, call),

    authoriseDispatch: (request: Complete<Warehouse.AuthoriseDispatchRequest>, call: Call) =>
      service({ type: 'AuthoriseDispatch', ...request }, call),

    revokeDispatch: (request: Complete<Warehouse.RevokeDispatchRequest>, call: Call) =>
      service({ type: 'RevokeDispatch', ...request }, call),

    cancelParcel: ({ parcelId, reason }: Complete<Warehouse.CancelParcelRequest>, call: Call) =>
      service({ type: 'Cancel', parcelId, reason }, call),
  };
}
