import type { Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { CountedLine, ReceivedLine } from '@portolan/contracts/warehouse/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { countedLines, differing, linesFlaw, missingGoods } from './counting.ts';

export { missingGoods } from './counting.ts';

/** Goods that an order sends to a warehouse: announced, counted when they come, and closed where the count differs. */
export interface Inbound {
  readonly state: 'EXPECTED' | 'COUNTED' | 'DIFFERS' | 'RESOLVED' | undefined;
  readonly orderId: string;
  readonly orderNo: string;
  readonly warehouseId: string;
  readonly expected: readonly ReceivedLine[];
  /** Lines of which not as many came as were announced. */
  readonly differing: readonly CountedLine[];
  readonly resolution: string;
}

export type InboundEvent = Only<
  WarehouseEvent,
  'GoodsExpected' | 'ExpectedGoodsCounted' | 'InboundDiscrepancyOpened' | 'InboundDiscrepancyResolved'
>;

export type InboundCommand =
  | { readonly type: 'Expect'; readonly expected: Extract<InboundEvent, { type: 'GoodsExpected' }>['data'] }
  /** A delivery that names its order was counted. Only the first is its count; nothing to do where nothing is expected. */
  | {
      readonly type: 'Count';
      readonly inboundId: string;
      readonly deliveryId: string;
      readonly lines: readonly ReceivedLine[];
    }
  | { readonly type: 'Resolve'; readonly inboundId: string; readonly resolution: string };

type Answer = Decision<InboundEvent, WarehouseRefusal>;

interface Place {
  readonly operator: string;
  readonly kind: string;
}

/** By what the goods' papers say, so that a count finds it: an order number is unique for its merchant. */
export const inboundId = (owner: string, warehouseId: string, orderNo: string): string =>
  madeId('inbound', owner, warehouseId, orderNo);

const initial: Inbound = {
  state: undefined,
  orderId: '',
  orderNo: '',
  warehouseId: '',
  expected: [],
  differing: [],
  resolution: '',
};

/** A stream of the merchant that owns the goods; the operator of the warehouse sees it. */
export function inboundOf(placeOf: (warehouseId: string) => Place | undefined) {
  return {
    name: 'inbound',
    initial,
    decide(command: InboundCommand, inbound: Inbound): Answer {
      switch (command.type) {
        case 'Expect':
          return expect(command.expected, inbound, placeOf(command.expected.warehouseId));
        case 'Count':
          return count(command, inbound);
        case 'Resolve':
          return resolve(command, inbound);
      }
    },
    evolve,
    audience: (_: InboundEvent, { warehouseId }: Inbound): Audience[] => {
      const place = placeOf(warehouseId);
      return place === undefined ? [] : [{ tenant: place.operator, role: 'zone_operator' }];
    },
  };
}

function expect(
  expected: Extract<InboundEvent, { type: 'GoodsExpected' }>['data'],
  inbound: Inbound,
  place: Place | undefined,
): Answer {
  const { warehouseId, orderNo, lines } = expected;
  if (place === undefined) return refuse('WAREHOUSE_NOT_FOUND', { warehouseId });
  if (place.kind === 'bonded') return refuse('BONDED_NEEDS_LIST', { warehouseId });
  const field = linesFlaw(lines);
  if (field !== undefined) return refuse('INBOUND_INVALID', { field });
  if (inbound.state === undefined) return [{ type: 'GoodsExpected', data: expected }];
  return differing(countedLines(inbound.expected, lines)).length === 0 ? [] : refuse('INBOUND_EXISTS', { orderNo });
}

function count({ inboundId, deliveryId, lines }: Extract<InboundCommand, { type: 'Count' }>, inbound: Inbound): Answer {
  if (inbound.state !== 'EXPECTED') return [];
  const { orderId } = inbound;
  const counted = countedLines(inbound.expected, lines);
  const wrong = differing(counted);
  const differs = wrong.length > 0;
  const data = { inboundId, orderId, deliveryId, lines: counted, differs };
  if (!differs) return [{ type: 'ExpectedGoodsCounted', data }];
  return [
    { type: 'ExpectedGoodsCounted', data },
    { type: 'InboundDiscrepancyOpened', data: { inboundId, orderId, lines: wrong, owner: 'merchant' } },
  ];
}

/** ACCEPTED always; CLAIM and FOUND speak of missing units, so some must be missing. */
function resolve({ inboundId, resolution }: Extract<InboundCommand, { type: 'Resolve' }>, inbound: Inbound): Answer {
  const { state, orderId, orderNo, expected, differing: lines } = inbound;
  if (state === undefined) return refuse('INBOUND_NOT_FOUND', { inboundId });
  if (state === 'RESOLVED' && inbound.resolution === resolution) return [];
  if (state !== 'DIFFERS') return refuse('DISCREPANCY_NOT_OPEN', { orderNo, state });
  const short = missingGoods(expected, lines).length > 0;
  const allowed = resolution === 'ACCEPTED' || (short && (resolution === 'CLAIM' || resolution === 'FOUND'));
  if (!allowed) return refuse('RESOLUTION_INVALID', { resolution, orderNo });
  return [{ type: 'InboundDiscrepancyResolved', data: { inboundId, orderId, resolution, lines: [...lines] } }];
}

function evolve(inbound: Inbound, event: InboundEvent): Inbound {
  switch (event.type) {
    case 'GoodsExpected': {
      const { orderId, orderNo, warehouseId, lines } = event.data;
      return { ...initial, state: 'EXPECTED', orderId, orderNo, warehouseId, expected: lines };
    }
    case 'ExpectedGoodsCounted':
      return { ...inbound, state: 'COUNTED' };
    case 'InboundDiscrepancyOpened':
      return { ...inbound, state: 'DIFFERS', differing: event.data.lines };
    case 'InboundDiscrepancyResolved':
      return { ...inbound, state: 'RESOLVED', resolution: event.data.resolution };
  }
}
