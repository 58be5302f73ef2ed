import type { EventStore, PositionedCommit } from '@portolan/store';

/** One event as its owner's store holds it. */
export interface Kept {
  /** stream@version */
  readonly id: string;
  /** Full name of its type. */
  readonly type: string;
  readonly tenant: string;
  /** Its owner and its audience. */
  readonly readers: ReadonlySet<string>;
  readonly correlation: string;
  readonly shard: number;
  readonly position: number;
}

/** Everything a service's event store holds, and what must not be. */
export interface Streams {
  readonly service: string;
  readonly events: readonly Kept[];
  /** Last version by stream. */
  readonly versions: ReadonlyMap<string, number>;
  /** Last position by shard. */
  readonly heads: readonly number[];
  readonly breaches: readonly string[];
}

const atOnce = 500;

/** Reads a service's store from end to end: positions dense, versions dense, no command twice, nothing left unsent. */
export async function readStreams(service: string, store: EventStore): Promise<Streams> {
  const events: Kept[] = [];
  const versions = new Map<string, number>();
  const commands = new Set<string>();
  const heads: number[] = [];
  const breaches: string[] = [];
  const say = (what: string) => void breaches.push(`${service}: ${what}`);

  function take(commit: PositionedCommit, expected: number): number {
    const { stream, tenant, shard, position } = commit;
    if (position !== expected) say(`shard ${shard} goes from position ${expected - 1} to ${position}`);
    const before = versions.get(stream) ?? 0;
    if (commit.version !== before + 1) say(`${stream} goes from version ${before} to ${commit.version}`);
    let [version, at] = [commit.version, position];
    for (const command of commit.commands) {
      const key = `${stream} ${command.id}`;
      if (commands.has(key)) say(`${stream} carried command ${command.id} out twice`);
      commands.add(key);
      for (const { type, audience } of command.events) {
        const readers = new Set([tenant, ...audience.map((reader) => reader.tenant)]);
        const { correlation } = command;
        events.push({ id: `${stream}@${version}`, type, tenant, readers, correlation, shard, position: at });
        version += 1;
        at += 1;
      }
    }
    versions.set(stream, version - 1);
    return at;
  }

  for (let shard = 0; shard < store.shards; shard++) {
    let next = 1;
    for (;;) {
      const commits = await store.readShard(shard, next, atOnce);
      for (const commit of commits) next = take(commit, next);
      if (commits.length === 0) break;
    }
    const head = await store.head(shard);
    if (head.position !== next - 1) say(`shard ${shard} holds ${next - 1} events, its head says ${head.position}`);
    if (head.published !== head.position) say(`shard ${shard} was sent up to ${head.published} of ${head.position}`);
    heads.push(next - 1);
  }
  const unsent = await store.pending(1);
  if (unsent.length > 0) say(`${unsent[0]?.stream} holds a commit without a position`);
  return { service, events, versions, heads, breaches };
}
