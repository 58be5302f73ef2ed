import type { Commands, React } from '@portolan/engine';
import { claim, claimOf } from '../claim/claim.ts';
import { type EarlyFunds, fits } from '../escrow/early-funds.ts';
import { escrow, escrowId } from '../escrow/escrow.ts';
import { type Credit, funds, fundsId } from '../funds/funds.ts';
import { orderNumberCandidates, orderNumbersOf } from '../funds/order-number.ts';
import type { CameTo } from '../funds/state.ts';
import { claimPaid } from '../ledger/claims.ts';
import { escrowFunding, receipt, suspense } from '../ledger/postings.ts';
import type { Virtual } from './collection-accounts.ts';
import { post } from './posting.ts';

/**
 * A credit on a collection account: received once, booked, and put into the escrow that expects exactly this, or onto
 * the claim whose reference it names. What neither expects waits in suspense (2050) with its reason, and under every
 * order number that it may mean: the order may come to us later than its money. Answers the code of a refusal where the
 * bank contradicts an earlier notice; nothing is booked then.
 */
export async function takeCredit(
  commands: Commands,
  react: React,
  tenant: string,
  entry: Credit,
  virtual?: Virtual,
): Promise<string | undefined> {
  const id = fundsId(tenant, entry.account, entry.servicerReference);
  const owner = { tenant, correlation: '' };
  const { cameTo } = virtual ?? {};
  const orderNo = await orderNumberIn(commands, tenant, entry, cameTo);
  const account = cameTo === undefined ? {} : { cameTo };
  const receive = { type: 'ReceiveFunds', fundsId: id, entry, orderNo, ...account } as const;
  const received = await react.execute(funds, id, receive, owner);
  if (!received.ok) return received.refusal.refused;
  const [first] = received.events;
  // The first reading of the order number counts: a repetition may find an escrow that was not open then.
  if (first?.type !== 'FundsReceived') return undefined;
  if (virtual?.blocked !== undefined) {
    await block(react, tenant, id, entry, virtual.blocked);
    return undefined;
  }
  const claimed = claimNamedIn(entry);
  if (claimed !== undefined) await settleClaim(commands, react, tenant, id, entry, claimed);
  else await allot(commands, react, tenant, id, entry, first.data.orderNo, cameTo);
  return undefined;
}

/** Its account takes no money now: it waits in suspense, and what came to a frozen one is held. */
async function block(react: React, tenant: string, id: string, entry: Credit, reason: string): Promise<void> {
  const owner = { tenant, correlation: '' };
  await post(react, suspense(id, entry.amount, bookedAtOf(entry)), owner);
  await react.execute(funds, id, { type: 'LeaveUnmatched', fundsId: id, reason }, owner);
  if (reason !== 'VIRTUAL_ACCOUNT_FROZEN') return;
  const hold = { type: 'HoldFunds', fundsId: id, reason, note: '', decidedBy: '' } as const;
  await react.execute(funds, id, hold, owner);
}

function claimNamedIn(entry: Credit): string | undefined {
  return orderNumberCandidates(entry).find((word) => claimOf(word) !== undefined);
}

/** The instant of the booking where the bank names only its day. */
export const bookedAtOf = ({ bookingDate, reportedAt }: Credit) =>
  bookingDate.includes('T') ? bookingDate : reportedAt;

async function settleClaim(
  commands: Commands,
  react: React,
  tenant: string,
  id: string,
  entry: Credit,
  reference: string,
) {
  const { amount } = entry;
  const claimId = claimOf(reference) ?? '';
  const { state } = await commands.load(claim, tenant, claimId);
  const { orderId, debtor } = state;
  const owner = { tenant, correlation: orderId };
  const settle = { type: 'SettleClaim', reference, fundsId: id, amount } as const;
  const settled = await react.execute(claim, claimId, settle, owner);
  if (settled.ok) {
    await post(react, claimPaid(claimId, tenant, debtor, amount, bookedAtOf(entry)), owner);
    await react.execute(funds, id, { type: 'MatchClaim', fundsId: id, claimId, orderId }, owner);
    return;
  }
  await post(react, suspense(id, amount, bookedAtOf(entry)), owner);
  await react.execute(funds, id, { type: 'LeaveUnmatched', fundsId: id, reason: settled.refusal.refused }, owner);
}

async function allot(
  commands: Commands,
  react: React,
  tenant: string,
  id: string,
  entry: Credit,
  orderNo: string,
  cameTo: CameTo | undefined,
) {
  const { amount, servicerReference } = entry;
  const bookedAt = bookedAtOf(entry);
  const early: EarlyFunds = { fundsId: id, amount, servicerReference, bookedAt };
  const { state: expecting } = await commands.load(escrow, tenant, escrowId(tenant, orderNo));
  const { escrowId: account, orderId } = expecting;
  const owner = { tenant, correlation: orderId };
  const fund = { type: 'FundEscrow', orderNo, ...early } as const;
  const funded = orderNo === '' ? undefined : await react.execute(escrow, account, fund, owner);
  if (funded?.ok === true) {
    await post(react, receipt(id, tenant, amount, bookedAt), owner);
    await post(react, escrowFunding(account, tenant, amount, bookedAt), owner);
    await react.execute(funds, id, { type: 'MatchFunds', fundsId: id, escrowId: account, orderId }, owner);
    return;
  }
  const reason = funded === undefined ? 'ESCROW_UNKNOWN' : funded.refusal.refused;
  await post(react, suspense(id, amount, bookedAt), owner);
  await react.execute(funds, id, { type: 'LeaveUnmatched', fundsId: id, reason }, owner);
  // Only now: from here on an escrow may take it, or tells that it is of another amount.
  for (const candidate of orderNumbersOf(entry, cameTo)) {
    const place = escrowId(tenant, candidate);
    const { state: at } = await commands.load(escrow, tenant, place);
    const setAside = { type: 'SetFundsAside', escrowId: place, orderNo: candidate, ...early } as const;
    await react.execute(escrow, place, setAside, { tenant, correlation: at.orderId });
  }
}

/** The order number that it is for: of the open escrow that it fits, else of one that is open, else ''. */
async function orderNumberIn(
  commands: Commands,
  tenant: string,
  entry: Credit,
  cameTo: CameTo | undefined,
): Promise<string> {
  let open = cameTo?.orderNo ?? '';
  for (const candidate of orderNumbersOf(entry, cameTo)) {
    const { state } = await commands.load(escrow, tenant, escrowId(tenant, candidate));
    if (state.status === 'AWAITING_FUNDING' && fits(state.amount, entry)) return candidate;
    if (state.status !== 'NONE' && open === '') open = candidate;
  }
  return open;
}
