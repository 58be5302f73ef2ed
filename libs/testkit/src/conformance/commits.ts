import type { Commit, EventStore, PositionedCommit } from '@portolan/store';

interface CommitShape {
  readonly shard?: number;
  /** Ids of its commands; one command named after stream and version by default. */
  readonly commands?: readonly string[];
  /** Events of each command. */
  readonly events?: number;
}

/** A commit whose every byte follows from its place, so that a reader can tell whether it came back whole. */
export function commitAt(stream: string, version: number, shape: CommitShape = {}): Commit {
  const { shard = 0, commands = [`${stream} ${version}`], events = 1 } = shape;
  return {
    stream,
    version,
    tenant: 'acme',
    shard,
    time: '2026-03-02T01:00:00.000Z',
    commands: commands.map((id, place) => ({
      id,
      requestHash: `hash of ${id}`,
      correlation: 'order-1',
      causation: 'payment-1',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      events: Array.from({ length: events }, (_, index) => ({
        type: 'portolan.test.v1.Happened',
        audience: index % 2 === 0 ? [{ tenant: 'zone', role: 'zone_operator' }] : [],
        payload: new TextEncoder().encode(`${stream} ${version} 事 ${place} ${index}`),
      })),
    })),
  };
}

export function eventsOf(commit: Commit): number {
  return commit.commands.reduce((count, command) => count + command.events.length, 0);
}

/** The commit with plain byte arrays, without a position: what `toEqual` compares. */
export function plain(commit: Commit | PositionedCommit | undefined): Commit | undefined {
  if (!commit) return undefined;
  const { stream, version, tenant, shard, time, commands } = commit;
  return {
    stream,
    version,
    tenant,
    shard,
    time,
    commands: commands.map((command) => ({
      ...command,
      events: command.events.map((event) => ({ ...event, payload: new Uint8Array(event.payload) })),
    })),
  };
}

/** What a relay does: takes each shard over, stamps what is pending, oldest first, and marks it published. */
export async function relayAll(store: EventStore, limit = 1000): Promise<void> {
  for (let shard = 0; shard < store.shards; shard++) {
    const { epoch } = await store.takeOver(shard);
    const commits = (await store.pending(limit)).filter((commit) => commit.shard === shard);
    if (commits.length > 0) await store.stamp(shard, epoch, commits);
    const { position } = await store.head(shard);
    await store.markPublished(shard, epoch, position);
  }
}

/** Throws where a store breaks what it must hold whatever happened to it. Answers all its commits by stream. */
export async function checkWhole(store: EventStore, streams: readonly string[]): Promise<Map<string, Commit[]>> {
  const pending = new Set((await store.pending(10_000)).map(placeOf));
  const positioned = new Map<string, number>();
  for (let shard = 0; shard < store.shards; shard++) await checkShard(store, shard, positioned);

  const found = new Map<string, Commit[]>();
  for (const stream of streams) {
    const commits = [...(await store.readStream(stream, 1, 10_000))];
    found.set(stream, commits);
    let next = 1;
    for (const commit of commits) {
      if (commit.version !== next) throw new Error(`${stream} goes on with ${commit.version}, not ${next}`);
      next += eventsOf(commit);
      if (pending.delete(placeOf(commit)) === positioned.delete(placeOf(commit))) {
        throw new Error(`${placeOf(commit)} must be either pending or positioned`);
      }
      for (const { id } of commit.commands) {
        const by = await store.findCommand(stream, id);
        if (by?.version !== commit.version) throw new Error(`${stream}: command ${id} does not lead to its commit`);
      }
    }
  }
  if (pending.size + positioned.size > 0) throw new Error('there are commits that no stream holds');
  return found;
}

async function checkShard(store: EventStore, shard: number, positioned: Map<string, number>): Promise<void> {
  const head = await store.head(shard);
  let next = 1;
  for (const commit of await store.readShard(shard, 1, 10_000)) {
    if (commit.position !== next) throw new Error(`shard ${shard} goes on at ${commit.position}, not ${next}`);
    positioned.set(placeOf(commit), commit.position);
    next += eventsOf(commit);
  }
  if (head.position !== next - 1)
    throw new Error(`shard ${shard} is at ${next - 1}, but its head says ${head.position}`);
  if (head.published > head.position) throw new Error(`shard ${shard} published what it has not`);
}

/** Names a commit. */
export function placeOf(commit: Commit): string {
  return `${commit.stream}@${commit.version}`;
}
