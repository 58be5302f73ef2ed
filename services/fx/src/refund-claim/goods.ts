import type { Complete } from '@portolan/contracts';
import type { RefundClaimOpened } from '@portolan/contracts/fx/v1/events';
import { madeId, refuse } from '@portolan/eventsourcing';
import { measureOf, measureText } from '@portolan/money';
import {
  type Answer,
  balanceOf,
  cny,
  entitledOf,
  evolve,
  exportedOf,
  netOf,
  type RefundClaim,
  type RefundClaimEvent,
  unsoldOf,
} from './state.ts';

type Opened = Complete<RefundClaimOpened>;

export interface MoveGoods {
  readonly type: 'MoveGoods';
  /** The owner's own number of the sale, return or loss; doubles change nothing. */
  readonly reference: string;
  readonly kind: string;
  readonly quantity: string;
}

/** A day of China is over. */
export interface CheckDue {
  readonly type: 'CheckDue';
  readonly day: string;
}

/** What became of goods: sold abroad, lost there, or back in China; what was refunded for them goes back. */
export function moveGoods({ reference, kind, quantity }: MoveGoods, state: RefundClaim, { claimId }: Opened): Answer {
  const count = measureOf(quantity) ?? 0n;
  if (count === 0n || !['SOLD', 'RETURNED', 'LOST'].includes(kind)) {
    return refuse('REFUND_QUANTITY_INVALID', { quantity, kind });
  }
  const movementId = madeId('refund-movement', claimId, reference);
  const known = state.movements[movementId];
  if (known !== undefined)
    return known === `${kind} ${quantity}` ? [] : refuse('REFUND_MOVEMENT_DIFFERS', { reference });
  if (state.status === 'LAPSED') return refuse('REFUND_NOT_NOW', { state: state.status });
  const unsold = unsoldOf(state);
  // What comes back may have been sold; it is taken out of the unsold first.
  const left = kind === 'RETURNED' ? unsold + state.sold : unsold;
  if (count > left) return refuse('REFUND_QUANTITY_EXCEEDED', { quantity, left: measureText(left) });
  const balance = balanceOf(after(state, kind, count));
  const moved: RefundClaimEvent = { type: 'RefundGoodsMoved', data: { claimId, movementId, kind, quantity, balance } };
  const next = evolve(state, moved);
  const allBack =
    next.returned === exportedOf(next) && (state.status === 'OPEN' || state.status === 'DOCUMENTS_COMPLETE');
  if (allBack && netOf(next) === 0n && next.owed === 0n) {
    return [moved, { type: 'RefundClaimLapsed', data: { claimId, reason: 'ALL_RETURNED' } }];
  }
  return [moved, ...clawback(next, claimId, kind)];
}

function after(state: RefundClaim, kind: string, count: bigint): RefundClaim {
  if (kind === 'SOLD') return { ...state, sold: state.sold + count };
  if (kind === 'LOST') return { ...state, lost: state.lost + count };
  const unsold = unsoldOf(state);
  const ofSold = count > unsold ? count - unsold : 0n;
  return { ...state, returned: state.returned + count, sold: state.sold - ofSold };
}

/** What was refunded above what the goods give now. */
function clawback(state: RefundClaim, claimId: string, reason: string): RefundClaimEvent[] {
  return repayment(state, claimId, netOf(state) - entitledOf(state), reason);
}

function repayment(state: RefundClaim, claimId: string, excess: bigint, reason: string): RefundClaimEvent[] {
  if (excess <= 0n) return [];
  const owed = cny(state.owed + excess);
  return [{ type: 'RefundRepaymentDue', data: { claimId, amount: cny(excess), reason, owed } }];
}

/** Refund before sale (离境即退税、销售再核算): from now on it goes by what was sold. */
export function settle(settledOn: string, state: RefundClaim, { claimId }: Opened): Answer {
  const refunded = ['APPROVED', 'PAID', 'REPAYMENT_DUE', 'REPAID'].includes(state.status);
  if (!refunded || !state.beforeSale || state.settled) return refuse('REFUND_NOT_NOW', { state: state.status });
  if (settledOn > state.settleBy) return refuse('REFUND_TOO_LATE', { lastDay: state.settleBy });
  const next = { ...state, settled: true };
  const [sold, entitled] = [measureText(state.sold), cny(entitledOf(next))];
  const settled: RefundClaimEvent = {
    type: 'RefundSettled',
    data: { claimId, settledOn, sold, entitled, approved: cny(netOf(state)) },
  };
  return [settled, ...clawback(next, claimId, 'UNSOLD')];
}

type Kind = 'FILING' | 'COLLECTION' | 'SETTLEMENT' | 'LAST_DAY';

/** What should have been done by the end of that day; what was done in time is left alone. */
export function checkDue({ day }: CheckDue, before: RefundClaim, opened: Opened): Answer {
  const { fileBy, collectBy, lastDay } = opened.period;
  const days: Readonly<Record<Kind, string>> = {
    ...{ FILING: fileBy, COLLECTION: collectBy, SETTLEMENT: before.settleBy, LAST_DAY: lastDay },
  };
  const events: RefundClaimEvent[] = [];
  let state = before;
  for (const [kind, due] of Object.entries(days)) {
    if (due === '' || due > day || state.status === 'LAPSED' || state.overdue.includes(kind)) continue;
    const missed = missedBy(kind as Kind, due, state, opened.claimId);
    state = missed.reduce(evolve, state);
    events.push(...missed);
  }
  return events;
}

function missedBy(kind: Kind, due: string, state: RefundClaim, claimId: string): readonly RefundClaimEvent[] {
  const waits = state.status === 'OPEN' || state.status === 'DOCUMENTS_COMPLETE';
  const overdue: RefundClaimEvent = { type: 'RefundClaimOverdue', data: { claimId, kind, due } };
  switch (kind) {
    case 'FILING':
      return waits && state.number === 0 ? [overdue] : [];
    case 'COLLECTION':
      if (state.documents['RECEIPT'] !== undefined) return [];
      return [overdue, ...clawback(evolve(state, overdue), claimId, 'NOT_COLLECTED')];
    case 'SETTLEMENT':
      if (!state.beforeSale || state.settled) return [];
      // All of it, whatever was sold: that is claimed anew.
      return [overdue, ...repayment(state, claimId, netOf(state), 'NOT_SETTLED')];
    case 'LAST_DAY': {
      const none = netOf(state) === 0n && state.owed === 0n && (waits || state.status === 'REJECTED');
      return none ? [{ type: 'RefundClaimLapsed', data: { claimId, reason: 'TOO_LATE' } }] : [];
    }
  }
}

/** The declaration was taken back: there was no export. */
export function withdraw(state: RefundClaim, { claimId }: Opened): Answer {
  if (state.status === 'LAPSED' || state.withdrawn) return [];
  const due = repayment(state, claimId, netOf(state), 'WITHDRAWN');
  if (due.length > 0) return due;
  return state.owed > 0n || state.repaid > 0n
    ? []
    : [{ type: 'RefundClaimLapsed', data: { claimId, reason: 'WITHDRAWN' } }];
}
