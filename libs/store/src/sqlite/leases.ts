import type { Database } from './database.ts';

/**
 * Takes a lease inside an open transaction: where nobody held it, where its time is over, or where it is the owner's
 * already. Only a change of owner makes a new epoch.
 */
export function takeLease(
  database: Database,
): (name: string, owner: string, now: number, ttlMs: number) => number | undefined {
  const take = database.prepare(
    `INSERT INTO leases (name, owner, epoch, until) VALUES (:name, :owner, 1, :until)
     ON CONFLICT DO UPDATE SET owner = :owner, until = :until, epoch = epoch + (owner <> :owner)
       WHERE owner = :owner OR until <= :now
     RETURNING epoch`,
  );
  return (name, owner, now, ttlMs) => {
    const row = take.get({ name, owner, now, until: now + ttlMs });
    return row && Number(row.epoch);
  };
}
