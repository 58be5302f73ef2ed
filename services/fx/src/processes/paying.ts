import { Purpose } from '@portolan/contracts/fx/v1/types';
import type { CommandContext, Commands, Outcome } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';
import { money } from '@portolan/money';
import { escrowId } from '../escrow/escrow.ts';
import { accountId } from '../ledger/accounts.ts';
import { ledger, mainBook, type Posting } from '../ledger/ledger.ts';
import { type Outgoing, paymentSent, taxDifference } from '../ledger/payments.ts';
import { availableIn } from '../ledger/sums.ts';
import { isPosted } from '../ledger/transactions.ts';
import { againstCreating, type CreatePayout, payout } from '../payout/payout.ts';
import type { Payout } from '../payout/state.ts';

type Paid = Pick<Payout, 'payoutId' | 'attempt' | 'purpose' | 'amount' | 'fundsId' | 'orderNo'>;

/** A payment as the books see it: from whose account it is taken. */
export function outgoing(tenant: string, { payoutId, attempt, purpose, amount, fundsId, orderNo }: Paid): Outgoing {
  const owners: Readonly<Partial<Record<Purpose, string>>> = {
    [Purpose.PURPOSE_REFUND]: fundsId,
    [Purpose.PURPOSE_TAX]: escrowId(tenant, orderNo),
  };
  return { payoutId, attempt, purpose, amount, owner: owners[purpose] ?? tenant };
}

/**
 * Takes the money out of its account first, then creates the payment: what is not there cannot be paid. What the payout
 * itself would refuse moves no money. Answers the refusal of the books or of the payout.
 */
export async function pay(commands: Commands, create: CreatePayout, context: CommandContext): Promise<Outcome> {
  const { payoutId, tenant } = create;
  const { state } = await commands.load(payout, tenant, payoutId);
  if (againstCreating(create, state) === undefined) {
    const refused = await book(commands, await postingsOf(commands, create), context);
    if (refused !== undefined) return refused;
  }
  return commands.execute(payout, payoutId, { type: 'CreatePayout', ...create }, context);
}

async function book(commands: Commands, postings: readonly Posting[], context: CommandContext) {
  for (const posting of postings) {
    const commandId = madeId('command', context.commandId, posting.transactionId);
    const outcome = await commands.execute(ledger, mainBook, posting, { ...context, commandId });
    if (!outcome.ok) return outcome;
  }
  return undefined;
}

async function postingsOf(commands: Commands, create: CreatePayout): Promise<readonly Posting[]> {
  const { tenant, payoutId, amount, purpose, orderNo } = create;
  const sent = paymentSent(outgoing(tenant, create));
  if (purpose !== Purpose.PURPOSE_TAX) return [sent];
  const escrow = escrowId(tenant, orderNo);
  const { state } = await commands.load(ledger, tenant, mainBook);
  // A repetition: what was withheld is on its way already, and no difference any more.
  if (isPosted(state, sent.transactionId)) return [sent];
  const withheld = money(availableIn(state, accountId(2200, amount.currency, escrow)), amount.currency);
  const difference = taxDifference(payoutId, tenant, escrow, withheld, amount);
  return difference === undefined ? [sent] : [difference, sent];
}
