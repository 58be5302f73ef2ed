import { type Refusal, refuse } from '@portolan/eventsourcing';
import { formatMoney, isZero, type Money, sum } from '@portolan/money';
import {
  type AllotFunds,
  type Answer,
  type ClearFunds,
  type Funds,
  type FundsRefusal,
  type HoldFunds,
  leftOf,
  type ReleaseFunds,
  type ReturnPart,
} from './state.ts';

// One credit, several orders: what is decided about a part of it. All of it happens to money in suspense.

/** Keeps parts for orders, all of them or none; a part that is known already is not kept twice. */
export function allot({ fundsId, lines, rule, reason, decidedBy }: AllotFunds, state: Funds): Answer {
  const known = new Set([...state.lines.map(({ lineId }) => lineId), ...state.dropped]);
  const fresh = lines.filter(({ lineId }) => !known.has(lineId));
  if (fresh.length === 0) return [];
  const { currency } = leftOf(state);
  for (const { amount } of fresh) {
    const flaw = wrong(fundsId, amount, currency);
    if (flaw !== undefined) return flaw;
  }
  const all = sum(
    fresh.map(({ amount }) => amount),
    currency,
  );
  const flaw = untouchable(fundsId, state) ?? tooMuch(fundsId, all, state);
  if (flaw !== undefined) return flaw;
  return fresh.map((line) => ({ type: 'FundsAllotted', data: { fundsId, ...line, rule, decidedBy, reason } }));
}

/** The order does not take it: it is free again. */
export function dropAllotment(fundsId: string, lineId: string, reason: string, state: Funds): Answer {
  const line = state.lines.find((known) => known.lineId === lineId);
  if (line === undefined) return [];
  const { orderId, amount } = line;
  return [{ type: 'FundsAllotmentDropped', data: { fundsId, lineId, orderId, amount, reason } }];
}

/** What is left of it is not touched until it is cleared or sent back. */
export function hold({ fundsId, reason, note, decidedBy }: HoldFunds, state: Funds): Answer {
  if (state.held !== undefined) return [];
  const amount = leftOf(state);
  if (state.status !== 'UNMATCHED' || isZero(amount)) return refuse('FUNDS_NOT_IN_SUSPENSE', { funds: fundsId });
  return [{ type: 'FundsHeld', data: { fundsId, amount, reason, note, decidedBy } }];
}

export function clear({ fundsId, evidence, note, decidedBy }: ClearFunds, state: Funds): Answer {
  if (state.held === undefined) return refuse('FUNDS_NOT_HELD', { funds: fundsId });
  const amount = leftOf(state);
  return [{ type: 'FundsCleared', data: { fundsId, amount, evidence, note, decidedBy } }];
}

/** Without an order: it is the merchant's. */
export function release({ fundsId, reason, evidence, decidedBy, ...asked }: ReleaseFunds, state: Funds): Answer {
  const amount = asked.amount ?? leftOf(state);
  const flaw = untouchable(fundsId, state) ?? taken(fundsId, amount, state);
  if (flaw !== undefined) return flaw;
  return [{ type: 'FundsReleased', data: { fundsId, part: state.parts + 1, amount, reason, evidence, decidedBy } }];
}

/** Back to the payer. What is held goes back by a person's decision alone. */
export function returnPart({ fundsId, reason, decidedBy, ...asked }: ReturnPart, state: Funds): Answer {
  const { orderId, orderNo } = asked;
  const amount = asked.amount ?? leftOf(state);
  const held = decidedBy === '' ? untouchable(fundsId, state) : undefined;
  const flaw = held ?? taken(fundsId, amount, state);
  if (flaw !== undefined) return flaw;
  const data = { fundsId, part: state.parts + 1, amount, orderId, orderNo, reason, decidedBy };
  return [{ type: 'FundsPartReturnRequested', data }];
}

type Flaw = Refusal<FundsRefusal> | undefined;

function untouchable(fundsId: string, { held }: Funds): Flaw {
  return held === undefined ? undefined : refuse('FUNDS_HELD', { funds: fundsId, reason: held });
}

function taken(fundsId: string, amount: Money, state: Funds): Flaw {
  const left = leftOf(state);
  if (state.status !== 'UNMATCHED' || isZero(left)) return refuse('FUNDS_NOT_IN_SUSPENSE', { funds: fundsId });
  return wrong(fundsId, amount, left.currency) ?? tooMuch(fundsId, amount, state);
}

function wrong(funds: string, { minor, currency }: Money, paid: string): Flaw {
  if (minor > 0n && currency === paid) return undefined;
  return refuse('FUNDS_AMOUNT_INVALID', { funds, asked: formatMoney({ minor, currency }), currency: paid });
}

function tooMuch(funds: string, asked: Money, state: Funds): Flaw {
  const left = leftOf(state);
  if (state.status !== 'UNMATCHED') return refuse('FUNDS_NOT_IN_SUSPENSE', { funds });
  if (asked.minor <= left.minor) return undefined;
  return refuse('FUNDS_SHORT', { funds, left: formatMoney(left), asked: formatMoney(asked) });
}
