import type { Commands, React } from '@portolan/engine';
import { escrow, escrowId } from '../escrow/escrow.ts';
import { type Credit, funds, fundsId } from '../funds/funds.ts';
import { orderNumberCandidates } from '../funds/order-number.ts';
import { escrowFunding, receipt, suspense } from '../ledger/postings.ts';
import { post } from './posting.ts';

/**
 * A credit on a collection account: received once, booked, and put into the escrow that expects exactly this. What no
 * escrow expects waits in suspense (2050) with its reason. Answers the code of a refusal where the bank contradicts
 * an earlier notice; nothing is booked then.
 */
export async function takeCredit(
  commands: Commands,
  react: React,
  tenant: string,
  entry: Credit,
): Promise<string | undefined> {
  const id = fundsId(tenant, entry.account, entry.servicerReference);
  const owner = { tenant, correlation: '' };
  const orderNo = await orderNumberIn(commands, tenant, entry);
  const received = await react.execute(funds, id, { type: 'ReceiveFunds', fundsId: id, entry, orderNo }, owner);
  if (!received.ok) return received.refusal.refused;
  const [first] = received.events;
  if (first?.type === 'FundsReceived') await allot(commands, react, tenant, id, entry, first.data.orderNo);
  return undefined;
}

// The first reading of the order number counts: a repetition may find an escrow that was not open then.
async function allot(commands: Commands, react: React, tenant: string, id: string, entry: Credit, orderNo: string) {
  const { amount, servicerReference } = entry;
  const bookedAt = entry.bookingDate.includes('T') ? entry.bookingDate : entry.reportedAt;
  const { state: expecting } = await commands.load(escrow, tenant, escrowId(tenant, orderNo));
  const { escrowId: account, orderId } = expecting;
  const owner = { tenant, correlation: orderId };
  const fund = { type: 'FundEscrow', orderNo, fundsId: id, amount, servicerReference, bookedAt } as const;
  const funded = orderNo === '' ? undefined : await react.execute(escrow, account, fund, owner);
  if (funded?.ok === true) {
    await post(react, receipt(id, tenant, amount, bookedAt), owner);
    await post(react, escrowFunding(account, tenant, amount, bookedAt), owner);
    await react.execute(funds, id, { type: 'MatchFunds', fundsId: id, escrowId: account, orderId }, owner);
  } else {
    const reason = funded === undefined ? 'ESCROW_UNKNOWN' : funded.refusal.refused;
    await post(react, suspense(id, amount, bookedAt), owner);
    await react.execute(funds, id, { type: 'LeaveUnmatched', fundsId: id, reason }, owner);
  }
}

async function orderNumberIn(commands: Commands, tenant: string, entry: Credit): Promise<string> {
  for (const candidate of orderNumberCandidates(entry)) {
    const { version } = await commands.load(escrow, tenant, escrowId(tenant, candidate));
    if (version > 0) return candidate;
  }
  return '';
}
