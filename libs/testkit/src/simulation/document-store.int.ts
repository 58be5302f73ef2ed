import { expect, it } from 'vitest';
import { documentStoreConformance } from '../conformance/document-store.ts';
import { createDocumentDisk } from './document-disk.ts';
import { simulatedDocumentStore } from './document-store.ts';
import { beginLife } from './life.ts';
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

it('is not held up by whoever died in the moment in which all was done', async () => {
  const disk = createDocumentDisk();
  const { life: dying, end } = quietLife();
  const next = beginLife('orders', 1, dying.world, dying.weather);
  void simulatedDocumentStore(disk, dying).transact(async () => dying.end());
  await expect(simulatedDocumentStore(disk, next).transact(async () => 'done')).resolves.toBe('done');
  end();
});
