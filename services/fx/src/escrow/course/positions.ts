/** Where an escrow stands. NONE: it is not open. */
export const positions = [
  'NONE',
  'AWAITING_FUNDING',
  'FUNDED',
  'INSPECTION',
  'RELEASING',
  'RELEASED',
  'REFUNDED',
  'CANCELLED',
] as const;
export type Position = (typeof positions)[number];
