import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Commit, WriteOutcome } from '@portolan/store';

export interface Racer {
  readonly adapter: string;
  readonly folder: string;
  readonly shards: number;
  readonly commits: readonly Commit[];
  readonly racers: number;
  /** [how many are ready, 1 once all may start] */
  readonly barrier: Int32Array;
}

const WORKER = fileURLToPath(new URL('./race-worker.ts', import.meta.url));

/** Lets threads, each with a store of its own on the same data, insert their commits at once, behind a barrier. */
export async function race(
  adapter: URL,
  folder: string,
  shards: number,
  commits: readonly (readonly Commit[])[],
): Promise<readonly WriteOutcome[]> {
  const barrier = new Int32Array(new SharedArrayBuffer(8));
  const racers = commits.map((own) => {
    const workerData: Racer = { adapter: adapter.href, folder, shards, commits: own, racers: commits.length, barrier };
    const worker = new Worker(WORKER, { workerData, execArgv: ['--disable-warning=ExperimentalWarning'] });
    return new Promise<readonly WriteOutcome[]>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
  });
  return (await Promise.all(racers)).flat();
}
