import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { BankEntry } from '@portolan/contracts/fx/v1/types';
import type { Decision } from '@portolan/eventsourcing';
import { type Money, money } from '@portolan/money';

export type Credit = Complete<BankEntry>;
export type FundsEvent = Only<
  FxEvent,
  | 'FundsReceived'
  | 'FundsMatched'
  | 'FundsUnmatched'
  | 'FundsReturnRequested'
  | 'FundsAllotted'
  | 'FundsAllotmentDropped'
  | 'FundsHeld'
  | 'FundsCleared'
  | 'FundsReleased'
  | 'FundsPartReturnRequested'
>;
export type FundsRefusal = Extract<keyof typeof fxRefusals, `FUNDS_${string}`>;
export type Answer = Decision<FundsEvent, FundsRefusal>;

/** The virtual account that a credit came to. */
export interface CameTo {
  readonly virtualAccountId: string;
  /** The one order that it is for; '' where it is for all. */
  readonly orderNo: string;
}

/** A part of a credit that is kept for an order. */
export interface Line {
  readonly lineId: string;
  readonly escrowId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly amount: Money;
  /** What the order counts as paid beyond it; absent: nothing. */
  readonly charge?: Money;
}

interface Decided {
  readonly fundsId: string;
  /** Tenant and role; '' where rules decided. */
  readonly decidedBy: string;
}

export interface AllotFunds extends Decided {
  readonly lines: readonly Line[];
  readonly rule: string;
  readonly reason: string;
}

export interface HoldFunds extends Decided {
  readonly reason: string;
  readonly note: string;
}

export interface ClearFunds extends Decided {
  readonly evidence: string;
  readonly note: string;
}

export interface ReleaseFunds extends Decided {
  /** Absent: all that is left. */
  readonly amount?: Money;
  /** OPERATIONS, OVERPAID */
  readonly reason: string;
  readonly evidence: string;
}

export interface ReturnPart extends Decided {
  /** Absent: all that is left. */
  readonly amount?: Money;
  readonly orderId: string;
  readonly orderNo: string;
  /** OPERATIONS, OVERPAID, ESCROW_CANCELLED, ESCROW_OVER */
  readonly reason: string;
}

export interface Funds {
  readonly status: 'NONE' | 'RECEIVED' | 'MATCHED' | 'UNMATCHED' | 'RETURNING';
  /** As the bank booked it; undefined where it never did. */
  readonly entry?: Credit;
  /** Undefined: to an account that is configured. */
  readonly cameTo?: CameTo;
  /** Of the escrow or claim that it was matched to. */
  readonly matchedTo?: string;
  readonly lines: readonly Line[];
  /** Ids of parts that their orders did not take. */
  readonly dropped: readonly string[];
  /** Why it is held; undefined where it is not. */
  readonly held?: string;
  /** What was released and sent back in parts, and in how many. */
  readonly gone: bigint;
  readonly parts: number;
}

/** What of a credit is in suspense and for nothing yet. */
export function leftOf({ status, entry, lines, gone }: Funds): Money {
  const { minor, currency } = entry?.amount ?? { minor: 0n, currency: 'USD' };
  if (status === 'MATCHED' || status === 'RETURNING') return money(0n, currency);
  return money(
    lines.reduce((rest, { amount }) => rest - amount.minor, minor - gone),
    currency,
  );
}

/** Nothing was taken of it yet. */
export function isWhole({ lines, gone }: Pick<Funds, 'lines' | 'gone'>): boolean {
  return lines.length === 0 && gone === 0n;
}
