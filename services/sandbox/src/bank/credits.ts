import { madeId } from '@portolan/eventsourcing';
import { z } from 'zod';
import { later, minute } from '../chance.ts';
import { tenant } from '../tenant.ts';
import { type Answer, flawed, type World } from '../world.ts';
import { bankPush } from './accounts.ts';
import { camt054 } from './messages.ts';

const creditRequest = z.strictObject({
  reference: z.string().min(1).max(35),
  account: z.string().min(1).max(34),
  amount: z.strictObject({
    amount: z.string().regex(/^\d{1,15}\.\d{2}$/, 'is no amount with two digits behind the point'),
    currency: z.enum(['USD', 'CNY']),
  }),
  payer: z.strictObject({ name: z.string().min(1).max(140), account: z.string().min(1).max(34).optional() }),
  remittance: z.string().min(1).max(140),
});

/**
 * POST /credits: a payer sends money to an account of ours; the bank books it a little later and tells by camt.054. A
 * payer who names no account pays from one that is made from the name.
 */
export async function payIn(world: World, body: unknown): Promise<Answer> {
  const request = creditRequest.safeParse(body);
  if (!request.success) return flawed(request.error);
  const { reference, account, amount, payer, remittance } = request.data;
  const payerAccount = payer.account ?? `PA${madeId('account', payer.name).toUpperCase()}`;
  return world.runtime.documents.transact(async (transaction) => {
    const servicerReference = `CR${madeId('credit', reference).slice(0, 14).toUpperCase()}`;
    if ((await transaction.get('credits', tenant, reference)) === undefined) {
      const hash = accountHash(world, payerAccount);
      await transaction.put('credits', tenant, reference, {
        servicerReference,
        account,
        ...amount,
        payerAccount: hash,
      });
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
        counterpartyAccount: payerAccount,
      };
      await world.pushes.plan(transaction, [bankPush(`credit:${reference}`, at, camt054(entry))]);
    }
    return { status: 202, body: { servicerReference } };
  });
}

/** The bank's books name no person's account in clear. */
export const accountHash = ({ runtime }: World, account: string): string =>
  runtime.vault.hash(tenant, Buffer.from(account));
