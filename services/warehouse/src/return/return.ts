import type { Only, WarehouseEvent, WarehouseRefusal } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { GradedLine, ReceivedLine } from '@portolan/contracts/warehouse/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { linesFlaw, unevenSku, unitsOf } from './grading.ts';

export { gradedUnits } from './grading.ts';

/** Goods that a buyer gives back: expected, received at the door, graded unit by unit. One per order. */
export interface GoodsReturn {
  readonly state: 'EXPECTED' | 'RECEIVED' | 'GRADED' | undefined;
  readonly orderId: string;
  readonly orderNo: string;
  readonly warehouseId: string;
  readonly expected: readonly ReceivedLine[];
  readonly received: readonly ReceivedLine[];
  readonly graded: readonly GradedLine[];
}

export type ReturnEvent = Only<WarehouseEvent, 'ReturnExpected' | 'ReturnReceived' | 'ReturnGraded'>;

/** `by` is the caller's tenant: only who operates the warehouse receives and grades. */
export type ReturnCommand =
  | { readonly type: 'Expect'; readonly expected: Extract<ReturnEvent, { type: 'ReturnExpected' }>['data'] }
  | {
      readonly type: 'Receive';
      readonly by: string;
      readonly returnId: string;
      readonly lines: readonly ReceivedLine[];
    }
  | { readonly type: 'Grade'; readonly by: string; readonly returnId: string; readonly lines: readonly GradedLine[] };

type Answer = Decision<ReturnEvent, WarehouseRefusal>;

interface Place {
  readonly operator: string;
  readonly kind: string;
}

export const returnId = (owner: string, orderId: string): string => madeId('return', owner, orderId);

const initial: GoodsReturn = {
  state: undefined,
  orderId: '',
  orderNo: '',
  warehouseId: '',
  expected: [],
  received: [],
  graded: [],
};

/** A stream of the merchant that owns the goods; the operator of the warehouse sees it. */
export function returnOf(placeOf: (warehouseId: string) => Place | undefined) {
  return {
    name: 'return',
    initial,
    decide(command: ReturnCommand, known: GoodsReturn): Answer {
      if (command.type === 'Expect') return expect(command.expected, known, placeOf(command.expected.warehouseId));
      const { returnId, by } = command;
      if (known.state === undefined || placeOf(known.warehouseId)?.operator !== by) {
        return refuse('RETURN_NOT_FOUND', { returnId });
      }
      return command.type === 'Receive' ? receive(command, known) : grade(command, known);
    },
    evolve,
    audience: (_: ReturnEvent, { warehouseId }: GoodsReturn): Audience[] => {
      const place = placeOf(warehouseId);
      return place === undefined ? [] : [{ tenant: place.operator, role: 'zone_operator' }];
    },
  };
}

function expect(
  expected: Extract<ReturnEvent, { type: 'ReturnExpected' }>['data'],
  known: GoodsReturn,
  place: Place | undefined,
): Answer {
  const { warehouseId, orderNo, lines } = expected;
  if (place === undefined) return refuse('WAREHOUSE_NOT_FOUND', { warehouseId });
  if (place.kind === 'bonded') return refuse('BONDED_NEEDS_LIST', { warehouseId });
  const field = linesFlaw(lines);
  if (field !== undefined) return refuse('RETURN_INVALID', { field });
  if (known.state === undefined) return [{ type: 'ReturnExpected', data: expected }];
  const same = known.warehouseId === warehouseId && unevenSku(known.expected, lines) === undefined;
  return same ? [] : refuse('RETURN_EXISTS', { orderNo });
}

/** No more than was announced comes back; what is not there stays the buyer's. */
function receive({ returnId, lines }: Extract<ReturnCommand, { type: 'Receive' }>, known: GoodsReturn): Answer {
  const flaw = linesFlaw(lines);
  if (flaw !== undefined) return refuse('RETURN_INVALID', { field: flaw });
  const { orderId, orderNo, expected, state } = known;
  const more = lines.find(({ sku }) => unitsOf(lines, sku) > unitsOf(expected, sku));
  if (more !== undefined) {
    const { sku } = more;
    const [came, announced] = [unitsOf(lines, sku), unitsOf(expected, sku)].map(String);
    return refuse('RETURN_UNEXPECTED', { orderNo, sku, came: came ?? '', announced: announced ?? '' });
  }
  if (state !== 'EXPECTED') {
    return unevenSku(known.received, lines) === undefined ? [] : notReady(orderNo, known, 'EXPECTED');
  }
  return [{ type: 'ReturnReceived', data: { returnId, orderId, lines: [...lines] } }];
}

function grade({ returnId, lines }: Extract<ReturnCommand, { type: 'Grade' }>, known: GoodsReturn): Answer {
  const field = linesFlaw(lines);
  if (field !== undefined) return refuse('RETURN_INVALID', { field });
  const { orderId, orderNo, received, state } = known;
  if (state === 'GRADED' && sameGrades(known.graded, lines)) return [];
  if (state !== 'RECEIVED') return notReady(orderNo, known, 'RECEIVED');
  const sku = unevenSku(received, lines);
  if (sku !== undefined) {
    const [came, graded] = [unitsOf(received, sku), unitsOf(lines, sku)].map(String);
    return refuse('GRADING_INCOMPLETE', { orderNo, sku, received: came ?? '', graded: graded ?? '' });
  }
  return [{ type: 'ReturnGraded', data: { returnId, orderId, lines: [...lines] } }];
}

function sameGrades(left: readonly GradedLine[], right: readonly GradedLine[]): boolean {
  const text = (lines: readonly GradedLine[]) => lines.map(({ sku, grade, quantity }) => `${sku}/${grade}/${quantity}`);
  return text(left).sort().join() === text(right).sort().join();
}

function notReady(orderNo: string, { state }: GoodsReturn, needs: string): Answer {
  return refuse('RETURN_NOT_READY', { orderNo, state: state ?? '', needs });
}

function evolve(known: GoodsReturn, event: ReturnEvent): GoodsReturn {
  switch (event.type) {
    case 'ReturnExpected': {
      const { orderId, orderNo, warehouseId, lines } = event.data;
      return { ...initial, state: 'EXPECTED', orderId, orderNo, warehouseId, expected: lines };
    }
    case 'ReturnReceived':
      return { ...known, state: 'RECEIVED', received: event.data.lines };
    case 'ReturnGraded':
      return { ...known, state: 'GRADED', graded: event.data.lines };
  }
}
