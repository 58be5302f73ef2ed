import type { Complete } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { BankEntry, PaymentStatus } from '@portolan/contracts/fx/v1/types';

/** A booked, pending or informational entry as it was read; the other party's name and account still in clear. */
export type ReadEntry = Omit<Complete<BankEntry>, 'counterparty' | 'counterpartyAccount'> & {
  readonly counterparty: string;
  /** '' where the bank does not say it. */
  readonly counterpartyAccount: string;
};

/** What a message of the bank says, or why it cannot be taken. Flaws name fields and never repeat what stood in them. */
export type Reading =
  | {
      readonly kind: string;
      readonly entries: readonly ReadEntry[];
      readonly statuses: readonly Complete<PaymentStatus>[];
    }
  | { readonly flaws: readonly Complete<Flaw>[] };
