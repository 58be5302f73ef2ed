import { createHash } from 'node:crypto';
import { madeId } from '@portolan/eventsourcing';
import type { CollectionSpec, Transaction } from '@portolan/store';
import { z } from 'zod';
import { later, minute, second } from '../chance.ts';
import type { Push } from '../pushes.ts';
import { tenant } from '../tenant.ts';
import { type Answer, refused, taken, type World } from '../world.ts';
import { camt054, pain002, readPain001, type Transfer } from './messages.ts';

export const bankCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Payments coming in, by the payer's reference. */
  credits: {},
  /** Files taken, by MsgId: a bank takes a MsgId once. */
  files: {},
  /** Transfers carried out, one row for each (MsgId, EndToEndId). */
  payments: { indexes: { byEndToEndId: ['endToEndId'] } },
};

const amountShape = z.object({ amount: z.string().regex(/^\d{1,15}\.\d{2}$/), currency: z.enum(['USD', 'CNY']) });

const creditRequest = z.strictObject({
  reference: z.string().min(1).max(35),
  account: z.string().min(1).max(34),
  amount: amountShape,
  payer: z.strictObject({ name: z.string().min(1).max(140) }),
  remittance: z.string().min(1).max(140),
});

/** POST /credits: a payer sends money to an account of ours; the bank books it a little later and tells by camt.054. */
export async function payIn(world: World, body: unknown): Promise<Answer> {
  const request = creditRequest.safeParse(body);
  if (!request.success) return refused(400, z.prettifyError(request.error));
  const { reference, account, amount, payer, remittance } = request.data;
  return world.runtime.documents.transact(async (transaction) => {
    const servicerReference = `CR${madeId('credit', reference).slice(0, 14).toUpperCase()}`;
    if ((await transaction.get('credits', tenant, reference)) === undefined) {
      await transaction.put('credits', tenant, reference, { servicerReference, account, ...amount });
      const afterMs = world.chance.between(2 * minute, 20 * minute, 'bank', reference, 'credit');
      const at = later(world.runtime.clock.now(), afterMs);
      const entry = {
        notificationId: `N${servicerReference}`,
        at,
        account,
        ...amount,
        indicator: 'CRDT' as const,
        servicerReference,
        endToEndId: reference,
        remittance,
        counterparty: payer.name,
      };
      await world.pushes.plan(transaction, [push(`credit:${reference}`, at, camt054(entry))]);
    }
    return { status: 202, body: { servicerReference } };
  });
}

/** POST /payments: a pain.001. Its MsgId is taken once; each transfer is executed and told by pain.002 and camt.054. */
export async function takePayments(world: World, body: string): Promise<Answer> {
  let transfers: readonly Transfer[];
  try {
    transfers = readPain001(body);
  } catch (error) {
    return refused(400, error instanceof Error ? error.message : 'unreadable');
  }
  const messageId = transfers[0]?.messageId ?? '';
  const sha256 = createHash('sha256').update(body).digest('hex');
  return world.runtime.documents.transact(async (transaction) => {
    const before = await transaction.get<{ sha256: string; arrivals: number }>('files', tenant, messageId);
    if (before !== undefined && before.sha256 !== sha256)
      return refused(409, 'this MsgId was used for other bytes (DU01)');
    await transaction.put('files', tenant, messageId, { sha256, arrivals: (before?.arrivals ?? 0) + 1 });
    if (before === undefined) for (const transfer of transfers) await carryOut(world, transaction, transfer);
    return taken;
  });
}

async function carryOut(world: World, transaction: Transaction, transfer: Transfer): Promise<void> {
  const { endToEndId, messageId, amount, currency, debtorAccount, creditorName } = transfer;
  const servicerReference = `DB${madeId('debit', messageId, endToEndId).slice(0, 14).toUpperCase()}`;
  const row = { messageId, endToEndId, amount, currency, servicerReference };
  await transaction.put('payments', tenant, `${messageId}/${endToEndId}`, row);
  const now = world.runtime.clock.now();
  const accepted = world.chance.between(5 * second, 90 * second, 'bank', endToEndId, 'accepted');
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
    remittance: endToEndId,
    counterparty: creditorName,
  };
  await world.pushes.plan(transaction, [
    push(`status:${messageId}:${endToEndId}`, status.at, pain002(status)),
    push(`debit:${messageId}:${endToEndId}`, entry.at, camt054(entry)),
  ]);
}

function push(key: string, due: string, body: string): Push {
  return { key: `bank:${key}`, due, source: 'bank', path: 'bank', contentType: 'application/xml', body };
}
