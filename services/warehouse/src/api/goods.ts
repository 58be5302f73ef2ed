import type { Complete } from '@portolan/contracts';
import type * as Warehouse from '@portolan/contracts/warehouse/v1/warehouse';
import type { CommandContext } from '@portolan/engine';
import { refuse } from '@portolan/eventsourcing';
import { answered, type Call, RefusedError, type Runtime, servicesOnly } from '@portolan/service';
import type { Aggregates } from '../aggregates.ts';
import { deliveryId } from '../delivery/delivery.ts';
import { inboundId } from '../inbound/inbound.ts';
import { type ReturnCommand, returnId } from '../return/return.ts';
import type { OperatorOf } from '../sites.ts';
import { announce, announcedTo } from './announcing.ts';

/** Commands on goods that come: deliveries, goods that an order sends, returns. */
export function goodsCommands(runtime: Runtime, all: Aggregates, operatorOf: OperatorOf) {
  const { commands } = runtime;
  const onReturn = async (command: Extract<ReturnCommand, { readonly by: string }>, call: Call) => {
    const { returnId: id } = command;
    const known = await announcedTo(runtime, all, call, 'RETURN_NOT_FOUND', { returnId: id });
    const context: CommandContext = { ...call.context, tenant: known.owner, correlation: known.orderId };
    return answered(await commands.execute(all.goodsReturn, id, command, context), id);
  };
  return {
    receiveGoods: async (request: Complete<Warehouse.ReceiveGoodsRequest>, { caller, context }: Call) => {
      const { warehouseId } = request;
      if (caller.role !== 'zone_operator') throw new RefusedError(refuse('WAREHOUSE_NOT_FOUND', { warehouseId }));
      const id = deliveryId(caller.tenant, context.commandId);
      const count = { type: 'Count', by: caller.tenant, deliveryId: id, ...request } as const;
      return answered(await commands.execute(all.delivery, id, count, context), id);
    },

    expectGoods: async (request: Complete<Warehouse.ExpectGoodsRequest>, call: Call) => {
      servicesOnly(call);
      const owner = call.context.tenant;
      const id = inboundId(owner, request.warehouseId, request.orderNo);
      const expect = { type: 'Expect', expected: { inboundId: id, owner, ...request } } as const;
      return answered(await commands.execute(all.inbound, id, expect, call.context), id);
    },

    // The stream is the caller's own: nobody closes a case of another merchant.
    resolveDiscrepancy: async (request: Complete<Warehouse.ResolveDiscrepancyRequest>, call: Call) => {
      const { inboundId: id, resolution } = request;
      const { state } = await commands.load(all.inbound, call.caller.tenant, id);
      const context: CommandContext = { ...call.context, correlation: state.orderId };
      const resolve = { type: 'Resolve', inboundId: id, resolution } as const;
      return answered(await commands.execute(all.inbound, id, resolve, context), id);
    },

    expectReturn: async (request: Complete<Warehouse.ExpectReturnRequest>, call: Call) => {
      servicesOnly(call);
      const owner = call.context.tenant;
      const { warehouseId, orderId, orderNo } = request;
      const id = returnId(owner, orderId);
      const expect = { type: 'Expect', expected: { returnId: id, owner, ...request } } as const;
      const reply = answered(await commands.execute(all.goodsReturn, id, expect, call.context), id);
      const data = { returnId: id, warehouseId, owner, orderId, orderNo };
      await announce(runtime, all, call, operatorOf(warehouseId), id, { type: 'ReturnAnnounced', data });
      return reply;
    },

    receiveReturn: ({ returnId, lines }: Complete<Warehouse.ReceiveReturnRequest>, call: Call) =>
      onReturn({ type: 'Receive', by: call.caller.tenant, returnId, lines }, call),

    gradeReturn: ({ returnId, lines }: Complete<Warehouse.GradeReturnRequest>, call: Call) =>
      onReturn({ type: 'Grade', by: call.caller.tenant, returnId, lines }, call),
  };
}
