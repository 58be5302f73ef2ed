import type { Complete } from '@portolan/contracts';
import type { Hold } from '@portolan/contracts/orders/v1/types';
import type { Told } from './told.ts';

/** What held the order after these events, longest standing first. */
export function holdsAfter(events: readonly Told[]): readonly Complete<Hold>[] {
  const standing = new Map<string, Complete<Hold>>();
  for (const { type, data } of events) {
    if (type === 'HoldPlaced') standing.set(data.hold.code, data.hold);
    if (type === 'HoldCleared') standing.delete(data.code);
  }
  return [...standing.values()];
}
