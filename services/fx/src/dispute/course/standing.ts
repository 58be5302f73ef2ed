/** How far a dispute has gone. REVERSAL: its issuer took a chargeback back that was lost. */
export const stages = ['INQUIRY', 'DISPUTE', 'PRE_ARBITRATION', 'ARBITRATION', 'REVERSAL'] as const;
export type Stage = (typeof stages)[number];

/** How it stands there, as the merchant sees it. NONE: it is not open. */
export const statuses = ['NONE', 'OPENED', 'CHALLENGED', 'ACCEPTED', 'EXPIRED', 'CANCELLED', 'WON', 'LOST'] as const;
export type Status = (typeof statuses)[number];

/** What is disputed in which way: by the buyer here, or by the issuer of the card. */
export type Kind = 'CLAIM' | 'CHARGEBACK';
