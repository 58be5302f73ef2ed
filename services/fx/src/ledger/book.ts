import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Entry } from '@portolan/contracts/fx/v1/types';
import type { Decision } from '@portolan/eventsourcing';
import type { PersistentMap } from '@portolan/eventsourcing/persistent-map';

// What a ledger is made of: its entries, what may be asked of it, what it keeps.

export type LedgerEntry = Complete<Entry>;
export type LedgerEvent = Only<
  FxEvent,
  'TransactionPosted' | 'TransferReserved' | 'TransferVoided' | 'TransferExpired' | 'PeriodClosed'
>;
export type LedgerRefusal = Extract<keyof typeof fxRefusals, `LEDGER_${string}`>;

/** One transaction: balanced in every currency it touches. `effectiveAt` is the business time of the fact. */
export interface Posting {
  readonly transactionId: string;
  readonly type: TransactionType;
  readonly businessReference: string;
  /** Empty: the time at which it is posted. */
  readonly effectiveAt: string;
  readonly entries: readonly LedgerEntry[];
}

export type TransactionType =
  | 'RECEIPT'
  | 'SUSPENSE'
  | 'SUSPENSE_CLEARED'
  | 'ESCROW_FUNDING'
  | 'ESCROW_RELEASE'
  | 'SALE_RESERVED'
  | 'SALE_RESERVE_FREED'
  | 'SALE'
  | 'COVER'
  | 'PAYOUT'
  | 'PAYOUT_REVERSED'
  | 'PAYOUT_BOOKED'
  | 'PAYOUT_RETURNED'
  | 'ESCROW_REFUND'
  | 'SUSPENSE_RETURNED'
  | 'RECEIPT_CHARGE'
  | 'SUSPENSE_RELEASED'
  | 'REFUND'
  | 'TAX_DIFFERENCE'
  | 'TAX_GIVEN_BACK'
  | 'TAX_PAYMENT'
  | 'CLAIM'
  | 'CLAIM_PAID'
  | 'ESCROW_PART_RELEASE'
  | 'DISPUTE_HOLD'
  | 'DISPUTE_FEE'
  | 'DISPUTE_SETTLED'
  | 'CHARGE_REVERSED'
  | 'DEPOSIT_TAKEN'
  | 'DEPOSIT_RETURNED'
  | 'REFUND_CONVERTED'
  | 'TRANSFER'
  | 'REVERSAL'
  | 'BREAK_CLOSED'
  | 'DEAL_DEPOSIT'
  | 'DEAL_DEPOSIT_MOVED'
  | 'DEAL_FUNDS'
  | 'DEAL_FUNDS_FREED'
  | 'DEAL'
  | 'DEAL_COVER'
  | 'DEAL_CLOSE_OUT'
  | 'REVALUATION'
  | 'REVALUATION_REVERSED';

/** Takes a transaction back: a new one with its sides turned round, so that both together change nothing. */
export interface Reverse {
  readonly type: 'Reverse';
  /** Of the reversal. */
  readonly transactionId: string;
  /** What is taken back, as it was posted: the ledger knows what it said by its digest. */
  readonly original: Omit<Posting, 'effectiveAt'>;
  readonly reason: string;
}

/** Nothing is posted any more with a business date up to this day. */
export interface ClosePeriod {
  readonly type: 'ClosePeriod';
  /** yyyy-mm-dd, in UTC as all business dates of the books. */
  readonly until: string;
}

/** Sets aside what `entries` would book. */
export interface Reserve {
  readonly type: 'Reserve';
  readonly reservationId: string;
  readonly transfer: TransactionType;
  readonly businessReference: string;
  readonly entries: readonly LedgerEntry[];
  /** After how many seconds it expires; 0: never. An interval, so that no two clocks need agree. */
  readonly seconds: number;
}

/** Books what was reserved, or less: what is left is free. */
export interface PostReserved {
  readonly type: 'PostReserved';
  readonly reservationId: string;
  readonly transactionId: string;
  /** Empty: when it is posted. */
  readonly effectiveAt: string;
  /** Each at most what was reserved on its account and side; empty: all of it. */
  readonly entries: readonly LedgerEntry[];
}

export interface VoidReserved {
  readonly type: 'VoidReserved';
  readonly reservationId: string;
  readonly reason: string;
}

/** Its time may be over. */
export interface ExpireReserved {
  readonly type: 'ExpireReserved';
  readonly reservationId: string;
}

export type ReservationCommand = Reserve | PostReserved | VoidReserved | ExpireReserved;

export type LedgerCommand = Posting | ReservationCommand | Reverse | ClosePeriod;

/** In minor units, in the account's normal direction. */
export interface Sums {
  readonly balance: bigint;
  /** Reserved to go out. */
  readonly outgoing: bigint;
  /** Reserved to come in: never counted as there. */
  readonly incoming: bigint;
}

/** Accounts that hold something or have something reserved; all others are at zero. */
export type Accounts = PersistentMap<Sums>;

export type Ending = 'POSTED' | 'VOIDED' | 'EXPIRED';

export interface Reservation {
  readonly state: 'OPEN' | Ending;
  readonly digest: string;
  readonly transfer: TransactionType;
  readonly businessReference: string;
  /** Empty: never by itself. */
  readonly expiresAt: string;
  /** What is set aside; nothing any more once it has ended. */
  readonly entries: readonly LedgerEntry[];
}

export interface Ledger {
  readonly accounts: Accounts;
  /** Digest of what each transaction said, by its id. */
  readonly posted: PersistentMap<string>;
  readonly reservations: PersistentMap<Reservation>;
  /** Transactions that were taken back, and by which. */
  readonly reversed: PersistentMap<string>;
  /** Last day of the last closed period; empty: none is. */
  readonly closedUntil: string;
  /** Of the last transaction. */
  readonly chain: string;
}

export type Decided = Decision<LedgerEvent, LedgerRefusal>;
