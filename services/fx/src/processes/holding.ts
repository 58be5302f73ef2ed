import type { FxEvent, Only } from '@portolan/contracts';
import { type Commands, following, type Recorded, type Requests } from '@portolan/engine';
import { add, isZero, type Money, money, subtract } from '@portolan/money';
import { dispute } from '../dispute/dispute.ts';
import { due, sharesOf } from '../due/due.ts';
import { escrow } from '../escrow/escrow.ts';
import { divided } from '../escrow/freezing.ts';
import type { Escrow, HoldKind, Windows } from '../escrow/state.ts';
import { accountId } from '../ledger/accounts.ts';
import {
  chargeReversed,
  depositReturned,
  disputeFee,
  disputeHeld,
  disputeSettled,
  holdTransaction,
} from '../ledger/disputes.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { escrowPartRelease } from '../ledger/postings.ts';
import { availableIn } from '../ledger/sums.ts';
import { isPosted } from '../ledger/transactions.ts';
import { payout } from '../payout/payout.ts';
import { holdRefundId, refundId } from '../payout/references.ts';
import { coveredBy, security, securityId } from '../security/security.ts';
import { postAs } from './posting.ts';
import { carryOutRelease } from './releasing.ts';
import { payBack } from './returning.ts';

type Of<Type extends FxEvent['type']> = Recorded<Only<FxEvent, Type>>;

/** What is configured of disputes. */
export interface DisputeRules {
  readonly windows: Windows;
  /** Months in which what the platform advances has to come back. */
  readonly advanceMonths: number;
}

/**
 * What follows from disputes and withheld proceeds: the escrow freezes the part, the books set it aside, and divide it as
 * was resolved. Repeated until it is done.
 */
export function holding(commands: Commands, rules: DisputeRules): Requests<FxEvent> {
  return {
    name: 'fx.holding.v1',
    on: {
      DisputeOpened: (event) => freeze(commands, event, rules.windows),
      EscrowPartFrozen: (event) => setAside(commands, event, rules.advanceMonths),
      DisputeResolved: ({ data, ...event }) => settle(commands, { ...event, data }, data.disputeId, data.toBuyer),
      WithholdingDecided: ({ data, ...event }) => {
        const { withholdingId, amount, outcome } = data;
        const toBuyer = outcome === 'UPHELD' ? amount : money(0n, amount.currency);
        return settle(commands, { ...event, data }, withholdingId, toBuyer);
      },
      EscrowPartSettled: (event) => divide(commands, event),
      DisputeReversed: (event) => reverse(commands, event),
      EscrowChargeReversed: (event) => {
        const { holdId, orderId, amount } = event.data;
        const { tenant } = event.meta;
        const books = following(event, { tenant, orderId }, 'books');
        return postAs(commands, chargeReversed(holdId, tenant, amount), books);
      },
      DepositReturned: ({ data: { securityId: id, amount }, ...event }) => {
        const { tenant, id: eventId } = event.meta;
        const books = following({ ...event, data: {} }, { tenant, orderId: '' }, 'books');
        return postAs(commands, depositReturned(id, eventId, tenant, amount), books);
      },
      EscrowPartReleased: (event) => {
        const { escrowId, orderId } = event.data;
        const { tenant } = event.meta;
        return postAs(
          commands,
          escrowPartRelease(escrowId, tenant, event.data),
          following(event, { tenant, orderId }, 'books'),
        );
      },
    },
  };
}

