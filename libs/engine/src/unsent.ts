import type { EventStore } from '@portolan/store';
import type { MachineClock } from './model.ts';

/** Since when commits wait for the log: seen from outside the relay, so that one that is stuck shows, whoever runs it. */
export interface Unsent {
  /** Machine milliseconds since the oldest was first seen waiting; 0 where none waits. */
  age(): Promise<number>;
}

/** How many commits are remembered: those that came later are younger, and seen when these are through. */
const remembered = 1_000;

/** The port knows no machine time of commits: what counts is when this instance first saw each. */
export function createUnsent(events: EventStore, machine: MachineClock): Unsent {
  const pending = new Map<string, { readonly stream: string; readonly version: number; readonly since: number }>();
  const unpublished = new Map<number, { readonly upTo: number; readonly since: number }>();

  async function lookAtPending(): Promise<void> {
    const found = await events.pending(remembered);
    const now = machine.now();
    const waiting = new Set(found.map(({ stream, version }) => `${stream}@${version}`));
    for (const [key, { stream, version }] of pending) {
      if (waiting.has(key)) continue;
      // A full answer may lack some.
      const all = found.length < remembered;
      const through = all || (await events.locate(stream, version))?.position !== 0;
      if (through) pending.delete(key);
    }
    for (const { stream, version } of found) {
      const key = `${stream}@${version}`;
      if (!pending.has(key) && pending.size < remembered) pending.set(key, { stream, version, since: now });
    }
  }

  async function lookAtPublished(): Promise<void> {
    for (let shard = 0; shard < events.shards; shard++) {
      const { position, published } = await events.head(shard);
      const known = unpublished.get(shard);
      if (known !== undefined && published < known.upTo) continue;
      if (published < position) unpublished.set(shard, { upTo: position, since: machine.now() });
      else unpublished.delete(shard);
    }
  }

  return {
    async age() {
      await lookAtPending();
      await lookAtPublished();
      const since = [...pending.values(), ...unpublished.values()].map((each) => each.since);
      return since.length === 0 ? 0 : Math.max(1, machine.now() - Math.min(...since));
    },
  };
}
