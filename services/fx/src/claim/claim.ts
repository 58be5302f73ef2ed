import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Decider, Decision } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';
import { equal, formatMoney, type Money } from '@portolan/money';

type ClaimEvent = Only<FxEvent, 'ClaimOpened' | 'ClaimSettled'>;
type ClaimRefusal = Extract<keyof typeof fxRefusals, `CLAIM_${string}`>;
type Answer = Decision<ClaimEvent, ClaimRefusal>;

export interface OpenClaim {
  readonly claimId: string;
  readonly orderId: string;
  readonly orderNo: string;
  /** The carrier, by the name that orders use: it stands in an account's id. */
  readonly debtor: string;
  readonly amount: Money;
  /** LOST, DAMAGED, SHORT */
  readonly reason: string;
}

export type ClaimCommand =
  | ({ readonly type: 'OpenClaim' } & OpenClaim)
  /** A credit names its reference. */
  | { readonly type: 'SettleClaim'; readonly reference: string; readonly fundsId: string; readonly amount: Money };

export interface Claim {
  readonly status: 'NONE' | 'OPEN' | 'SETTLED';
  readonly claimId: string;
  readonly orderId: string;
  readonly debtor: string;
  readonly amount: Money;
  readonly reason: string;
  readonly fundsId: string;
}

/** One claim per order. */
export function claimId(tenant: string, orderId: string): string {
  return madeId('claim', tenant, orderId);
}

// The claim's id stands in what its payment must name, so a credit finds its claim without a search: 32 characters of
// the 35 that ISO 20022 allows.

export function claimReference(id: string): string {
  return `CLAIM-${id.toUpperCase()}`;
}

/** The claim that a word of a remittance names; undefined for one that names none. */
export function claimOf(word: string): string | undefined {
  return /^CLAIM-([0-9A-HJKMNP-TV-Z]{26})$/.exec(word.toUpperCase())?.[1]?.toLowerCase();
}

const reasons: ReadonlySet<string> = new Set(['LOST', 'DAMAGED', 'SHORT']);

/** What a carrier owes for goods that were lost, damaged or missing: opened once, settled by one credit of as much. */
export const claim: Decider<Claim, ClaimCommand, ClaimEvent, ClaimRefusal> & { readonly name: 'claim' } = {
  name: 'claim',
  initial: {
    status: 'NONE',
    claimId: '',
    orderId: '',
    debtor: '',
    amount: { minor: 0n, currency: 'USD' },
    reason: '',
    fundsId: '',
  },

  decide(command, state) {
    return command.type === 'OpenClaim' ? open(command, state) : settle(command, state);
  },

  evolve(state, { type, data }) {
    if (type === 'ClaimSettled') return { ...state, status: 'SETTLED', fundsId: data.fundsId };
    const { claimId: id, orderId, debtor, amount, reason } = data;
    return { status: 'OPEN', claimId: id, orderId, debtor, amount, reason, fundsId: '' };
  },
};

/** What speaks against opening it: a refusal, or [] where it is open already. Undefined: nothing does. */
export function againstOpening(command: OpenClaim, state: Claim): Answer | undefined {
  const { orderId, debtor, amount, reason } = command;
  if (state.status !== 'NONE') {
    const same = equal(state.amount, amount) && state.debtor === debtor;
    return same ? [] : refuse('CLAIM_EXISTS', { order: orderId, amount: formatMoney(state.amount) });
  }
  if (!reasons.has(reason)) return refuse('CLAIM_REASON_UNKNOWN', { reason });
  if (!/^[\w-]{1,40}$/.test(debtor)) return refuse('CLAIM_DEBTOR_INVALID', { debtor });
  return amount.minor > 0n ? undefined : refuse('CLAIM_AMOUNT_INVALID', { amount: formatMoney(amount) });
}

function open(command: OpenClaim, state: Claim): Answer {
  const against = againstOpening(command, state);
  if (against !== undefined) return against;
  const { claimId: id, orderId, orderNo, debtor, amount, reason } = command;
  const data = { claimId: id, orderId, orderNo, debtor, amount, reason, reference: claimReference(id) };
  return [{ type: 'ClaimOpened', data }];
}

// Exact to the minor unit, as for an escrow: what is to be made of less or more is for merchant and carrier to agree.
function settle({ reference, fundsId, amount }: Extract<ClaimCommand, { type: 'SettleClaim' }>, state: Claim): Answer {
  const { claimId: id, orderId } = state;
  if (state.status === 'NONE') return refuse('CLAIM_UNKNOWN', { reference });
  if (state.status === 'SETTLED') return state.fundsId === fundsId ? [] : refuse('CLAIM_SETTLED', { reference });
  if (!equal(amount, state.amount)) {
    const amounts = { expected: formatMoney(state.amount), received: formatMoney(amount) };
    return refuse('CLAIM_AMOUNT_DIFFERS', { reference, ...amounts });
  }
  return [{ type: 'ClaimSettled', data: { claimId: id, orderId, amount, fundsId } }];
}
