import type { Collection } from 'mongodb';
import { isDuplicate } from './connection.ts';

export interface LeaseDocument {
  readonly _id: string;
  readonly owner: string;
  readonly epoch: number;
  /** Machine time. */
  readonly until: number;
}

/**
 * Takes a lease: where nobody held it, where its time is over, or where it is the owner's already. Only a change of owner
 * makes a new epoch.
 */
export async function takeLease(
  leases: Collection<LeaseDocument>,
  name: string,
  owner: string,
  now: number,
  ttlMs: number,
): Promise<number | undefined> {
  const free = { _id: name, $or: [{ owner }, { until: { $lte: now } }] };
  const same = { $eq: ['$owner', { $literal: owner }] };
  const epoch = { $cond: [same, '$epoch', { $add: [{ $ifNull: ['$epoch', 0] }, 1] }] };
  const take = [{ $set: { owner: { $literal: owner }, until: now + ttlMs, epoch } }];
  try {
    const taken = await leases.findOneAndUpdate(free, take, { upsert: true, returnDocument: 'after' });
    return taken?.epoch;
  } catch (error) {
    // It is there, so it was not made, and it is not free.
    if (isDuplicate(error)) return undefined;
    throw error;
  }
}
