import type { Facts } from '@portolan/eventsourcing';
import { refuse } from '@portolan/eventsourcing';
import { equal, formatMoney, type Money } from '@portolan/money';
import { against } from './course/against.ts';
import { fits } from './early-funds.ts';
import type { Answer, Escrow, EscrowEvent, FundEscrow, OpenEscrow, PassFundsOver, SetFundsAside } from './state.ts';

const hourMs = 60 * 60 * 1000;

export function open(command: OpenEscrow, state: Escrow, { at }: Facts): Answer {
  const { escrowId, orderId, orderNo, amount, tax, commission, paymentHours } = command;
  if (state.status !== 'NONE') {
    const same = state.orderId === orderId && equal(state.amount, amount) && sameTax(state.tax, tax);
    return same ? [] : refuse('ESCROW_EXISTS', { orderNo });
  }
  if (amount.minor <= 0n) return refuse('ESCROW_AMOUNT_INVALID', { amount: formatMoney(amount) });
  if (tax !== undefined && !isPartOf(amount, tax)) {
    return refuse('ESCROW_TAX_INVALID', { tax: formatMoney(tax), amount: formatMoney(amount) });
  }
  const due = new Date(Date.parse(at) + paymentHours * hourMs).toISOString();
  const withheld = tax === undefined || tax.minor === 0n ? {} : { tax };
  return [{ type: 'EscrowOpened', data: { escrowId, orderId, orderNo, amount, commission, ...withheld, due } }];
}

function sameTax(known: Money | undefined, asked: Money | undefined): boolean {
  if (known === undefined || asked === undefined) return known === undefined && (asked?.minor ?? 0n) === 0n;
  return equal(known, asked);
}

function isPartOf(amount: Money, tax: Money): boolean {
  return tax.currency === amount.currency && tax.minor >= 0n && tax.minor < amount.minor;
}

// Exact to the minor unit: how much less or more is acceptable is for buyer and merchant to agree, not for us.
export function fund(command: FundEscrow, state: Escrow): Answer {
  const { fundsId, amount, servicerReference, bookedAt } = command;
  const { escrowId, orderId, orderNo } = state;
  if (state.fundsId === fundsId) return [];
  const stop = against('FundEscrow', state);
  if (stop !== undefined) return stop;
  if (!fits(state.amount, command)) {
    const [expected, received] = [formatMoney(state.amount), formatMoney(amount)];
    return refuse('ESCROW_AMOUNT_DIFFERS', { orderNo, expected, received });
  }
  const first = state.early.find((funds) => fits(state.amount, funds));
  if (first !== undefined && first.fundsId !== fundsId) return refuse('ESCROW_FUNDS_WAITING', { orderNo });
  const data = { escrowId, orderId, fundsId, amount, servicerReference, bookedAt };
  return [{ type: 'EscrowFunded', data }];
}

// Before the escrow opens nobody knows what it will expect, and what comes besides or after its payment goes back once it
// is over. While it awaits funding, only what fits can be for it; of anything else it tells.
export function setAside(data: SetFundsAside, state: Escrow): Answer {
  const { escrowId, orderNo, fundsId, amount, servicerReference, bookedAt } = data;
  const { early, mismatched, spare } = state;
  const known = early.some((funds) => funds.fundsId === fundsId) || [...mismatched, ...spare].includes(fundsId);
  if (known || fundsId === state.fundsId) return [];
  if (state.status === 'AWAITING_FUNDING' && !fits(state.amount, data)) return [mismatch(state, fundsId, amount)];
  const waiting = { escrowId, orderNo, fundsId, amount, servicerReference, bookedAt };
  return [{ type: 'FundsSetAside', data: waiting }];
}

export function passOver({ fundsId, reason }: PassFundsOver, state: Escrow): Answer {
  const { escrowId, orderId, orderNo } = state;
  const found = state.early.find((funds) => funds.fundsId === fundsId);
  if (found === undefined) return [];
  const { amount } = found;
  const passed: EscrowEvent = {
    type: 'FundsPassedOver',
    data: { escrowId, orderId, orderNo, fundsId, amount, reason },
  };
  return reason === 'ESCROW_AMOUNT_DIFFERS' ? [passed, mismatch(state, fundsId, amount)] : [passed];
}

function mismatch({ escrowId, orderId, orderNo, amount: expected }: Escrow, fundsId: string, received: Money) {
  const data = { escrowId, orderId, orderNo, fundsId, expected, received };
  return { type: 'PaymentMismatched', data } as const;
}

/** Once, and only while nobody has paid. */
export function checkPayment(state: Escrow, { at }: Facts): Answer {
  const { escrowId, orderId, due, overdue } = state;
  const stop = against('CheckPayment', state);
  if (stop !== undefined) return stop;
  if (overdue || due === '' || at < due) return [];
  return [{ type: 'PaymentOverdue', data: { escrowId, orderId, due } }];
}
