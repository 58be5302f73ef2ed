import { type Facts, type Refusal, refuse } from '@portolan/eventsourcing';
import { add, compare, formatMoney, type Money, money, subtract } from '@portolan/money';
import { against } from './course/against.ts';
import {
  type Answer,
  type Escrow,
  type EscrowRefusal,
  type FreezePart,
  type FrozenPart,
  heldOf,
  leftOf,
  type SettlePart,
} from './state.ts';

const dayMs = 24 * 60 * 60 * 1000;
type Flaw = Refusal<EscrowRefusal> | undefined;

/** Part of the money stands still: first what it holds, then what the merchant has already. */
export function freezePart(command: FreezePart, state: Escrow, { at }: Facts): Answer {
  const { holdId, kind, amount } = command;
  const { escrowId, orderId, orderNo, frozen } = state;
  if (frozen.some((part) => part.holdId === holdId) || state.settled.includes(holdId)) return [];
  const stop = against('FreezePart', state) ?? freezeFlaw(command, state, at);
  if (stop !== undefined) return stop;
  const held = heldOf(state);
  const clawed = compare(amount, held) > 0 ? subtract(amount, held) : money(0n, amount.currency);
  return [{ type: 'EscrowPartFrozen', data: { escrowId, orderId, orderNo, holdId, kind, amount, clawed } }];
}

function freezeFlaw(command: Omit<FreezePart, 'holdId'>, state: Escrow, at: string): Flaw {
  return excluded(command, state) ?? tooMuch(command.amount, state) ?? late(command, state, at);
}

function tooMuch(amount: Money, state: Escrow): Flaw {
  const { orderNo } = state;
  const most = add(heldOf(state), state.released);
  if (amount.currency !== most.currency) {
    return refuse('ESCROW_REFUND_CURRENCY', { orderNo, currency: amount.currency, paid: most.currency });
  }
  const possible = amount.minor > 0n && compare(amount, most) <= 0;
  const amounts = { amount: formatMoney(amount), most: formatMoney(most) };
  return possible ? undefined : refuse('ESCROW_DISPUTE_AMOUNT', { orderNo, ...amounts });
}

function late({ kind, windows }: Omit<FreezePart, 'holdId'>, state: Escrow, at: string): Flaw {
  const { claimDays, chargebackDays, chargebackMostDays } = windows;
  const after = (from: string, days: number) => (from === '' ? Infinity : Date.parse(from) + days * dayMs);
  const most = {
    CLAIM: after(state.firstEndsAt, claimDays),
    CHARGEBACK: Math.min(after(state.firstEndsAt, chargebackDays), after(state.bookedAt, chargebackMostDays)),
    WITHHOLDING: Infinity,
  }[kind];
  if (Date.parse(at) <= most) return undefined;
  return refuse('ESCROW_DISPUTE_LATE', { orderNo: state.orderNo, until: new Date(most).toISOString() });
}

// One payment goes back one way: by the issuer of the card, or by us.
function excluded({ kind, refundsSettled }: Omit<FreezePart, 'holdId'>, state: Escrow): Flaw {
  const { orderNo, frozen, refunds } = state;
  if (frozen.some((part) => part.kind === 'CHARGEBACK')) return refuse('ESCROW_CHARGED_BACK', { orderNo });
  if (kind !== 'CHARGEBACK') return undefined;
  if (frozen.length > 0 || state.disputed) return refuse('ESCROW_DISPUTED', { orderNo });
  return refunds.length > refundsSettled ? refuse('ESCROW_REFUND_UNDER_WAY', { orderNo }) : undefined;
}

/** What was frozen is divided, in any way: the buyer's share is taken from what was never released first. */
export function settlePart({ holdId, toBuyer }: SettlePart, state: Escrow): Answer {
  const { escrowId, orderId, orderNo, fundsId, settled } = state;
  if (settled.includes(holdId)) return [];
  const stop = against('SettlePart', state);
  if (stop !== undefined) return stop;
  const part = state.frozen.find((one) => one.holdId === holdId);
  if (part === undefined) return refuse('ESCROW_HOLD_UNKNOWN', { orderNo });
  const { amount, clawed, kind } = part;
  if (toBuyer.currency !== amount.currency || toBuyer.minor < 0n || compare(toBuyer, amount) > 0) {
    return refuse('ESCROW_SPLIT_INVALID', { orderNo, toBuyer: formatMoney(toBuyer), amount: formatMoney(amount) });
  }
  const toSeller = subtract(amount, toBuyer);
  const left = subtract(leftOf(state), divided(part, toBuyer).heldToBuyer);
  const about = { escrowId, orderId, orderNo, holdId, kind };
  return [{ type: 'EscrowPartSettled', data: { ...about, toBuyer, toSeller, left, fundsId, clawed } }];
}

/** Of a frozen part, what each gets from what was held and from what had been released. */
export function divided({ amount, clawed }: Pick<FrozenPart, 'amount' | 'clawed'>, toBuyer: Money) {
  const held = subtract(amount, clawed);
  const heldToBuyer = compare(toBuyer, held) > 0 ? held : toBuyer;
  const clawedToBuyer = subtract(toBuyer, heldToBuyer);
  return {
    ...{ heldToBuyer, clawedToBuyer },
    ...{ heldToSeller: subtract(held, heldToBuyer), clawedToSeller: subtract(clawed, clawedToBuyer) },
  };
}

/** Once: what the issuer had taken is the merchant's after all. */
export function reverseCharge(holdId: string, state: Escrow): Answer {
  const { escrowId, orderId, orderNo, charged, settled } = state;
  const stop = against('ReverseCharge', state);
  if (stop !== undefined) return stop;
  const found = charged.find((one) => one.holdId === holdId);
  if (found === undefined) return settled.includes(holdId) ? [] : refuse('ESCROW_HOLD_UNKNOWN', { orderNo });
  return [{ type: 'EscrowChargeReversed', data: { escrowId, orderId, holdId, amount: found.amount } }];
}