async function freeze(commands: Commands, event: Of<'DisputeOpened'>, windows: Windows): Promise<void> {
  const { disputeId: holdId, escrowId, orderId, orderNo, kind, amount } = event.data;
  const { tenant } = event.meta;
  const about = { tenant, orderId };
  const { state } = await commands.load(escrow, tenant, escrowId);
  const refundsSettled = await settledRefunds(commands, tenant, state);
  const command = {
    type: 'FreezePart',
    orderNo,
    holdId,
    kind: kind as HoldKind,
    amount,
    refundsSettled,
    windows,
  } as const;
  const outcome = await commands.execute(escrow, escrowId, command, following(event, about, 'freeze'));
  if (outcome.ok) return;
  const { refused } = outcome.refusal;
  if (refused === 'ESCROW_RELEASE_PENDING') throw new Error(`dispute ${holdId}: ${refused}`);
  await commands.execute(dispute, holdId, { type: 'RefuseHold', reason: refused }, following(event, about, 'refuse'));
}

/** How many of an escrow's refunds the bank has booked. */
export async function settledRefunds(
  commands: Commands,
  tenant: string,
  { fundsId, refunds }: Escrow,
): Promise<number> {
  let settled = 0;
  for (const left of refunds) {
    const { state } = await commands.load(payout, tenant, refundId(tenant, fundsId, left));
    if (state.status === 'SETTLED') settled += 1;
  }
  return settled;
}

async function setAside(commands: Commands, event: Of<'EscrowPartFrozen'>, months: number): Promise<void> {
  const { escrowId, holdId, orderId, kind, amount, clawed } = event.data;
  const { tenant } = event.meta;
  const about = { tenant, orderId };
  await coverShort(commands, event, months);
  const { state } = await commands.load(security, tenant, securityId(tenant, amount.currency));
  const { deposit, advance } = coveredBy(state, holdId, amount);
  const from = { held: subtract(amount, clawed), merchant: subtract(clawed, add(deposit, advance)), deposit, advance };
  await postAs(commands, disputeHeld({ holdId, escrowId, tenant }, amount, from), following(event, about, 'books'));
  if (kind === 'WITHHOLDING') return;
  const { state: opened } = await commands.load(dispute, tenant, holdId);
  if (opened.fee !== undefined) await postAs(commands, disputeFee(holdId, opened.fee), following(event, about, 'fee'));
  await commands.execute(dispute, holdId, { type: 'RecordHold', clawed }, following(event, about, 'held'));
}

/** What the merchant has not of what it must give back: its deposit stands in, then the platform. Once it is booked, no more. */
async function coverShort(commands: Commands, event: Of<'EscrowPartFrozen'>, months: number): Promise<void> {
  const { holdId, orderId, clawed } = event.data;
  const { tenant } = event.meta;
  const { state: books } = await commands.load(ledger, tenant, mainBook);
  if (isZero(clawed) || isPosted(books, holdTransaction(holdId))) return;
  const there = availableIn(books, accountId(2000, clawed.currency, tenant));
  const short = clawed.minor - (there > 0n ? there : 0n);
  if (short <= 0n) return;
  const id = securityId(tenant, clawed.currency);
  const amount = money(short, clawed.currency);
  const command = { type: 'Cover', securityId: id, reference: holdId, amount, months } as const;
  await commands.execute(security, id, command, following(event, { tenant, orderId }, 'cover', String(short)));
}

async function settle(
  commands: Commands,
  event: Of<'DisputeResolved'> | Of<'WithholdingDecided'>,
  holdId: string,
  toBuyer: Money,
): Promise<void> {
  const { escrowId, orderId, orderNo } = event.data;
  const { tenant } = event.meta;
  const { state } = await commands.load(escrow, tenant, escrowId);
  const isFrozen = state.frozen.some((part) => part.holdId === holdId);
  // Its escrow froze nothing: there is nothing to divide.
  if (!isFrozen && event.type === 'DisputeResolved' && isZero(add(toBuyer, event.data.toSeller))) return;
  const command = { type: 'SettlePart', orderNo, holdId, toBuyer } as const;
  const outcome = await commands.execute(escrow, escrowId, command, following(event, { tenant, orderId }, 'settle'));
  if (!outcome.ok) throw new Error(`${holdId} is not settled: ${outcome.refusal.refused}`);
}

