import type { EscrowCommand, EscrowEvent, EscrowRefusal } from '../state.ts';
import { type Position, positions } from './positions.ts';

/** Who makes a move: a side of the trade, who drives the order, the platform, the bank, the clock, the books. */
export type Actor = 'seller' | 'buyer' | 'order' | 'platform' | 'bank' | 'clock' | 'books';

/** What becomes of a command that comes at a position from which it makes no move. */
export type Otherwise = EscrowRefusal | 'NOTHING';

/** By `command` an escrow that stands at one of `from` comes to `to`, or stays; no other move exists. */
export interface Move {
  readonly command: EscrowCommand['type'];
  readonly by: Actor;
  readonly from: readonly Position[];
  /** Where it leads; undefined: it stays where it stands. */
  readonly to?: Position;
  /** Where nothing is left of the money. */
  readonly emptied?: Position;
  readonly guard: string;
  /** What the books do. */
  readonly money: string;
  readonly event: EscrowEvent['type'];
  readonly otherwise: Readonly<Partial<Record<Position, Otherwise>>>;
}

const funded = ['FUNDED', 'INSPECTION'] as const;
const over = { CANCELLED: 'ESCROW_CANCELLED', REFUNDED: 'ESCROW_REFUNDED' } as const;
const unfunded = { AWAITING_FUNDING: 'ESCROW_NOT_FUNDED' } as const;
const released = { RELEASING: 'ESCROW_RELEASED', RELEASED: 'ESCROW_RELEASED' } as const;
const releasedAlready = { RELEASING: 'NOTHING', RELEASED: 'NOTHING' } as const;
const all = (what: Otherwise, ...but: readonly Position[]): Move['otherwise'] =>
  Object.fromEntries(positions.filter((position) => !but.includes(position)).map((position) => [position, what]));
const alreadyFunded: Move['otherwise'] = {
  ...all('ESCROW_ALREADY_FUNDED', 'NONE', 'AWAITING_FUNDING'),
  CANCELLED: 'ESCROW_CANCELLED',
};

