import { Ending } from '@portolan/contracts/orders/v1/types';
import type { Told } from './told.ts';

/** Whether anything is left to happen, and why it is not carried to its end as placed. */
export function endingAfter(events: readonly Told[]): { readonly completed: boolean; readonly ending: Ending } {
  let ending: Ending = Ending.ENDING_UNSPECIFIED;
  let completed = false;
  for (const { type, data } of events) {
    if (type === 'EndingDecided' || type === 'OrderCancelled' || type === 'OrderRefunded') ending = data.ending;
    if (type === 'EndingWithdrawn') ending = Ending.ENDING_UNSPECIFIED;
    if (type === 'FulfilmentCompleted') completed = true;
  }
  return { completed, ending };
}
