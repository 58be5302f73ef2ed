import type { Commands } from '@portolan/engine';
import { madeId, madeTraceparent } from '@portolan/eventsourcing';
import { isZero } from '@portolan/money';
import { lastOf } from '../escrow/ending.ts';
import { escrow } from '../escrow/escrow.ts';
import { leftOf } from '../escrow/state.ts';
import { escrowRelease } from '../ledger/postings.ts';
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
  // Of what went back to the buyer nothing is left to release.
  if (!isZero(held)) await postAs(commands, escrowRelease(id, tenant, held, lastOf(state)), context('books'));
  await commands.execute(escrow, id, { type: 'RecordRelease', orderNo }, context('record'));
}
