import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, nodeFlags, services } from '@portolan/bundle';
import { type ProcessSuite, startProcesses } from '@portolan/suite/processes';
import type { Document } from 'mongodb';
import { dataFolder } from '../../support/folder.ts';
import { freePort } from '../../support/ports.ts';
import type { Bench } from './bench.ts';
import { type Lines, openLines } from './rest.ts';

/** The projections that an article filed with customs goes through: in its own service, and in the gateway's feed. */
const readers = [
  { service: 'customs', consumer: 'customs.goods.v1' },
  { service: 'gateway', consumer: 'gateway.feed.v1' },
] as const;

/** The whole suite, a process for each service, bundled as it is deployed. */
export interface Stage {
  readonly suite: ProcessSuite;
  /** Lines to the gateway for a run of its own. */
  lines(run: string): Lines;
  /** Events that every projection has passed: how many are fresh everywhere. */
  passed(): Promise<number>;
  /** Resolves when that many more than `before` are. */
  untilPassed(count: number): Promise<void>;
  /** Of a service's process, in MiB. */
  memory(service: string): number;
  /** Seconds of processor time that a service's process has used. */
  processor(service: string): number;
  stop(): Promise<void>;
}

const unlimited = { PORTOLAN_GATEWAY_REQUESTS_PER_MINUTE: '100000000' };

export async function openStage(bench: Bench): Promise<Stage> {
  const folder = dataFolder('bench');
  const bundled = join(folder.path, 'bundle');
  await bundle(bundled);
  const prefix = bench.freshName('s').slice(-30);
  const flames = process.env['PORTOLAN_BENCH_FLAME'];
  // A profile is written when a process ends by itself, as services do when they are stopped.
  const profile = flames === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${flames}`];
  const heap = { NODE_OPTIONS: nodeFlags.join(' ') };
  const watched = { NODE_OPTIONS: [...nodeFlags, ...profile].join(' ') };
  const suite = await startProcesses({
    mainOf: (service) => join(bundled, 'services', service, 'main.mjs'),
    ...{ data: join(folder.path, 'data'), clock: 'machine', seed: undefined, logLevel: 'warn', prefix },
    gatewayPort: await freePort(),
    sandboxPort: await freePort(),
    servers: { mongoUrl: bench.mongoUrl, kafkaBrokers: bench.brokers },
    environment: {
      ...Object.fromEntries(services.map((service) => [service, heap])),
      ...{ gateway: { ...unlimited, ...watched }, customs: watched },
    },
  });
  const pid = (service: string) => suite.processes[service]?.pid() ?? 0;

  async function passedBy(service: string, consumer: string): Promise<number> {
    const checkpoints = bench.client.db(`${prefix}_${service}`).collection<Document>('checkpoints');
    const all = await checkpoints.find({ '_id.c': consumer, '_id.p': /customs/ }).toArray();
    return all.reduce((sum, { position }) => sum + Number(position), 0);
  }

  async function passed(): Promise<number> {
    return Math.min(...(await Promise.all(readers.map(({ service, consumer }) => passedBy(service, consumer)))));
  }

  return {
    suite,
    lines: (run) => openLines(suite.gatewayUrl, suite.keys['merchant-shenzhen'] ?? '', run),
    passed,
    async untilPassed(count) {
      while ((await passed()) < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    memory: (service) => Number(/VmRSS:\s+(\d+)/.exec(procFile(pid(service), 'status'))?.[1] ?? 0) / 1024,
    processor(service) {
      const fields = procFile(pid(service), 'stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async stop() {
      await suite.stop();
      const { databases } = await bench.client.db('admin').admin().listDatabases({ nameOnly: true });
      for (const { name } of databases) if (name.startsWith(`${prefix}_`)) await bench.client.db(name).dropDatabase();
      folder.remove();
    },
  };
}

function procFile(pid: number, name: 'stat' | 'status'): string {
  return readFileSync(`/proc/${pid}/${name}`, 'utf8');
}
