import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineTime as machine } from '@portolan/testkit';
import { logConformance } from '@portolan/testkit/conformance';
import type { Log } from '../log.ts';
import { openEmbeddedLog } from './embedded-log.ts';

logConformance(
  'The embedded log',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-log-'));
    const opened: Log[] = [];
    const reopen = async (partitions = 4) => {
      const log = openEmbeddedLog({ file: join(folder, 'log.db'), partitions, machine });
      opened.push(log);
      return log;
    };
    return {
      log: await reopen(),
      reopen,
      async dispose() {
        for (const log of opened) await log.close();
        await rm(folder, { recursive: true });
      },
    };
  },
  new URL('../rig/crash-adapter.ts', import.meta.url),
);
