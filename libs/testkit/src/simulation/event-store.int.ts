import { eventStoreConformance } from '../conformance/event-store.ts';
import { createEventDisk } from './event-disk.ts';
import { simulatedEventStore } from './event-store.ts';
import { quietLife } from './rig/quiet-life.ts';

eventStoreConformance('The simulated disk', async () => {
  const disk = createEventDisk(4);
  const { life, end } = quietLife();
  return {
    store: simulatedEventStore(disk, life),
    folder: '',
    async reopen(shards = 4) {
      if (shards !== disk.shards) throw new Error(`it has ${disk.shards} shards`);
      return simulatedEventStore(disk, life);
    },
    dispose: async () => end(),
  };
});
