import { Step } from '@portolan/contracts/orders/v1/types';
import { type HoldReason, parcelIdOf, reason } from '../holds.ts';
import type { StepRule } from '../rule.ts';
import { known, type Underway } from '../state.ts';

/** The warehouse reserves, picks and packs. */
export const planParcel: StepRule = {
  step: Step.STEP_PLAN_PARCEL,
  request: ({ started: { orderId, terms } }) => ({
    $case: 'planParcel',
    value: {
      orderId,
      orderNo: terms.orderNo,
      warehouseId: terms.warehouseId,
      lines: terms.lines.map(({ line, sku, quantity }) => ({ line, sku, quantity: BigInt(quantity.value) })),
    },
  }),
  begun: ({ parcelReserved, parcelShort }) => (parcelReserved ?? parcelShort) !== undefined,
  until: { ended: ({ parcelPacked }) => parcelPacked !== undefined, hold: awaitingParcel },
};

function awaitingParcel(underway: Underway): HoldReason {
  const { parcelShort, parcelReserved } = underway.known;
  const data = whereParcelLies(underway);
  if (parcelShort === undefined || parcelReserved !== undefined) {
    return reason('AWAITING_PACKING', 'warehouse_operator', 'PACKED_BEFORE_LABEL', data);
  }
  const missing = parcelShort.shortages.map(({ sku, wanted, available }) => `${sku} ${available}/${wanted}`);
  return reason('AWAITING_STOCK', 'merchant', 'STOCK_BEFORE_PACKING', { ...data, missing: missing.join(', ') });
}

const whereParcelLies = (underway: Underway) => ({
  warehouseId: underway.started.terms.warehouseId,
  parcelId: parcelIdOf(underway),
});

/** It may leave: customs released it, or nobody has to. */
export const authoriseDispatch: StepRule = {
  step: Step.STEP_AUTHORISE_DISPATCH,
  request: (underway) => {
    const { parcelId } = known(underway, 'parcelPacked');
    if (underway.started.terms.mode === 'LOCAL') {
      const free = { parcelId, declarationId: '', invtNo: '', ground: 'FREE_CIRCULATION' };
      return { $case: 'authoriseDispatch', value: free };
    }
    const { declarationId, invtNo } = known(underway, 'declarationReleased');
    return { $case: 'authoriseDispatch', value: { parcelId, declarationId, invtNo, ground: 'CUSTOMS_RELEASE' } };
  },
  begun: ({ dispatchAuthorised }) => dispatchAuthorised !== undefined,
  until: { ended: ({ parcelDispatched }) => parcelDispatched !== undefined, hold: awaitingDispatch },
};

/**
 * Customs took its release back: what the warehouse was told no longer holds. A parcel that is gone is told by its own
 * event; one on a verification list waits for what becomes of that.
 */
export const revokeDispatch: StepRule = {
  step: Step.STEP_REVOKE_DISPATCH,
  applies: ({ takenBack, steps, known: { parcelDispatched } }) =>
    takenBack !== undefined && steps.STEP_AUTHORISE_DISPATCH?.status === 'asked' && parcelDispatched === undefined,
  request: (underway) => {
    const { status = '', info = '' } = underway.takenBack ?? {};
    return { $case: 'revokeDispatch', value: { parcelId: parcelIdOf(underway), reason: `${status} ${info}`.trim() } };
  },
  begun: ({ dispatchRevoked, parcelDispatched }) => (dispatchRevoked ?? parcelDispatched) !== undefined,
  toldByEvent: ['PARCEL_LEFT'],
};

// Out of a bonded warehouse leads the gate, and to the gate a verification list.
function awaitingDispatch(underway: Underway): HoldReason {
  const data = whereParcelLies(underway);
  return underway.started.terms.mode === '1210'
    ? reason('AWAITING_GATE', 'warehouse_operator', 'GATE_BEFORE_HANDOVER', data)
    : reason('AWAITING_DISPATCH', 'warehouse_operator', 'DISPATCHED_BEFORE_HANDOVER', data);
}
