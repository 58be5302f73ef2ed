import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@portolan/engine';
import { createLogger } from '@portolan/service';

/** One file for the logs of all services, JSON lines: `suite.log`. */
export function openLogFile(folder: string, level: string): { readonly logger: Logger; close(): void } {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, 'suite.log'), 'a');
  let closed = false;
  // Whoever was given up on when the suite stopped may still have something to say. Nobody is there to hear it, and the
  // number of a file that was closed may be another's by then.
  const destination = { write: (line: string) => void (closed || writeSync(file, line)) };
  return {
    logger: createLogger({ level, destination }),
    close() {
      closed = true;
      closeSync(file);
    },
  };
}
