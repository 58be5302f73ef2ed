import type { FxEvent, Only } from '@portolan/contracts';
import { type Commands, following, type Recorded } from '@portolan/engine';
import { add, sum } from '@portolan/money';
import { type Due, due, isPaid } from '../due/due.ts';
import { escrow } from '../escrow/escrow.ts';
import { funds } from '../funds/funds.ts';
import { partCleared } from '../ledger/collection.ts';
import { escrowFunding } from '../ledger/postings.ts';
import type { MatchingPolicy } from '../matching/rules.ts';
import { bookedAtOf } from './credits.ts';
import { postAs } from './posting.ts';

type Allotted = Recorded<Only<FxEvent, 'FundsAllotted'>>;

/**
 * What was kept of a receipt is brought to its order: it counts there, or is free again. Where nothing is open any more the
 * escrow is funded, and the books follow. Of an over-payment the rest is dealt with as agreed.
 */
export async function bringToOrder(commands: Commands, policy: MatchingPolicy, event: Allotted): Promise<void> {
  const { tenant } = event.meta;
  const { fundsId, lineId, escrowId, orderId, orderNo, amount, charge, rule } = event.data;
  const context = (step: string, ...key: readonly string[]) => following(event, { tenant, orderId }, step, ...key);
  const drop = async (reason: string) => {
    await commands.execute(funds, fundsId, { type: 'DropAllotment', fundsId, lineId, reason }, context('drop'));
  };
  const { state } = await commands.load(escrow, tenant, escrowId);
  const { state: paidBefore } = await commands.load(due, tenant, escrowId);
  const known = paidBefore.known.includes(lineId);
  if (state.status !== 'AWAITING_FUNDING' && !known) return drop(closedBecause(state.status));
  const { state: receipt } = await commands.load(funds, tenant, fundsId);
  if (receipt.entry === undefined) return;
  const { servicerReference } = receipt.entry;
  const part = { fundsId, lineId, amount: charge === undefined ? amount : add(amount, charge) };
  const take = {
    ...{ type: 'TakePart' as const, escrowId, orderId, orderNo, expected: state.amount, ...part },
    ...{ servicerReference, bookedAt: bookedAtOf(receipt.entry), ...(charge === undefined ? {} : { charge }) },
  };
  const taken = await commands.execute(due, escrowId, take, context('take'));
  if (!taken.ok) return drop(taken.refusal.refused);
  if (rule === 'OVERPAYMENT') await settleRest(commands, policy, event);
  await fundWhenPaid(commands, event, escrowId);
}

/** All parts are there: the escrow is funded with them, and the books follow. */
async function fundWhenPaid(commands: Commands, event: Recorded, id: string): Promise<void> {
  const { tenant } = event.meta;
  const { state: paid } = await commands.load(due, tenant, id);
  const { state: before } = await commands.load(escrow, tenant, id);
  // Called off while this was on its way: whoever called it off may have found nothing here.
  if (before.status === 'CANCELLED') return withdrawFrom(commands, event, id, 'ESCROW_CANCELLED', true);
  const [first] = paid.parts;
  // An earlier run of this may have withdrawn them and died before it freed them: the same command has its first answer.
  if (first === undefined) return withdrawFrom(commands, event, id, 'ESCROW_ALREADY_FUNDED', false);
  // Paid in whole by another credit meanwhile, for the same reason.
  const isOurs = before.fundsId === '' || before.fundsId === first.fundsId;
  if (!isOurs) return withdrawFrom(commands, event, id, 'ESCROW_ALREADY_FUNDED', false);
  if (!isPaid(paid)) return;
  const { orderId, orderNo } = paid;
  const step = (...key: readonly string[]) => following(event, { tenant, orderId }, ...key);
  const { fundsId, servicerReference } = first;
  const amount = total(paid);
  const bookedAt =
    paid.parts
      .map((part) => part.bookedAt)
      .toSorted()
      .at(-1) ?? '';
  const fund = { type: 'FundEscrow', orderNo, fundsId, amount, servicerReference, bookedAt } as const;
  const funded = await commands.execute(escrow, id, fund, step('fund', id));
  if (!funded.ok) {
    // Exact money that came before is let in first; then this is asked again.
    if (funded.refusal.refused === 'ESCROW_FUNDS_WAITING') throw new Error(`earlier money waits for escrow ${id}`);
    return withdrawFrom(commands, event, id, funded.refusal.refused, funded.refusal.refused === 'ESCROW_CANCELLED');
  }
  for (const part of paid.parts) await postAs(commands, partCleared(part, tenant), step('clear', part.lineId));
  await postAs(commands, escrowFunding(id, tenant, amount, ''), step('funding', id));
}

/**
 * The order does not count its parts any more: they are free, and go back where nobody else waits for them.
 * @param back to the payers, who paid for nothing else with them
 * @param unlessPaid what is there in whole funds the escrow
 */
export async function withdrawFrom(
  commands: Commands,
  event: Recorded,
  id: string,
  reason: string,
  back: boolean,
  unlessPaid = false,
): Promise<void> {
  const { tenant } = event.meta;
  const { state } = await commands.load(due, tenant, id);
  const { orderId, orderNo } = state;
  const step = (...key: readonly string[]) => following(event, { tenant, orderId }, ...key);
  // All that it ever had: a second run after a crash finds no parts any more.
  if (state.known.length === 0) return;
  const withdrawn = await commands.execute(
    due,
    id,
    { type: 'WithdrawParts', reason, unlessPaid },
    step('withdraw', id),
  );
  for (const { type, data } of withdrawn.ok ? withdrawn.events : []) {
    if (type !== 'EscrowPartWithdrawn') continue;
    const { fundsId, lineId } = data;
    const dropped = await commands.execute(
      funds,
      fundsId,
      { type: 'DropAllotment', fundsId, lineId, reason },
      step('drop', lineId),
    );
    const [free] = dropped.ok ? dropped.events : [];
    if (!back || free?.type !== 'FundsAllotmentDropped') continue;
    const { amount } = free.data;
    const giveBack = { type: 'ReturnPart', fundsId, amount, orderId, orderNo, reason, decidedBy: '' } as const;
    // Refused where it is held, or went back in whole already.
    await commands.execute(funds, fundsId, giveBack, step('back', lineId));
  }
}

/** More was paid than was due. What is left after the orders had theirs goes back, or to the merchant. */
async function settleRest(commands: Commands, { over }: MatchingPolicy, event: Allotted): Promise<void> {
  const { tenant } = event.meta;
  const { fundsId, orderId, orderNo } = event.data;
  const context = following(event, { tenant, orderId }, 'rest');
  const said = { fundsId, reason: 'OVERPAID', decidedBy: '' };
  if (over === 'CREDIT') {
    await commands.execute(funds, fundsId, { type: 'ReleaseFunds', ...said, evidence: orderNo }, context);
  }
  if (over === 'REFUND') {
    await commands.execute(funds, fundsId, { type: 'ReturnPart', ...said, orderId, orderNo }, context);
  }
}

function total({ parts, open }: Due) {
  return sum(
    parts.map(({ amount }) => amount),
    open?.currency ?? 'USD',
  );
}

function closedBecause(status: string): string {
  if (status === 'NONE') return 'ESCROW_UNKNOWN';
  return status === 'CANCELLED' ? 'ESCROW_CANCELLED' : 'ESCROW_ALREADY_FUNDED';
}
