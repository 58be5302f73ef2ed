/** What has a place in time, in its stream and in a chain of causes. */
export interface Caused {
  /** stream@version */
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  /** RFC 3339 in UTC: sorts as text. */
  readonly time: string;
  /** Id of the event or command that led to it. */
  readonly cause: string;
}

/**
 * Sorts by cause, then time: nothing stands before its cause, nor before what came earlier in its own stream; what is
 * free of both stands by time, then by stream and version. The same events have the same order, however they arrived.
 */
export function causalOrder<Entry extends Caused>(entries: readonly Entry[]): readonly Entry[] {
  const byTime = [...entries].sort(earlier);
  const waits = blockersOf(byTime);
  const unblocks = new Map<string, Entry[]>();
  for (const entry of byTime)
    for (const blocker of waits.get(entry.id) ?? []) unblocks.set(blocker, [...(unblocks.get(blocker) ?? []), entry]);
  const free = byTime.filter((entry) => waits.get(entry.id)?.size === 0);
  const sorted: Entry[] = [];
  for (let entry = free.shift(); entry !== undefined; entry = free.shift()) {
    sorted.push(entry);
    for (const next of unblocks.get(entry.id) ?? []) {
      const waiting = waits.get(next.id);
      waiting?.delete(entry.id);
      if (waiting?.size === 0) insert(free, next);
    }
  }
  // Only a circle of causes, which no history has, would leave something over: shown rather than swallowed.
  const placed = new Set(sorted.map(({ id }) => id));
  return [...sorted, ...byTime.filter(({ id }) => !placed.has(id))];
}

function blockersOf(entries: readonly Caused[]): Map<string, Set<string>> {
  const known = new Set(entries.map(({ id }) => id));
  const before = new Map<string, string>();
  const blockers = new Map<string, Set<string>>();
  for (const entry of [...entries].sort(byStream)) {
    const previous = before.get(entry.stream);
    const wanted = [entry.cause, previous].filter((id) => id !== undefined && id !== entry.id && known.has(id));
    blockers.set(entry.id, new Set(wanted.filter((id) => id !== undefined)));
    before.set(entry.stream, entry.id);
  }
  return blockers;
}

function insert<Entry extends Caused>(free: Entry[], entry: Entry): void {
  const place = free.findIndex((other) => earlier(entry, other) < 0);
  free.splice(place === -1 ? free.length : place, 0, entry);
}

function earlier(left: Caused, right: Caused): number {
  return compare(left.time, right.time) || byStream(left, right);
}

function byStream(left: Caused, right: Caused): number {
  return compare(left.stream, right.stream) || left.version - right.version;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
