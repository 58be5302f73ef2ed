import { type Facts, type Refusal, refuse } from '@portolan/eventsourcing';
import { compare, formatMoney, isZero, type Money, money, multiply, subtract } from '@portolan/money';
import { fits } from './early-funds.ts';
import {
  type Answer,
  type Escrow,
  type EscrowRefusal,
  leftOf,
  type OpenDispute,
  type RefundEscrow,
  type StartInspection,
} from './state.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How what an escrow held is divided when it is released. */
export interface Release {
  /** The platform's: of all but the tax, rounded once, half to even. */
  readonly fee: Money;
  /** The merchant's: the rest. */
  readonly net: Money;
  /** Customs': withheld from the buyer; absent where there is none. */
  readonly tax?: Money;
}

/** Divides what an escrow holds. Of a rest that is smaller than the tax, all is tax. */
export function releaseOf(held: Money, commission: string, withheld?: Money): Release {
  const tax = withheld === undefined ? money(0n, held.currency) : compare(withheld, held) > 0 ? held : withheld;
  const own = subtract(held, tax);
  const fee = multiply(own, commission);
  return { fee, net: subtract(own, fee), ...(isZero(tax) ? {} : { tax }) };
}

export function startInspection(command: StartInspection, state: Escrow): Answer {
  const { escrowId, orderId, orderNo, status } = state;
  if (command.orderId !== orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  if (status === 'AWAITING_FUNDING') return refuse('ESCROW_NOT_FUNDED', { orderNo });
  const over = overBy(state);
  if (over !== undefined) return over;
  if (status !== 'FUNDED') return [];
  const delivered = Date.parse(command.deliveredAt);
  if (Number.isNaN(delivered)) return refuse('ESCROW_DELIVERY_TIME_INVALID', { deliveredAt: command.deliveredAt });
  const endsAt = new Date(delivered + command.days * dayMs).toISOString();
  return [{ type: 'InspectionStarted', data: { escrowId, orderId, endsAt } }];
}

/** From here on the clock releases nothing, until a refund settles what is claimed back. */
export function dispute({ orderId, amount, reason }: OpenDispute, state: Escrow): Answer {
  const { escrowId, orderNo } = state;
  if (orderId !== state.orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  if (state.status === 'AWAITING_FUNDING') return refuse('ESCROW_NOT_FUNDED', { orderNo });
  const flaw = overBy(state) ?? releasedBy(state) ?? notHeld(amount, state);
  if (flaw !== undefined) return flaw;
  return state.disputed ? [] : [{ type: 'EscrowDisputed', data: { escrowId, orderId, amount, reason } }];
}

/** Closes what was never funded; else gives back some or all of what it holds, in the currency that was paid. */
export function refund({ orderId, amount, reason }: RefundEscrow, state: Escrow): Answer {
  const { escrowId, orderNo, fundsId, status } = state;
  if (orderId !== state.orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  if (status === 'CANCELLED' || (status === 'REFUNDED' && amount === undefined)) return [];
  if (status === 'AWAITING_FUNDING') {
    // Money that fits is on its way in: it may be claimed for this escrow already.
    if (state.early.some((funds) => fits(state.amount, funds))) return refuse('ESCROW_FUNDS_WAITING', { orderNo });
    return [{ type: 'EscrowCancelled', data: { escrowId, orderId, orderNo, reason } }];
  }
  const given = amount ?? leftOf(state);
  const flaw = overBy(state) ?? releasedBy(state) ?? notHeld(given, state);
  if (flaw !== undefined) return flaw;
  const left = subtract(leftOf(state), given);
  return [{ type: 'EscrowRefunded', data: { escrowId, orderId, amount: given, left, reason, fundsId } }];
}

export function accept(orderId: string, state: Escrow): Answer {
  const { orderNo } = state;
  if (orderId !== state.orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  if (state.status === 'AWAITING_FUNDING') return refuse('ESCROW_NOT_FUNDED', { orderNo });
  return release(state, 'ACCEPTED');
}

export function endInspection(state: Escrow, { at }: Facts): Answer {
  const { status, orderNo, endsAt } = state;
  const early = status === 'INSPECTION' && at < endsAt;
  return early ? refuse('ESCROW_IN_INSPECTION', { orderNo, endsAt }) : release(state, 'INSPECTION_ENDED');
}

function release(state: Escrow, reason: string): Answer {
  const { escrowId, orderId, orderNo, status, disputed } = state;
  if (status === 'RELEASING' || status === 'RELEASED') return [];
  const over = overBy(state);
  if (over !== undefined) return over;
  if (status !== 'INSPECTION') return refuse('ESCROW_NOT_DELIVERED', { orderNo });
  if (disputed) return refuse('ESCROW_DISPUTED', { orderNo });
  return [{ type: 'ReleaseDecided', data: { escrowId, orderId, amount: leftOf(state), reason } }];
}

export function recordRelease(state: Escrow): Answer {
  const { escrowId, orderId, status, commission, tax } = state;
  if (status !== 'RELEASING') return [];
  const amount = leftOf(state);
  return [{ type: 'EscrowReleased', data: { escrowId, orderId, amount, ...releaseOf(amount, commission, tax) } }];
}

/** What a released escrow withheld for tax; undefined where it withheld none, or gave it back. */
export function withheldBy(state: Escrow): Money | undefined {
  if (state.status !== 'RELEASED' || state.taxGivenBack) return undefined;
  return releaseOf(leftOf(state), state.commission, state.tax).tax;
}

/** Once: what was withheld is the merchant's. Its bill was never paid. */
export function giveTaxBack(orderId: string, state: Escrow): Answer {
  const { escrowId, orderNo, status, taxGivenBack } = state;
  if (orderId !== state.orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  if (status !== 'RELEASED') return refuse('ESCROW_NOT_DELIVERED', { orderNo });
  const amount = withheldBy(state);
  if (taxGivenBack || amount === undefined) return [];
  return [{ type: 'TaxGivenBack', data: { escrowId, orderId, amount } }];
}

type Flaw = Refusal<EscrowRefusal> | undefined;

function overBy({ status, orderNo }: Escrow): Flaw {
  if (status === 'CANCELLED') return refuse('ESCROW_CANCELLED', { orderNo });
  return status === 'REFUNDED' ? refuse('ESCROW_REFUNDED', { orderNo }) : undefined;
}

function releasedBy({ status, orderNo }: Escrow): Flaw {
  return status === 'RELEASING' || status === 'RELEASED' ? refuse('ESCROW_RELEASED', { orderNo }) : undefined;
}

function notHeld(asked: Money, state: Escrow): Flaw {
  const { orderNo } = state;
  const left = leftOf(state);
  if (asked.currency !== left.currency) {
    return refuse('ESCROW_REFUND_CURRENCY', { orderNo, currency: asked.currency, paid: left.currency });
  }
  const possible = asked.minor > 0n && asked.minor <= left.minor;
  const amounts = { amount: formatMoney(asked), left: formatMoney(left) };
  return possible ? undefined : refuse('ESCROW_REFUND_INVALID', { orderNo, ...amounts });
}
