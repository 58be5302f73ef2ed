import { documentStoreConformance } from '../conformance/document-store.ts';
import { createDocumentDisk } from './document-disk.ts';
import { simulatedDocumentStore } from './document-store.ts';
import { quietLife } from './rig/quiet-life.ts';

documentStoreConformance('The simulated disk', async () => {
  const disk = createDocumentDisk();
  const { life, end } = quietLife();
  return {
    store: simulatedDocumentStore(disk, life),
    reopen: async () => simulatedDocumentStore(disk, life),
    dispose: async () => end(),
  };
});
