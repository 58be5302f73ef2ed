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

/** An event that waits for what must stand before it. */
interface Waiting<Entry extends Caused> {
  readonly entry: Entry;
  /** Its cause, and what came before it in its own stream, where they are among the entries. */
  readonly blockers: Set<string>;
  /** True where its cause stands in its own stream. */
  readonly own: boolean;
  /** True where one decision said it together with what stands before it in its stream. */
  readonly together: boolean;
  /** Place of the last blocker that was sorted; −1 where there was none. */
  after: number;
}

/**
 * Sorts by cause, then time: nothing stands before its cause, nor before what came earlier in its own stream; what is
 * free of both stands by time. At one instant, consequences follow in the order of their causes, and what others did
 * because of an event stands before what its own stream says next, such as that it was done. What one decision said
 * together stays together. What is still equal stands by stream and version. The same events have the same order,
 * however they arrived.
 */
export function causalOrder<Entry extends Caused>(entries: readonly Entry[]): readonly Entry[] {
  const waiting = waitingOf(entries);
  const unblocks = new Map<string, Waiting<Entry>[]>();
  for (const one of waiting)
    for (const blocker of one.blockers) unblocks.set(blocker, [...(unblocks.get(blocker) ?? []), one]);
  const free = waiting.filter(({ blockers }) => blockers.size === 0).sort(earlier);
  const sorted: Entry[] = [];
  for (let next = free.shift(); next !== undefined; ) {
    const { id } = next.entry;
    let rest: Waiting<Entry> | undefined;
    for (const one of unblocks.get(id) ?? []) {
      one.blockers.delete(id);
      one.after = sorted.length;
      if (one.blockers.size > 0) continue;
      if (one.together) rest = one;
      else insert(free, one);
    }
    sorted.push(next.entry);
    next = rest ?? free.shift();
  }
  // Only a circle of causes, which no history has, would leave something over: shown rather than swallowed.
  const left = waiting.filter(({ blockers }) => blockers.size > 0).sort(earlier);
  return [...sorted, ...left.map(({ entry }) => entry)];
}

function waitingOf<Entry extends Caused>(entries: readonly Entry[]): Waiting<Entry>[] {
  const streams = new Map(entries.map(({ id, stream }) => [id, stream]));
  const before = new Map<string, Entry>();
  return [...entries].sort(byStream).map((entry) => {
    const previous = before.get(entry.stream);
    before.set(entry.stream, entry);
    const blockers = new Set<string>();
    if (previous !== undefined) blockers.add(previous.id);
    if (entry.cause !== entry.id && streams.has(entry.cause)) blockers.add(entry.cause);
    const together = previous?.cause === entry.cause && previous.time === entry.time;
    return { entry, blockers, own: streams.get(entry.cause) === entry.stream, together, after: -1 };
  });
}

function insert<Entry extends Caused>(free: Waiting<Entry>[], one: Waiting<Entry>): void {
  const place = free.findIndex((other) => earlier(one, other) < 0);
  free.splice(place === -1 ? free.length : place, 0, one);
}

function earlier(left: Waiting<Caused>, right: Waiting<Caused>): number {
  return (
    compare(left.entry.time, right.entry.time) ||
    left.after - right.after ||
    Number(left.own) - Number(right.own) ||
    byStream(left.entry, right.entry)
  );
}

function byStream(left: Caused, right: Caused): number {
  return compare(left.stream, right.stream) || left.version - right.version;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
