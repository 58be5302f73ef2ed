import { createHash } from 'node:crypto';
import { madeId } from '@portolan/eventsourcing';
import type { Transaction } from '@portolan/store';
import { later, minute, second } from '../chance.ts';
import { reasonIn } from '../faults.ts';
import { hitsOnce } from '../played.ts';
import { tenant } from '../tenant.ts';
import { type Answer, refused, taken, unreadable, type World } from '../world.ts';
import { bankPush } from './accounts.ts';
import { accountHash } from './credits.ts';
import { camt054, pain002, readPain001, type Transfer } from './messages.ts';

export { bankCollections } from './accounts.ts';

/** POST /payments: a pain.001. Its MsgId is taken once; each transfer is executed and told by pain.002 and camt.054. */
export async function takePayments(world: World, body: string): Promise<Answer> {
  let transfers: readonly Transfer[];
  try {
    transfers = readPain001(body);
  } catch (error) {
    return unreadable(error);
  }
  const messageId = transfers[0]?.messageId ?? '';
  const sha256 = createHash('sha256').update(body).digest('hex');
  return world.runtime.documents.transact(async (transaction) => {
    const before = await transaction.get<{ sha256: string; arrivals: number }>('files', tenant, messageId);
    if (before !== undefined && before.sha256 !== sha256)
      return refused(409, 'this MsgId was used for other bytes (DU01)', 'GrpHdr/MsgId');
    await transaction.put('files', tenant, messageId, { sha256, arrivals: (before?.arrivals ?? 0) + 1 });
    if (before === undefined) {
      for (const transfer of transfers) {
        const purpose = await purposeOf(world, transaction, transfer);
        const reason = await rejectionOf(transaction, transfer, purpose);
        if (reason === '') await carryOut(world, transaction, transfer, purpose);
        else await reject(world, transaction, transfer, reason);
      }
    }
    return taken;
  });
}

export type Purpose = 'payout' | 'refund' | 'tax';

/** What the bank can tell of a transfer: back to where money came from, for a tax bill of customs, or any other. */
async function purposeOf(world: World, transaction: Transaction, transfer: Transfer): Promise<Purpose> {
  const { creditorAccount, remittance } = transfer;
  const equals = [accountHash(world, creditorAccount)];
  const paid = await transaction.find({ collection: 'credits', tenant, index: 'byPayer', equals, limit: 1 });
  if (paid.length > 0) return 'refund';
  const [, billed] = /\bT(\d{8}I\d{9})\b/.exec(remittance) ?? [];
  const bill = billed === undefined ? undefined : await transaction.get('list_numbers', tenant, billed);
  return bill === undefined ? 'payout' : 'tax';
}

/** Reason of a rejection, '' for none: the order number that the remittance names may ask for one, once. */
async function rejectionOf(transaction: Transaction, transfer: Transfer, purpose: Purpose): Promise<string> {
  const { messageId, endToEndId, remittance } = transfer;
  const fault = purpose === 'refund' ? 'bank-refund' : 'bank';
  const reason = reasonIn(remittance, fault);
  if (reason === '') return '';
  const [order = ''] = remittance.split(/\s+/).filter((word) => reasonIn(word, fault) !== '');
  return (await hitsOnce(transaction, fault, order, `${messageId}/${endToEndId}`)) ? reason : '';
}

async function reject(world: World, transaction: Transaction, transfer: Transfer, reason: string): Promise<void> {
  const { messageId, endToEndId } = transfer;
  await transaction.put('rejections', tenant, `${messageId}/${endToEndId}`, { endToEndId, reason });
  const status = {
    reportId: `R${referenceOf('DB', transfer)}`,
    at: later(world.runtime.clock.now(), acceptedAfter(world, endToEndId)),
    transfer,
    status: 'RJCT' as const,
    reason,
    information: 'rejected by the simulated bank',
  };
  await world.pushes.plan(transaction, [bankPush(`status:${messageId}:${endToEndId}`, status.at, pain002(status))]);
}

async function carryOut(world: World, transaction: Transaction, transfer: Transfer, purpose: Purpose): Promise<void> {
  const { endToEndId, messageId, amount, currency, debtorAccount, creditorName, creditorAccount } = transfer;
  const servicerReference = referenceOf('DB', transfer);
  const row = { messageId, endToEndId, amount, currency, servicerReference, purpose };
  await transaction.put('payments', tenant, `${messageId}/${endToEndId}`, row);
  const now = world.runtime.clock.now();
  const accepted = acceptedAfter(world, endToEndId);
  const booked = accepted + world.chance.between(10 * minute, 120 * minute, 'bank', endToEndId, 'booked');
  const status = {
    reportId: `S${servicerReference}`,
    at: later(now, accepted),
    transfer,
    status: 'ACSP' as const,
    reason: '',
    information: '',
  };
  const entry = {
    notificationId: `N${servicerReference}`,
    at: later(now, booked),
    account: debtorAccount,
    amount,
    currency,
    indicator: 'DBIT' as const,
    servicerReference,
    endToEndId,
    remittance: transfer.remittance || endToEndId,
    counterparty: creditorName,
    counterpartyAccount: creditorAccount,
  };
  await world.pushes.plan(transaction, [
    bankPush(`status:${messageId}:${endToEndId}`, status.at, pain002(status)),
    bankPush(`debit:${messageId}:${endToEndId}`, entry.at, camt054(entry)),
  ]);
}

const referenceOf = (prefix: string, { messageId, endToEndId }: Transfer): string =>
  `${prefix}${madeId('debit', messageId, endToEndId).slice(0, 14).toUpperCase()}`;

const acceptedAfter = ({ chance }: World, endToEndId: string): number =>
  chance.between(5 * second, 90 * second, 'bank', endToEndId, 'accepted');
