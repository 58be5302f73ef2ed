import type { CollectionSpec, Transaction } from '@portolan/store';
import { tenant } from './tenant.ts';

export const playedCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Faults that happen once, by fault and what they hit; `by` is the message that they hit. */
  played: {},
};

/**
 * True where a fault that happens once hits this message: the first that comes, and the same again.
 * @param hits what it happens once to, such as an order or a shipment
 * @param by id of the message
 */
export async function hitsOnce(transaction: Transaction, fault: string, hits: string, by: string): Promise<boolean> {
  const id = `${fault}/${hits}`;
  const before = await transaction.get<{ by: string }>('played', tenant, id);
  if (before === undefined) await transaction.put('played', tenant, id, { by });
  return before === undefined || before.by === by;
}
