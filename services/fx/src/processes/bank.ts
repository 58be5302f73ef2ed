import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { Money } from '@portolan/money';
import type { Offer } from '../quote/terms.ts';

/** The bank would not, and asking again will not change that. Everything else that goes wrong is thrown and retried. */
export interface BankRefusal {
  readonly refused: string;
}

export interface Deal {
  readonly dealReference: string;
  readonly sold: Money;
  readonly bought: Money;
}

/** Whose account a payment goes to. A payer is a person: opened only where the message is written. */
export type Payee =
  | { readonly kind: 'merchant' }
  | { readonly kind: 'treasury' }
  | {
      readonly kind: 'payer';
      readonly name: Sealed;
      readonly account: Sealed;
      /** Our account that was paid into: a refund leaves from there. */
      readonly paidInto: string;
    };

/** One credit transfer. */
export interface Instruction {
  readonly tenant: string;
  readonly payee: Payee;
  readonly messageId: string;
  readonly endToEndId: string;
  readonly amount: Money;
  /** What the payee reads: the order's number, and a reference of its own where there is one. */
  readonly remittance: string;
  /** YYYY-MM-DD */
  readonly executionDate: string;
  /** RFC 3339. Of the payout, not of the try: a repetition is the same bytes. */
  readonly createdAt: string;
  /** UUID by which the banks on the way follow it. */
  readonly uetr: string;
  /** ISO 20022 external category purpose: SUPP, TAXS; '' for none. */
  readonly categoryPurpose: string;
  /** The deal by which the bank changes the currency. */
  readonly deal?: { readonly unitCurrency: string; readonly rate: string; readonly contract: string };
  /** What the authority of a country asks: for China the code of the balance-of-payments declaration. */
  readonly regulatory?: { readonly country: string; readonly authority: string; readonly code: string };
}

/** Calls a payment back (camt.056). */
export interface Recall {
  readonly recallId: string;
  readonly createdAt: string;
  readonly messageId: string;
  readonly endToEndId: string;
  readonly uetr: string;
  readonly amount: Money;
  readonly executionDate: string;
  /** DUPL, CUST … */
  readonly reason: string;
}

/** What we tell another bank that asks for a payment back (camt.029). */
export interface RecallReply {
  readonly answerId: string;
  readonly createdAt: string;
  readonly recallId: string;
  readonly endToEndId: string;
  /** PDCR: people look at it. */
  readonly status: 'PDCR';
}

/** Our bank. Each call may be repeated: the bank knows it by its reference and does it once. */
export interface Bank {
  /** Locks a rate for an order. Repeated under one reference it answers the same lock. */
  lock(reference: string, sell: Money, buyCurrency: string, orderNo: string): Promise<Offer | BankRefusal>;
  /** Deals at a lock. */
  deal(reference: string, lockReference: string): Promise<Deal | BankRefusal>;
  /** Hands a payment over. Answers the SHA-256 (hex) of the bytes that went out. */
  pay(instruction: Instruction): Promise<{ readonly sha256: string } | BankRefusal>;
  /** Asks for a payment back. What it answers comes as a camt.029. */
  recall(recall: Recall): Promise<undefined | BankRefusal>;
  /** Answers another bank's recall. */
  answerRecall(reply: RecallReply): Promise<undefined | BankRefusal>;
}
