import type { Tier } from '../escrow/commission.ts';

/** What the handlers are told by configuration. */
export interface Rules {
  /** The platform's share of an escrow that is opened now, a decimal. */
  readonly commission: string;
  /** By volume of the order; it counts before `commission`. */
  readonly ladder: readonly Tier[];
  /** Hours that a buyer has to pay, from the opening of the escrow. */
  readonly paymentHours: number;
  readonly inspectionDays: number;
  /** In which merchants and the treasury are paid. */
  readonly payoutCurrency: string;
  /** Name of a tenant's account for payouts; '' where none is on record. */
  beneficiaryOf(tenant: string): string;
  /** Name of the treasury's account. */
  readonly treasury: string;
  /** Whose buyers pay into our accounts. */
  readonly tenants: readonly string[];
}
