import type { VirtualRange } from '../virtual-account/number.ts';

/** An account at our bank into which a tenant's buyers pay. */
export interface CollectionAccount {
  readonly account: string;
  readonly currency: string;
  readonly tenant: string;
}

/** Numbers that may be one of ours, and whose they may be. */
export interface VirtualAccounts {
  readonly ranges: readonly VirtualRange[];
  readonly tenants: readonly string[];
}

/** Our accounts at the bank. Configuration: whose money a credit is follows from the account it came to. */
export interface BankAccounts {
  readonly collection: readonly CollectionAccount[];
  /** The account payouts leave from. */
  readonly payout: { readonly account: string; readonly currency: string };
  /** Beside them: numbers that merchants were given. */
  readonly virtual: VirtualAccounts;
}
