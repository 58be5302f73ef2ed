import { type Facts, type Refusal, refuse } from '@portolan/eventsourcing';
import { add, compare, equal, formatMoney, isZero, type Money, money, multiply, subtract } from '@portolan/money';
import { against } from './course/against.ts';
import { fits } from './early-funds.ts';
import { partOf } from './parts.ts';
import {
  type Answer,
  type Escrow,
  type EscrowRefusal,
  type ExtendInspection,
  heldOf,
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

/**
 * How the last of what it holds is divided, after what was released in part: together they are divided as if all had been
 * released at once, so nothing is left over by rounding.
 */
export function lastOf({ left, commission, tax, parts }: Escrow): Release {
  const { own, fee, tax: paid } = parts;
  const { tax: rest, net } = releaseOf(left, '0', tax === undefined ? undefined : subtract(tax, paid));
  const share = subtract(multiply(add(own, net), commission), fee);
  return { fee: share, net: subtract(net, share), ...(rest === undefined ? {} : { tax: rest }) };
}

export function startInspection(command: StartInspection, state: Escrow): Answer {
  const { escrowId, orderId, orderNo } = state;
  if (command.orderId !== orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  const stop = against('StartInspection', state);
  if (stop !== undefined) return stop;
  const delivered = Date.parse(command.deliveredAt);
  if (Number.isNaN(delivered)) return refuse('ESCROW_DELIVERY_TIME_INVALID', { deliveredAt: command.deliveredAt });
  const endsAt = new Date(delivered + command.days * dayMs).toISOString();
  return [{ type: 'InspectionStarted', data: { escrowId, orderId, endsAt } }];
}

/** The seller gives the buyer longer to object; nobody gives him less. */
export function extendInspection({ endsAt, mostDays }: ExtendInspection, state: Escrow, { at }: Facts): Answer {
  const { escrowId, orderId, orderNo } = state;
  const stop = against('ExtendInspection', state);
  if (stop !== undefined) return stop;
  const asked = Date.parse(endsAt);
  const most = Date.parse(state.firstEndsAt) + mostDays * dayMs;
  if (asked === Date.parse(state.endsAt)) return [];
  const isOver = at >= state.endsAt;
  if (Number.isNaN(asked) || isOver || asked < Date.parse(state.endsAt) || asked > most) {
    const until = new Date(most).toISOString();
    return refuse('ESCROW_EXTENSION_INVALID', { orderNo, endsAt: state.endsAt, asked: endsAt, until });
  }
  return [{ type: 'InspectionExtended', data: { escrowId, orderId, endsAt: new Date(asked).toISOString() } }];
}

/** From here on the clock releases nothing, until a refund settles what is claimed back. */
export function dispute({ orderId, amount, reason }: OpenDispute, state: Escrow): Answer {
  const { escrowId, orderNo } = state;
  if (orderId !== state.orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  const flaw = against('OpenDispute', state) ?? notHeld(amount, state);
  if (flaw !== undefined) return flaw;
  return state.disputed ? [] : [{ type: 'EscrowDisputed', data: { escrowId, orderId, amount, reason } }];
}

/** Closes what was never funded; else gives back some or all of what it holds, in the currency that was paid. */
export function refund({ orderId, amount, reason }: RefundEscrow, state: Escrow): Answer {
  const { escrowId, orderNo, fundsId, status } = state;
  if (orderId !== state.orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  if (status === 'REFUNDED' && amount === undefined) return [];
  const cancelled: Answer = [{ type: 'EscrowCancelled', data: { escrowId, orderId, orderNo, reason } }];
  if (status === 'AWAITING_FUNDING') {
    // Money that fits is on its way in: it may be claimed for this escrow already.
    const isComing = state.early.some((funds) => fits(state.amount, funds));
    return isComing ? refuse('ESCROW_FUNDS_WAITING', { orderNo }) : cancelled;
  }
  const stop = against('RefundEscrow', state);
  if (stop !== undefined) return stop;
  // The buyer has it all back by disputes.
  if (isZero(leftOf(state)) && amount === undefined) return cancelled;
  if (state.frozen.some(({ kind }) => kind === 'CHARGEBACK')) return refuse('ESCROW_CHARGED_BACK', { orderNo });
  const given = amount ?? heldOf(state);
  const flaw = notHeld(given, state);
  if (flaw !== undefined) return flaw;
  const left = subtract(leftOf(state), given);
  return [{ type: 'EscrowRefunded', data: { escrowId, orderId, amount: given, left, reason, fundsId } }];
}

export function accept(orderId: string, state: Escrow): Answer {
  const { orderNo } = state;
  if (orderId !== state.orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  return against('AcceptEscrow', state) ?? release(state, 'ACCEPTED');
}

export function endInspection(state: Escrow, { at }: Facts): Answer {
  const { status, orderNo, endsAt } = state;
  const early = status === 'INSPECTION' && at < endsAt;
  if (early) return refuse('ESCROW_IN_INSPECTION', { orderNo, endsAt });
  return against('EndInspection', state) ?? release(state, 'INSPECTION_ENDED');
}

// What is disputed stands still, the rest is nobody's but the seller's.
function release(state: Escrow, reason: string): Answer {
  const { escrowId, orderId, orderNo, disputed } = state;
  if (disputed) return refuse('ESCROW_DISPUTED', { orderNo });
  const free = heldOf(state);
  if (equal(free, leftOf(state))) {
    return [{ type: 'ReleaseDecided', data: { escrowId, orderId, amount: leftOf(state), reason } }];
  }
  return isZero(free) ? refuse('ESCROW_DISPUTED', { orderNo }) : [partOf(state, free, reason, 0)];
}

export function recordRelease(state: Escrow, recovered?: Money): Answer {
  const { escrowId, orderId } = state;
  const stop = against('RecordRelease', state);
  if (stop !== undefined) return stop;
  const { net, ...rest } = lastOf(state);
  const taken = recovered === undefined || isZero(recovered) ? undefined : recovered;
  const share = taken === undefined ? { net } : { net: subtract(net, taken), recovered: taken };
  return [{ type: 'EscrowReleased', data: { escrowId, orderId, amount: leftOf(state), ...rest, ...share } }];
}

/** What a released escrow withheld for tax; undefined where it withheld none, or gave it back. */
export function withheldBy({ status, taxGivenBack, parts: { tax } }: Escrow): Money | undefined {
  return status !== 'RELEASED' || taxGivenBack || isZero(tax) ? undefined : tax;
}

/** Once: what was withheld is the merchant's. Its bill was never paid. */
export function giveTaxBack(orderId: string, state: Escrow): Answer {
  const { escrowId, orderNo, taxGivenBack } = state;
  if (orderId !== state.orderId) return refuse('ESCROW_UNKNOWN', { orderNo });
  const stop = against('GiveTaxBack', state);
  if (stop !== undefined) return stop;
  const amount = withheldBy(state);
  if (taxGivenBack || amount === undefined) return [];
  return [{ type: 'TaxGivenBack', data: { escrowId, orderId, amount } }];
}

function notHeld(asked: Money, state: Escrow): Refusal<EscrowRefusal> | undefined {
  const { orderNo } = state;
  const held = heldOf(state);
  if (asked.currency !== held.currency) {
    return refuse('ESCROW_REFUND_CURRENCY', { orderNo, currency: asked.currency, paid: held.currency });
  }
  const possible = asked.minor > 0n && asked.minor <= held.minor;
  const amounts = { amount: formatMoney(asked), left: formatMoney(held) };
  return possible ? undefined : refuse('ESCROW_REFUND_INVALID', { orderNo, ...amounts });
}
