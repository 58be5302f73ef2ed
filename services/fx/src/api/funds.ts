import type { Complete } from '@portolan/contracts';
import type { ReturnFundsRequest } from '@portolan/contracts/fx/v1/fx';
import type { Commands } from '@portolan/engine';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { type Escrow, escrow, escrowId } from '../escrow/escrow.ts';
import { type Credit, funds } from '../funds/funds.ts';
import { orderNumberCandidates } from '../funds/order-number.ts';
import { payout } from '../payout/payout.ts';
import { returnId } from '../payout/references.ts';
import { pay } from '../processes/paying.ts';
import { refundAnew } from './payouts.ts';
import type { Rules } from './rules.ts';

/**
 * Money in suspense goes back to its payer, of whatever tenant it is; asked again after the bank rejected that, it is
 * paid under the next attempt.
 * @throws RefusedError FUNDS_OPERATIONS_ONLY, FUNDS_UNKNOWN, FUNDS_NOT_IN_SUSPENSE
 */
export function returnFunds({ commands }: Runtime, { tenants }: Rules) {
  return async ({ fundsId }: Complete<ReturnFundsRequest>, call: Call) => {
    operationsOnly(call);
    const { tenant, entry } = await found(commands, tenants, fundsId);
    const { orderId, orderNo } = await orderOf(commands, tenant, fundsId, entry);
    const command = { type: 'ReturnFunds', fundsId, orderId, orderNo, reason: 'OPERATIONS' } as const;
    const context = { ...call.context, tenant, correlation: orderId };
    const reply = answered(await commands.execute(funds, fundsId, command, context), fundsId);
    const { state } = await commands.load(payout, tenant, returnId(tenant, fundsId));
    if (state.status !== 'REJECTED') return reply;
    const again = await pay(commands, refundAnew(tenant, state, state.attempt + 1), context);
    return answered(again, fundsId);
  };
}

/** @throws RefusedError FUNDS_OPERATIONS_ONLY */
export function operationsOnly({ caller }: Pick<Call, 'caller'>): void {
  if (caller.role !== 'operations') throw new RefusedError({ refused: 'FUNDS_OPERATIONS_ONLY', data: {} });
}

// A credit's id says nothing of its owner, and a list may lag: each tenant into whose accounts money comes is asked.
async function found(commands: Commands, tenants: readonly string[], fundsId: string) {
  for (const tenant of tenants) {
    const { state } = await commands.load(funds, tenant, fundsId);
    if (state.entry !== undefined) return { tenant, entry: state.entry };
  }
  throw new RefusedError({ refused: 'FUNDS_UNKNOWN', data: {} });
}

/** The order that it names: of the escrow that told of it, else of one that is open; both '' where it names none. */
async function orderOf(commands: Commands, tenant: string, fundsId: string, entry: Credit) {
  const named: Escrow[] = [];
  for (const candidate of orderNumberCandidates(entry)) {
    const { state } = await commands.load(escrow, tenant, escrowId(tenant, candidate));
    if (state.status !== 'NONE') named.push(state);
  }
  const of = named.find(({ mismatched }) => mismatched.includes(fundsId)) ?? named[0];
  return { orderId: of?.orderId ?? '', orderNo: of?.orderNo ?? '' };
}
