import type { Database } from './database.ts';

/** A stream as the file has it. */
export interface KnownStream {
  readonly id: number;
  /** Version of its last event. */
  last: number;
}

/** Streams that were written lately, so that a commit need not look them up. Bounded. */
export interface KnownStreams {
  get(stream: string): KnownStream | undefined;
  set(stream: string, known: KnownStream): void;
  /** Inside a transaction, before the first look: forgets everything where another connection has written. */
  check(): void;
  /** After a transaction of which it is not known that it was committed. */
  forget(): void;
}

const MOST = 20_000;

export function knownStreams(database: Database): KnownStreams {
  const known = new Map<string, KnownStream>();
  const dataVersion = database.prepare('PRAGMA data_version');
  let checked: unknown;

  return {
    get: (stream) => known.get(stream),
    set(stream, now) {
      if (known.size >= MOST) known.clear();
      known.set(stream, now);
    },
    check() {
      const now = dataVersion.get()?.data_version;
      if (now !== checked) known.clear();
      checked = now;
    },
    forget: () => known.clear(),
  };
}