/** The course of an escrow: every move there is. The first three stand for CREATED → AWAITING_FUNDING → FUNDED. */
export const course: readonly Move[] = [
  {
    ...{ command: 'OpenEscrow', by: 'order', from: ['NONE'], to: 'AWAITING_FUNDING', event: 'EscrowOpened' },
    ...{ guard: 'amount above zero, tax part of it', money: '–', otherwise: all('ESCROW_EXISTS', 'NONE') },
  },
  {
    ...{ command: 'ProposeMilestones', by: 'seller', from: ['AWAITING_FUNDING'], event: 'MilestonesProposed' },
    ...{ guard: 'percents add up to 100; agreed where both sides name the same', money: '–' },
    otherwise: alreadyFunded,
  },
  {
    ...{ command: 'FundEscrow', by: 'bank', from: ['AWAITING_FUNDING'], to: 'FUNDED', event: 'EscrowFunded' },
    ...{ guard: 'the agreed amount and currency', money: 'Dr 2000 · Cr 2100', otherwise: alreadyFunded },
  },
  {
    ...{ command: 'CheckPayment', by: 'clock', from: ['AWAITING_FUNDING'], event: 'PaymentOverdue' },
    ...{ guard: 'the time to pay is over; once', money: '–', otherwise: all('NOTHING', 'NONE', 'AWAITING_FUNDING') },
  },
  {
    ...{ command: 'ProveMilestone', by: 'seller', from: funded, event: 'MilestoneProven' },
    ...{ guard: 'a milestone of trigger PROOF', money: '–', otherwise: { ...unfunded, ...over, ...released } },
  },
  {
    ...{ command: 'ReleaseMilestone', by: 'buyer', from: funded, event: 'EscrowPartReleased' },
    ...{ guard: 'proven, not released, held and not disputed' },
    ...{ money: 'Dr 2100 · Cr 2000 net · Cr 4000 fee · Cr 2200 tax' },
    otherwise: { ...unfunded, ...over, ...released },
  },
  {
    ...{ command: 'StartInspection', by: 'order', from: ['FUNDED'], to: 'INSPECTION', event: 'InspectionStarted' },
    ...{ guard: 'delivered', money: '–' },
    otherwise: { ...unfunded, ...over, ...releasedAlready, INSPECTION: 'NOTHING' },
  },
  {
    ...{ command: 'ExtendInspection', by: 'seller', from: ['INSPECTION'], event: 'InspectionExtended' },
    ...{ guard: 'later than now and than before, within the longest', money: '–' },
    otherwise: {
      ...{ AWAITING_FUNDING: 'ESCROW_NOT_DELIVERED', FUNDED: 'ESCROW_NOT_DELIVERED' },
      ...over,
      ...released,
    },
  },
  {
    ...{ command: 'OpenDispute', by: 'order', from: funded, event: 'EscrowDisputed' },
    ...{ guard: 'not more than it holds', money: '–', otherwise: { ...unfunded, ...over, ...released } },
  },
  {
    ...{ command: 'FreezePart', by: 'platform', from: [...funded, 'RELEASED', 'REFUNDED'], event: 'EscrowPartFrozen' },
    ...{ guard: 'within the window; not more than it holds and released; a chargeback excludes all others' },
    ...{ money: 'Dr 2100, 2000, 2400 or 1300 · Cr 2150' },
    otherwise: { ...unfunded, CANCELLED: 'ESCROW_CANCELLED', RELEASING: 'ESCROW_RELEASE_PENDING' },
  },
  {
    ...{ command: 'SettlePart', by: 'platform', from: [...funded, 'RELEASING', 'RELEASED', 'REFUNDED'] },
    ...{ event: 'EscrowPartSettled', guard: 'any split of what was frozen' },
    ...{ money: "Dr 2150 · Cr 2300 the buyer's, or 1200 of a chargeback · Cr 1300, 2400, 2000 or 2100 the seller's" },
    otherwise: { AWAITING_FUNDING: 'ESCROW_HOLD_UNKNOWN', CANCELLED: 'ESCROW_HOLD_UNKNOWN' },
  },
  {
    ...{ command: 'ReverseCharge', by: 'platform', from: [...funded, 'RELEASING', 'RELEASED', 'REFUNDED'] },
    ...{ event: 'EscrowChargeReversed', guard: 'a chargeback that was lost', money: 'Dr 1200 · Cr 2000' },
    otherwise: { AWAITING_FUNDING: 'ESCROW_HOLD_UNKNOWN', CANCELLED: 'ESCROW_HOLD_UNKNOWN' },
  },
  {
    ...{ command: 'RefundEscrow', by: 'order', from: funded, emptied: 'REFUNDED', event: 'EscrowRefunded' },
    ...{ guard: 'paid currency, not more than it holds, no chargeback open', money: 'Dr 2100 · Cr 2300' },
    otherwise: { ...released, REFUNDED: 'ESCROW_REFUNDED', CANCELLED: 'NOTHING' },
  },
  {
    ...{ command: 'RefundEscrow', by: 'order', from: ['AWAITING_FUNDING'], to: 'CANCELLED', event: 'EscrowCancelled' },
    ...{ guard: 'no money that fits is on its way in', money: '–', otherwise: {} },
  },
  {
    ...{ command: 'AcceptEscrow', by: 'buyer', from: ['INSPECTION'], to: 'RELEASING', event: 'ReleaseDecided' },
    ...{ guard: 'nothing disputed; else the rest is released in part', money: '–' },
    otherwise: { ...unfunded, ...over, ...releasedAlready, FUNDED: 'ESCROW_NOT_DELIVERED' },
  },
  {
    ...{ command: 'EndInspection', by: 'clock', from: ['INSPECTION'], to: 'RELEASING', event: 'ReleaseDecided' },
    ...{ guard: 'the period is over; nothing disputed, else the rest is released in part', money: '–' },
    otherwise: {
      ...{ AWAITING_FUNDING: 'ESCROW_NOT_DELIVERED', FUNDED: 'ESCROW_NOT_DELIVERED' },
      ...over,
      ...releasedAlready,
    },
  },
  {
    ...{ command: 'RecordRelease', by: 'books', from: ['RELEASING'], to: 'RELEASED', event: 'EscrowReleased' },
    ...{ guard: 'the books hold it', money: 'Dr 2100 · Cr 2000 net · Cr 4000 fee · Cr 2200 tax' },
    otherwise: all('NOTHING', 'NONE', 'RELEASING'),
  },
  {
    ...{ command: 'GiveTaxBack', by: 'order', from: ['RELEASED'], event: 'TaxGivenBack' },
    ...{ guard: 'tax was withheld; once', money: 'Dr 2200 · Cr 2000' },
    otherwise: all('ESCROW_NOT_DELIVERED', 'NONE', 'RELEASED'),
  },
];
