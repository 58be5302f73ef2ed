import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Addresses, namedForTests, startServers } from './index.ts';
import { sweep } from './sweep.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `inject('servers')`: a real replica set and a real broker, shared by all tests of this run. */
    servers: Addresses;
  }
}

const prefix = 'portolan-servers-';

/** Starts the servers of one run of tests, or takes those that PORTOLAN_TEST_… names, and ends them after it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep(tmpdir(), prefix);
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const began = performance.now();
  const remove = () => rm(folder, { recursive: true, force: true });
  const servers = await startServers({ folder, named: namedForTests(process.env) }).catch(async (error) => {
    await remove();
    throw error;
  });
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stderr.write(`Real servers answer after ${seconds} s: ${servers.origin}\n`);
  project.provide('servers', { mongoUrl: servers.mongoUrl, kafkaBrokers: servers.kafkaBrokers });
  return async () => {
    await servers.kill();
    await remove();
  };
}
