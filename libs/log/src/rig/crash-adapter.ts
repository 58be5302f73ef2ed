import { join } from 'node:path';
import { openDatabase } from '@portolan/store/sqlite';
import type { CrashAdapter } from '@portolan/testkit/conformance';
import { watched } from '@portolan/testkit/watched-database';
import { embeddedLog } from '../embedded/embedded-log.ts';

/** The embedded log for its conformance suite: it says so before every single statement that writes. */
export const openLog: CrashAdapter['openLog'] = async (folder, partitions, beforeWrite) => {
  const file = join(folder, 'log.db');
  return embeddedLog(watched(openDatabase(file), beforeWrite), file, partitions, {
    now: () => 0,
    after: () => () => {},
  });
};
