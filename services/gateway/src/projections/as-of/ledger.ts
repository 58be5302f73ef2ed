import type { Complete } from '@portolan/contracts';
import type { TransactionPosted } from '@portolan/contracts/fx/v1/events';
import type { Told } from './told.ts';

/** What had been booked because of the order, in the order of its causes. */
export function ledgerAfter(events: readonly Told[]): readonly Complete<TransactionPosted>[] {
  return events.flatMap(({ type, data }) => (type === 'TransactionPosted' ? [data] : []));
}
