import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import { type Decision, madeId } from '@portolan/eventsourcing';
import type { Money } from '@portolan/money';
import type { BankLine, BookLine, Late } from './lines.ts';

export type ReconciliationEvent = Only<
  FxEvent,
  'StatementReconciled' | 'ReconciliationBreakOpened' | 'ReconciliationBreakExplained' | 'ReconciliationBreakClosed'
>;
export type ReconciliationRefusal = Extract<keyof typeof fxRefusals, `BREAK_${string}`>;
export type Answer = Decision<ReconciliationEvent, ReconciliationRefusal>;
export type Opened = Only<ReconciliationEvent, 'ReconciliationBreakOpened'>['data'];
export type Closed = Only<ReconciliationEvent, 'ReconciliationBreakClosed'>['data'];

/** A day's statement of one account and what the books have for it. */
export interface ReconcileStatement {
  readonly type: 'ReconcileStatement';
  readonly account: string;
  readonly currency: string;
  /** Day in China of the statement's end. */
  readonly date: string;
  readonly statementId: string;
  readonly sequence: bigint;
  readonly messageId: string;
  readonly opening?: Money;
  readonly closing?: Money;
  readonly bank: readonly BankLine[];
  /** Those that nothing was matched to yet. */
  readonly books: readonly BookLine[];
  readonly late: readonly Late[];
  /** Days that bank and books may be apart. */
  readonly toleranceDays: number;
  /** To whom belongs what the bank has and the books do not. */
  readonly tenant: string;
}

export interface Break extends Pick<Opened, 'type' | 'reference' | 'difference' | 'evidence' | 'owner' | 'ofTenant'> {
  readonly state: 'OPEN' | 'EXPLAINED' | 'CLOSED';
  readonly cause: string;
  readonly note: string;
}

export interface Reconciliation {
  readonly id: string;
  readonly account: string;
  readonly currency: string;
  /** Statements that were held against the books. */
  readonly statements: Readonly<Record<string, true>>;
  /** The bank's references, and ours that may be booked once, of all statements. */
  readonly seen: Readonly<Record<string, true>>;
  readonly breaks: Readonly<Record<string, Break>>;
}

/** One per account at the bank. */
export function reconciliationId(account: string): string {
  return madeId('reconciliation', account);
}

/** Of the gap that begins with this statement. */
export function gapId(account: string, expected: bigint): string {
  return madeId('break', account, 'gap', String(expected));
}
