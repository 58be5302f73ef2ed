// ISO 20022 external code list of payment statuses, as far as a bank answers a credit transfer with them. The rank is
// how far a payment has come; a status only moves it forward. Money is booked on camt entries, never on a status.

const ranks: Readonly<Record<string, number>> = {
  RCVD: 1,
  PDNG: 2,
  PART: 2,
  ACTC: 3,
  ACCP: 4,
  ACFC: 5,
  ACWC: 5,
  ACSP: 6,
  ACSC: 7,
  ACCC: 8,
};

/** The bank says that nothing will be executed. */
export const refusing: ReadonlySet<string> = new Set(['RJCT', 'CANC']);

/** From here on the payment is accepted. */
export const acceptedRank = 3;
/** From here on the bank claims that it is settled. */
export const settledRank = 7;

/** How far a status is; 0 where it is none that moves a payment forward. */
export function rankOf(status: string): number {
  return Object.hasOwn(ranks, status) ? (ranks[status] ?? 0) : 0;
}

export function isPaymentStatus(status: string): boolean {
  return Object.hasOwn(ranks, status) || refusing.has(status);
}