async function divide(commands: Commands, event: Of<'EscrowPartSettled'>): Promise<void> {
  const { escrowId, holdId, orderId, orderNo, kind, toBuyer, toSeller, clawed } = event.data;
  const { tenant, id: causation, time } = event.meta;
  const about = { tenant, orderId };
  const amount = add(toBuyer, toSeller);
  const { heldToSeller, clawedToSeller } = divided({ amount, clawed }, toBuyer);
  const back = { held: heldToSeller, ...(await restored(commands, event, clawedToSeller)) };
  const isCharged = kind === 'CHARGEBACK';
  const hold = { holdId, escrowId, tenant };
  const { state } = await commands.load(escrow, tenant, escrowId);
  const shares = isCharged || isZero(toBuyer) ? [] : await sharesFor(commands, tenant, event.data);
  const books = disputeSettled(hold, isCharged ? { charged: toBuyer } : { shares }, amount, back);
  await postAs(commands, books, following(event, about, 'books'));
  for (const share of shares) {
    const payoutId = holdRefundId(tenant, holdId, share.fundsId);
    // About no order: an order waits for refunds that it asked for itself, and takes no other for one.
    await payBack(commands, event, { payoutId, orderId: '', ...share, orderNo, reference: '' });
  }
  await goOn(commands, event, state, causation, time);
}

/** Whose money it is that goes back: of each credit that paid, by the way it came. */
async function sharesFor(
  commands: Commands,
  tenant: string,
  { escrowId, fundsId, toBuyer, left }: Of<'EscrowPartSettled'>['data'],
) {
  const { state: paid } = await commands.load(due, tenant, escrowId);
  if (paid.parts.length < 2) return [{ fundsId, amount: toBuyer }];
  return sharesOf(paid.parts, add(left, toBuyer), toBuyer);
}

/** Of what the merchant gets back, first what was advanced for it is taken back, then its deposit is filled up. */
async function restored(commands: Commands, event: Of<'EscrowPartSettled'>, amount: Money) {
  const { holdId, orderId } = event.data;
  const { tenant } = event.meta;
  const id = securityId(tenant, amount.currency);
  const none = money(0n, amount.currency);
  if (!isZero(amount)) {
    const command = { type: 'Restore', securityId: id, reference: holdId, amount } as const;
    await commands.execute(security, id, command, following(event, { tenant, orderId }, 'restore'));
  }
  const { state } = await commands.load(security, tenant, id);
  const [advance, deposit] = [state.recovered[holdId] ?? none, state.restored[holdId] ?? none];
  return { advance, deposit, merchant: subtract(amount, add(advance, deposit)) };
}

/** The buyer was content, or the inspection is over: what is no longer disputed is released. */
async function goOn(
  commands: Commands,
  event: Of<'EscrowPartSettled'>,
  { status, endsAt, accepted, frozen, disputed, orderId, orderNo, escrowId }: Escrow,
  causation: string,
  time: string,
): Promise<void> {
  const { tenant } = event.meta;
  const isDue = status === 'INSPECTION' && (accepted || endsAt <= time);
  if (frozen.length > 0 || disputed || !(isDue || status === 'RELEASING')) return;
  const command = accepted
    ? ({ type: 'AcceptEscrow', orderId, orderNo } as const)
    : ({ type: 'EndInspection', orderNo } as const);
  await commands.execute(escrow, escrowId, command, following(event, { tenant, orderId }, 'rest'));
  await carryOutRelease(commands, tenant, escrowId, causation);
}

async function reverse(commands: Commands, event: Of<'DisputeReversed'>): Promise<void> {
  const { disputeId: holdId, escrowId, orderId, orderNo } = event.data;
  const { tenant } = event.meta;
  const command = { type: 'ReverseCharge', orderNo, holdId } as const;
  const outcome = await commands.execute(escrow, escrowId, command, following(event, { tenant, orderId }, 'reverse'));
  if (!outcome.ok) throw new Error(`${holdId} is not reversed: ${outcome.refusal.refused}`);
}
