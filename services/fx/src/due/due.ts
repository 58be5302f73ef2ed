import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import { type Decider, type Decision, refuse } from '@portolan/eventsourcing';
import { add, compare, formatMoney, isZero, type Money, money, subtract, sum } from '@portolan/money';

type DueEvent = Only<FxEvent, 'EscrowPartPaid' | 'EscrowPartWithdrawn'>;
type DueRefusal = Extract<keyof typeof fxRefusals, 'ESCROW_AMOUNT_DIFFERS'>;

/** A part of a credit that pays an order. */
export interface Part {
  readonly fundsId: string;
  readonly lineId: string;
  /** With the charge. */
  readonly amount: Money;
  /** What banks on the way kept, or what is forgiven; absent: nothing. */
  readonly charge?: Money;
  readonly servicerReference: string;
  /** RFC 3339 */
  readonly bookedAt: string;
}

export interface TakePart extends Part {
  readonly escrowId: string;
  readonly orderId: string;
  readonly orderNo: string;
  /** What the escrow expects in all. */
  readonly expected: Money;
}

export type DueCommand =
  | ({ readonly type: 'TakePart' } & TakePart)
  /** The escrow is over, or was paid otherwise: what is kept for it is free. */
  | {
      readonly type: 'WithdrawParts';
      readonly reason: string;
      /** What is there in whole is on its way into the escrow. */
      readonly unlessPaid: boolean;
    };

export interface Due {
  readonly escrowId: string;
  readonly orderId: string;
  readonly orderNo: string;
  /** Undefined until the first part came. */
  readonly open?: Money;
  readonly parts: readonly Part[];
  /** Ids of all parts that it ever had. */
  readonly known: readonly string[];
}

/** All is there: the escrow can be funded. */
export function isPaid({ open }: Pick<Due, 'open'>): boolean {
  return open !== undefined && isZero(open);
}

/**
 * What an order is paid in parts, of one credit or several, before its escrow is funded: one per escrow, under its id. It
 * never takes more than the escrow expects.
 */
export const due: Decider<Due, DueCommand, DueEvent, DueRefusal> & { readonly name: 'due' } = {
  name: 'due',
  initial: { escrowId: '', orderId: '', orderNo: '', parts: [], known: [] },
  decide: (command, state) => (command.type === 'TakePart' ? take(command, state) : withdraw(command, state)),

  evolve(state, event) {
    if (event.type === 'EscrowPartWithdrawn') {
      const { lineId, open } = event.data;
      return { ...state, open, parts: state.parts.filter((part) => part.lineId !== lineId) };
    }
    const { escrowId, orderId, orderNo, open, paid: _, ...part } = event.data;
    const { parts, known } = state;
    return { escrowId, orderId, orderNo, open, parts: [...parts, part], known: [...known, part.lineId] };
  },
};

function take(command: TakePart, state: Due): Decision<DueEvent, DueRefusal> {
  const { type: _, expected, ...named } = command as TakePart & { type: string };
  const { orderNo, lineId, amount } = named;
  if (state.known.includes(lineId)) return [];
  const open = state.open ?? expected;
  if (amount.currency !== open.currency || amount.minor <= 0n || compare(amount, open) > 0) {
    const [wanted, received] = [formatMoney(open), formatMoney(amount)];
    return refuse('ESCROW_AMOUNT_DIFFERS', { orderNo, expected: wanted, received });
  }
  const paid = sum([...state.parts.map((part) => part.amount), amount], open.currency);
  return [{ type: 'EscrowPartPaid', data: { ...named, paid, open: subtract(open, amount) } }];
}

type Withdraw = Extract<DueCommand, { type: 'WithdrawParts' }>;

function withdraw({ reason, unlessPaid }: Withdraw, state: Due): readonly DueEvent[] {
  if (unlessPaid && isPaid(state)) return [];
  const { escrowId, orderId, orderNo, parts } = state;
  let open = state.open ?? money(0n, 'USD');
  return parts.map(({ fundsId, lineId, amount }) => {
    open = add(open, amount);
    return { type: 'EscrowPartWithdrawn', data: { escrowId, orderId, orderNo, fundsId, lineId, amount, open, reason } };
  });
}

/** What of a refund goes back with which credit. */
export interface Share {
  readonly fundsId: string;
  readonly amount: Money;
}

/**
 * Whose money a refund is, where several credits paid: each by the original route, the latest first, none more than it
 * paid. `before`: what the escrow held until then, of `paid` in all by the parts.
 */
export function sharesOf(parts: readonly Part[], before: Money, refund: Money): readonly Share[] {
  const paid = sum(
    parts.map(({ amount }) => amount),
    before.currency,
  );
  let skip = paid.minor - before.minor;
  let left = refund.minor;
  const shares: Share[] = [];
  for (const { fundsId, amount } of parts.toReversed()) {
    const skipped = least(skip, amount.minor);
    const rest = amount.minor - skipped;
    const share = least(rest, left);
    skip -= skipped;
    left -= share;
    if (share > 0n) shares.push({ fundsId, amount: money(share, before.currency) });
  }
  return shares;
}

function least(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}
