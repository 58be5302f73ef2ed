import type { CommandContext, Commands } from '@portolan/engine';
import { madeId, madeTraceparent } from '@portolan/eventsourcing';
import { isZero, type Money, subtract } from '@portolan/money';
import { lastOf } from '../escrow/ending.ts';
import { escrow } from '../escrow/escrow.ts';
import { leftOf } from '../escrow/state.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { escrowRelease, releaseTransaction } from '../ledger/postings.ts';
import { isPosted } from '../ledger/transactions.ts';
import { security, securityId } from '../security/security.ts';
import { postAs } from './posting.ts';

/**
 * Carries out a release that was decided. The books come before EscrowReleased: whoever hears of it finds the money in
 * the merchant's account. Whoever decided carries it out, one release after another, so that the ledger's order follows
 * from the decisions. @throws where the books do not hold it yet: it is tried again.
 */
export async function carryOutRelease(
  commands: Commands,
  tenant: string,
  id: string,
  causation: string,
): Promise<void> {
  const { state } = await commands.load(escrow, tenant, id);
  if (state.status !== 'RELEASING') return;
  const { orderId: correlation, orderNo } = state;
  const context = (role: string) => {
    const commandId = madeId('command', id, 'release', role);
    const traceparent = madeTraceparent(correlation, commandId);
    return { tenant, commandId, requestHash: '', correlation, causation, traceparent };
  };
  const held = leftOf(state);
  const division = lastOf(state);
  const recovered = await recoveredOf(commands, tenant, id, division.net, context('recover'));
  const shares =
    recovered === undefined ? division : { ...division, net: subtract(division.net, recovered), recovered };
  // Of what went back to the buyer nothing is left to release.
  if (!isZero(held)) await postAs(commands, escrowRelease(id, tenant, held, shares), context('books'));
  const taken = recovered === undefined ? {} : { recovered };
  await commands.execute(escrow, id, { type: 'RecordRelease', orderNo, ...taken }, context('record'));
}

/** What the platform had advanced comes back out of the merchant's share; decided once, before the books. */
async function recoveredOf(
  commands: Commands,
  tenant: string,
  reference: string,
  net: Money,
  context: CommandContext,
): Promise<Money | undefined> {
  const id = securityId(tenant, net.currency);
  const { state } = await commands.load(security, tenant, id);
  const known = state.recovered[reference];
  if (known !== undefined || isZero(state.owed) || isZero(net)) return known;
  const { state: books } = await commands.load(ledger, tenant, mainBook);
  if (isPosted(books, releaseTransaction(reference))) return undefined;
  await commands.execute(security, id, { type: 'Recover', securityId: id, reference, amount: net }, context);
  return (await commands.load(security, tenant, id)).state.recovered[reference];
}
