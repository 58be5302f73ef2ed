import type { Clock } from '@portolan/engine';
import type { Gauge } from '@portolan/service';
import { type DocumentStore, findAll } from '@portolan/store';
import type { HoldDocument } from '../projections/holds.ts';

/** Orders that stand still although whoever acts next should have acted by now, by whose turn it is. */
export function overdueHolds(documents: DocumentStore, clock: Clock): Gauge {
  const owners = new Set<string>();
  return {
    name: 'portolan_holds_overdue',
    help: 'Holds whose deadline has passed, by who acts next.',
    async read() {
      const now = clock.now();
      const open = { collection: 'order_holds', index: 'byTime', atMost: now };
      const late = (await findAll<HoldDocument>((page) => documents.find(page), open)).filter(
        ({ document: { due } }) => due !== '' && due < now,
      );
      const counts = new Map([...owners].map((owner) => [owner, 0]));
      for (const { document } of late) counts.set(document.owner, (counts.get(document.owner) ?? 0) + 1);
      for (const owner of counts.keys()) owners.add(owner);
      if (counts.size === 0) return [{ value: 0, labels: { owner: 'operations' } }];
      return [...counts].map(([owner, value]) => ({ value, labels: { owner } }));
    },
  };
}
