export { allInvariants } from './all.ts';
export type * from './invariant.ts';
export { createInvariants, type Invariants, type InvariantsOptions } from './invariants.ts';
export type { Acknowledged, Sent } from './log-order.ts';
export { observedCommit, observedEnvelope } from './observed.ts';
export { invariantTexts, sayBreach } from './say.ts';
export { type Table, tableOf } from './table.ts';
export { advance, closing, confirm, type Kept } from './watching.ts';
