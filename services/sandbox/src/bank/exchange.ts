import { madeId } from '@portolan/eventsourcing';
import type { CollectionSpec, Transaction } from '@portolan/store';
import { z } from 'zod';
import { hour, later } from '../chance.ts';
import { bears } from '../faults.ts';
import { hitsOnce } from '../played.ts';
import { tenant } from '../tenant.ts';
import { type Answer, flawed, refused, type World } from '../world.ts';

export const exchangeCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Rate locks by the client's reference. */
  locks: { indexes: { byLockId: ['lockId'] } },
  /** Deals by lock: a lock is used once. */
  deals: {},
};

type Lock = {
  readonly [field: string]: unknown;
  readonly lockId: string;
  readonly reference: string;
  readonly sell: { readonly amount: string; readonly currency: string };
  readonly midRate: string;
  readonly bankRate: string;
  readonly expiresAt: string;
};

const lockRequest = z.strictObject({
  reference: z.string().min(1).max(100),
  sell: z.strictObject({ amount: z.string().regex(/^\d{1,15}\.\d{2}$/), currency: z.literal('USD') }),
  buyCurrency: z.literal('CNY'),
});

const dealRequest = z.strictObject({ reference: z.string().min(1).max(64), lockId: z.string().min(1) });

const spreadPips = 5n;
// As long as providers lock at most: time that runs fast must not outrun the desk that uses the lock.
const lockHours = 24;

/**
 * POST /fx/locks: a firm USD/CNY rate for 24 hours; the same answer for a repeated reference. The reference may name the
 * order behind a slash: its suffixes are obeyed.
 */
export async function lockRate(world: World, body: unknown): Promise<Answer> {
  const request = lockRequest.safeParse(body);
  if (!request.success) return flawed(request.error);
  const { reference, sell } = request.data;
  return world.runtime.documents.transact(async (transaction) => {
    const before = await transaction.get<Lock>('locks', tenant, reference);
    const mid = BigInt(world.chance.between(70_800, 71_600, 'bank', reference, 'mid'));
    const lock: Lock = before ?? {
      lockId: `LK${madeId('lock', reference).slice(0, 14).toUpperCase()}`,
      reference,
      sell,
      midRate: rate(mid),
      bankRate: rate(mid - spreadPips),
      expiresAt: later(world.runtime.clock.now(), lockHours * hour),
    };
    if (before === undefined) await transaction.put('locks', tenant, reference, lock);
    const { lockId, midRate, bankRate, expiresAt } = lock;
    return { status: 200, body: { lockId, midRate, bankRate, expiresAt } };
  });
}

/** POST /fx/deals: uses a lock, once; the same answer for a repeated request, 409 when it ran out. */
export async function deal(world: World, body: unknown): Promise<Answer> {
  const request = dealRequest.safeParse(body);
  if (!request.success) return flawed(request.error);
  const { lockId } = request.data;
  return world.runtime.documents.transact(async (transaction) => {
    const [found] = await transaction.find<Lock>({
      collection: 'locks',
      tenant,
      index: 'byLockId',
      equals: [lockId],
      limit: 1,
    });
    if (found === undefined) return refused(404, 'no such lock', 'lockId');
    const before = await transaction.get<{ dealId: string }>('deals', tenant, lockId);
    const { sell, bankRate, expiresAt, reference } = found.document;
    const hasRunOut = world.runtime.clock.now() >= expiresAt || (await isDishonoured(transaction, reference, lockId));
    if (before === undefined && hasRunOut) return refused(409, 'the lock has run out', 'lockId');
    const dealId = `DL${madeId('deal', lockId).slice(0, 14).toUpperCase()}`;
    const bought = { amount: timesRate(sell.amount, bankRate), currency: 'CNY' };
    if (before === undefined) await transaction.put('deals', tenant, lockId, { dealId, sold: sell, bought });
    return { status: 200, body: { dealId, sold: sell, bought } };
  });
}

/** The first lock of an order that asks for it is honoured no longer, however often it is dealt at. */
async function isDishonoured(transaction: Transaction, reference: string, lockId: string): Promise<boolean> {
  if (!bears(reference, 'bank-expired')) return false;
  return hitsOnce(transaction, 'bank-expired', reference.slice(reference.indexOf('/') + 1), lockId);
}

/** 71203 → 7.1203 */
function rate(pips: bigint): string {
  return `${pips / 10_000n}.${String(pips % 10_000n).padStart(4, '0')}`;
}

/** Amount with two digits times a rate with four, half to even, two digits. */
function timesRate(amount: string, bankRate: string): string {
  const product = BigInt(amount.replace('.', '')) * BigInt(bankRate.replace('.', ''));
  const whole = product / 10_000n;
  const rest = product % 10_000n;
  const up = rest > 5_000n || (rest === 5_000n && whole % 2n === 1n);
  const minor = whole + (up ? 1n : 0n);
  return `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
}
