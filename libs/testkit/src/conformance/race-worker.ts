import { parentPort, workerData } from 'node:worker_threads';
import type { WriteOutcome } from '@portolan/store';
import type { Racer } from './race.ts';
import type { CrashAdapter } from './scenarios.ts';

const { adapter, folder, shards, commits, barrier, racers } = workerData as Racer;
const { openEventStore } = (await import(adapter)) as CrashAdapter;
const store = await openEventStore?.(folder, shards, () => {});
if (!store) throw new Error('the adapter has no event store');

if (Atomics.add(barrier, 0, 1) + 1 === racers) {
  Atomics.store(barrier, 1, 1);
  Atomics.notify(barrier, 1);
}
Atomics.wait(barrier, 1, 0);

const outcomes: WriteOutcome[] = [];
for (const commit of commits) outcomes.push(...(await store.insert([commit])));
await store.close();
parentPort?.postMessage(outcomes);
