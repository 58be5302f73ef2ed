import type { Complete } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type {
  BankEntry,
  BankStatement,
  CreditTransfer,
  PaymentReturn,
  PaymentStatus,
  RecallAnswer,
  RecallRequest,
} from '@portolan/contracts/fx/v1/types';

/** A booked, pending or informational entry as it was read; the other party's name and account still in clear. */
export type ReadEntry = Omit<Complete<BankEntry>, 'counterparty' | 'counterpartyAccount'> & {
  readonly counterparty: string;
  /** '' where the bank does not say it. */
  readonly counterpartyAccount: string;
};

/** A statement or report as it was read. */
export type ReadStatement = Omit<Complete<BankStatement>, 'entries'> & { readonly entries: readonly ReadEntry[] };

/** What a message of the bank says. */
export interface Said {
  readonly kind: string;
  readonly entries: readonly ReadEntry[];
  readonly statuses: readonly Complete<PaymentStatus>[];
  readonly statements: readonly ReadStatement[];
  readonly returns: readonly Complete<PaymentReturn>[];
  readonly recallAnswers: readonly Complete<RecallAnswer>[];
  readonly recallRequests: readonly Complete<RecallRequest>[];
  readonly transfers: readonly Complete<CreditTransfer>[];
}

/** What a message of the bank says, or why it cannot be taken. Flaws name fields and never repeat what stood in them. */
export type Reading = Said | { readonly flaws: readonly Complete<Flaw>[] };

/** A message that says nothing yet. */
export const silent: Omit<Said, 'kind'> = {
  entries: [],
  statuses: [],
  statements: [],
  returns: [],
  recallAnswers: [],
  recallRequests: [],
  transfers: [],
};
