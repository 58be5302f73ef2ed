import type { Complete } from '@portolan/contracts';
import type { BreakEvidence } from '@portolan/contracts/fx/v1/types';
import type { Money } from '@portolan/money';

/** A booked entry of a statement. */
export interface BankLine {
  /** The bank's own. */
  readonly reference: string;
  /** What the books may know it by: a credit, a payment, a deal, a claim. */
  readonly keys: readonly string[];
  /** Of a payment that leaves: what only one entry may bear; '' for all others. */
  readonly once: string;
  /** Signed: money in is above zero. */
  readonly amount: Money;
  /** YYYY-MM-DD */
  readonly date: string;
  /** The bank's own charge, by its code or because it names nothing. */
  readonly charge: boolean;
  readonly reversal: boolean;
}

/** One entry of the books on account 1000. */
export interface BookLine {
  /** `<tenant>/<transaction>/<number>` */
  readonly id: string;
  readonly tenant: string;
  readonly transactionId: string;
  /** What it was booked for. */
  readonly key: string;
  /** Signed: money in is above zero. */
  readonly amount: Money;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** What should have happened by now and did not: a payment that the bank has not booked, money that is not declared. */
export interface Late {
  readonly type: 'BREAK_TYPE_MISSING_IN_BANK' | 'BREAK_TYPE_UNDECLARED';
  /** Of the payment, of the declaration. */
  readonly id: string;
  readonly tenant: string;
  readonly amount: Money;
  readonly date: string;
}

export const noEvidence: Complete<BreakEvidence> = {
  bankDate: '',
  ledgerDate: '',
  messageId: '',
  transactionId: '',
  keys: [],
};
