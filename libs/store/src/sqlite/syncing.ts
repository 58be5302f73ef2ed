import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';

/** Brings what a connection has committed to the disk, beside the event loop instead of in it. */
export interface Syncing {
  /** Resolves once everything committed before the call is on the disk. @throws where the disk failed */
  sync(): Promise<void>;
  /** The end of the last `sync` that was asked for; undefined where all of them have ended. Never throws. */
  pending(): Promise<void> | undefined;
  close(): void;
}

/**
 * Syncs a database's write-ahead log, one time after another: what asks while one runs shares the next. With
 * synchronous = NORMAL SQLite itself syncs only around its checkpoints, which keeps the file whole but not what was
 * acknowledged; that is this one's part.
 */
export function walSyncing(file: string): Syncing {
  let handle: number | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function begin(): Promise<void> {
    handle ??= openSync(`${file}-wal`, 'r+');
    const opened = handle;
    const begun = new Promise<void>((resolve, reject) => {
      fdatasync(opened, (error) => (error === null ? resolve() : reject(error)));
    }).finally(() => {
      if (running === begun) running = undefined;
    });
    running = begun;
    next = undefined;
    return begun;
  }

  return {
    async sync() {
      if (running === undefined) return begin();
      next ??= running.catch(() => undefined).then(begin);
      return next;
    },
    pending: () => (next ?? running)?.catch(() => undefined),
    close() {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

/** The same within the call: for tests whose machine time goes by turns of the event loop, of which a disk knows nothing. */
export function walSyncingInPlace(file: string): Syncing {
  let handle: number | undefined;
  return {
    async sync() {
      handle ??= openSync(`${file}-wal`, 'r+');
      fdatasyncSync(handle);
    },
    pending: () => undefined,
    close() {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}
