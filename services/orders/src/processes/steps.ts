import type { Complete } from '@portolan/contracts';
import type { CommandReply } from '@portolan/contracts/common/v1/types';
import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import { TrackingDefinition } from '@portolan/contracts/tracking/v1/tracking';
import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { CommandContext, Requests } from '@portolan/engine';
import type { Refusal } from '@portolan/eventsourcing';
import { RefusedError, type Runtime, type ServiceClient } from '@portolan/service';
import { type FulfilmentEvent, fulfilment } from '../fulfilment/fulfilment.ts';
import type { StepRequest } from '../fulfilment/state.ts';

/** The services that fulfilment drives. */
export interface Clients {
  readonly fx: ServiceClient<FxDefinition>;
  readonly warehouse: ServiceClient<WarehouseDefinition>;
  readonly tracking: ServiceClient<TrackingDefinition>;
  readonly customs: ServiceClient<CustomsDefinition>;
}

export function clientsOf(runtime: Pick<Runtime, 'client'>): Clients {
  return {
    fx: runtime.client('fx', FxDefinition),
    warehouse: runtime.client('warehouse', WarehouseDefinition),
    tracking: runtime.client('tracking', TrackingDefinition),
    customs: runtime.client('customs', CustomsDefinition),
  };
}

/**
 * Carries out what fulfilment asks for. That a step was taken on is told by the other service's events; only a "no" is
 * answered here. Outages are left to the dispatcher, which repeats.
 */
export function stepRequests(clients: Clients): Requests<Extract<FulfilmentEvent, { type: 'StepRequested' }>> {
  return {
    name: 'orders.steps.v1',
    on: {
      StepRequested: async ({ data: { orderId, step, request } }, requests) => {
        const refusal = await refusalOf(ask(clients, request, requests.context));
        if (refusal === undefined) return;
        const { refused: code, data } = refusal;
        await requests.execute(fulfilment, orderId, { type: 'RefuseStep', orderId, step, code, data });
      },
    },
  };
}

async function refusalOf(reply: Promise<Complete<CommandReply>>): Promise<Refusal | undefined> {
  try {
    await reply;
    return undefined;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  }
}

/** Which method of which service carries a request out. */
function ask(
  { fx, warehouse, tracking, customs }: Clients,
  request: StepRequest,
  as: CommandContext,
): Promise<Complete<CommandReply>> {
  switch (request.$case) {
    case 'openEscrow':
      return fx.openEscrow(request.value, as);
    case 'planParcel':
      return warehouse.planParcel(request.value, as);
    case 'registerShipment':
      return tracking.registerShipment(request.value, as);
    case 'recordDocument':
      return customs.recordDocument(request.value, as);
    case 'declare':
      return customs.declare(request.value, as);
    case 'authoriseDispatch':
      return warehouse.authoriseDispatch(request.value, as);
    case 'revokeDispatch':
      return warehouse.revokeDispatch(request.value, as);
    case 'handOver':
      return tracking.handOver(request.value, as);
    case 'startInspection':
      return fx.startInspection(request.value, as);
    case 'lockRate':
      return fx.lockRate(request.value, as);
    case 'sell':
      return fx.sell(request.value, as);
    case 'createPayout':
      return fx.createPayout(request.value, as);
    case 'giveTaxBack':
      return fx.giveTaxBack(request.value, as);
    case 'openDispute':
      return fx.openDispute(request.value, as);
    case 'refundEscrow':
      return fx.refundEscrow(request.value, as);
    case 'openClaim':
      return fx.openClaim(request.value, as);
    case 'expectGoods':
      return warehouse.expectGoods(request.value, as);
    case 'expectReturn':
      return warehouse.expectReturn(request.value, as);
    case 'cancelParcel':
      return warehouse.cancelParcel(request.value, as);
    case 'cancelShipment':
      return tracking.cancelShipment(request.value, as);
    case 'retryLabel':
      return tracking.retryLabel(request.value, as);
    case 'retryHandover':
      return tracking.retryHandover(request.value, as);
    case 'resubmit':
      return customs.resubmit(request.value, as);
    case 'cancelDeclaration':
      return customs.cancelDeclaration(request.value, as);
  }
}
