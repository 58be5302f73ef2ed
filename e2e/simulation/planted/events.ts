import type { Commit, EventStore } from '@portolan/store';
import type { EventDisk, Kept, Life } from '@portolan/testkit/simulation';
import type { Bug } from './bug.ts';

const pause = ({ world }: Life, ms: number) => new Promise<void>((resolve) => void world.after(ms, resolve));

const lastVersion = (disk: EventDisk, stream: string): number => disk.streams.get(stream)?.commits.at(-1)?.last ?? 0;

/** (1) The answer is given when the write is asked for. It is carried out a moment later, or not at all. */
function acknowledgedBeforeStored(): ReturnType<Bug['edge']> {
  return {
    events: (store, _disk, life) => ({
      ...store,
      async insert(commits) {
        await pause(life, 0.05);
        void store.insert(commits).catch(() => undefined);
        return commits.map(() => 'ok' as const);
      },
    }),
  };
}

/** (4) Whoever has relayed once goes on: nobody asks whether somebody else has taken over. */
function relayNotFenced(): ReturnType<Bug['edge']> {
  return {
    events(store, disk) {
      const known = new Map<number, number>();
      return {
        ...store,
        async takeOver(shard) {
          const head = await store.takeOver(shard);
          known.set(shard, head.position);
          return head;
        },
        async stamp(shard, _epoch, commits) {
          const head = disk.heads[shard];
          const waiting = commits.filter((commit) => keptOf(disk, commit)?.position === 0);
          if (head !== undefined && waiting.length === commits.length)
            disk.heads[shard] = { ...head, position: known.get(shard) ?? head.position };
          const stamped = await store.stamp(shard, disk.heads[shard]?.epoch ?? 0, commits);
          if (stamped.outcome === 'ok') known.set(shard, disk.heads[shard]?.position ?? 0);
          return stamped;
        },
        markPublished: (shard, _epoch, published) =>
          store.markPublished(
            shard,
            disk.heads[shard]?.epoch ?? 0,
            Math.min(published, disk.heads[shard]?.position ?? 0),
          ),
      };
    },
  };
}

function keptOf(disk: EventDisk, { stream, version }: Commit): Kept | undefined {
  return disk.streams.get(stream)?.commits.find(({ commit }) => commit.version === version);
}

/** (5) A commit gets its position before it is written, as a database's sequence gives it; writes pass one another. */
function positionsBeforeCommit(): ReturnType<Bug['edge']> {
  const numbers = new Map<EventDisk, Map<string, number>>();
  const next = new Map<EventDisk, number[]>();
  return {
    events(store, disk) {
      const given = numbers.get(disk) ?? new Map<string, number>();
      numbers.set(disk, given);
      const counters = next.get(disk) ?? disk.heads.map(() => 1);
      next.set(disk, counters);
      const key = ({ stream, version }: Commit) => `${stream}@${version}`;
      return {
        ...store,
        insert(commits) {
          for (const commit of commits) {
            if (given.has(key(commit))) continue;
            const number = counters[commit.shard] ?? 1;
            given.set(key(commit), number);
            counters[commit.shard] = number + commit.commands.reduce((sum, { events }) => sum + events.length, 0);
          }
          return store.insert(commits);
        },
        // What is there is taken in the order of the numbers: that one before it is still on its way, nobody sees.
        async pending(limit) {
          const found = [...(await store.pending(limit))];
          return found.sort((one, other) => (given.get(key(one)) ?? 0) - (given.get(key(other)) ?? 0));
        },
        async stamp(shard, epoch, commits) {
          const head = disk.heads[shard];
          const first = commits[0] === undefined ? undefined : given.get(key(commits[0]));
          if (head !== undefined && head.epoch === epoch && first !== undefined)
            disk.heads[shard] = { ...head, position: first - 1 };
          return store.stamp(shard, epoch, commits);
        },
        markPublished: (shard, epoch, published) =>
          store.markPublished(shard, epoch, Math.min(published, disk.heads[shard]?.position ?? 0)),
      };
    },
  };
}

/** (6) Whoever takes over begins where positions were given, not where they were sent. */
function relayForgetsUnsent(): ReturnType<Bug['edge']> {
  return {
    events: (store) => ({
      ...store,
      async takeOver(shard) {
        const head = await store.takeOver(shard);
        return { ...head, published: head.position };
      },
    }),
  };
}

/** (7) What was decided on a state that is old by now is written behind what has happened since. */
function staleCacheDecides(): ReturnType<Bug['edge']> {
  return {
    events: (store, disk) => ({
      ...store,
      insert: (commits) =>
        store.insert(commits.map((commit) => ({ ...commit, version: lastVersion(disk, commit.stream) + 1 }))),
    }),
  };
}

/** (8) Where a stream lies depends on who writes: after an upgrade another hash is used. */
function wrongPartition(): ReturnType<Bug['edge']> {
  return {
    events: (store, disk, life): EventStore => ({
      ...store,
      insert: (commits) =>
        store.insert(commits.map((commit) => ({ ...commit, shard: (commit.shard + numberOf(life)) % disk.shards }))),
    }),
  };
}

const numberOf = ({ name }: Life): number => Number(name.slice(name.indexOf('#') + 1));

export const eventBugs: readonly Bug[] = [
  { number: 1, name: 'acknowledged before stored', named: ['acknowledged'], edge: acknowledgedBeforeStored },
  { number: 4, name: 'relay not fenced', named: ['log-order'], edge: relayNotFenced },
  { number: 5, name: 'positions given before commit', named: ['log-order'], edge: positionsBeforeCommit },
  {
    ...{ number: 6, name: 'relay forgets what it positioned but did not send', named: ['log-order'] },
    edge: relayForgetsUnsent,
  },
  {
    ...{ number: 7, name: 'a stale cache decides without the version check', edge: staleCacheDecides },
    named: [
      'streams',
      'stock-units',
      'parcel-units',
      'shipments',
      'orders',
      'escrow',
      'payments',
      'ledger-balanced',
      'allowance',
      'book-lines',
    ],
  },
  { number: 8, name: 'wrong partition for a stream', named: ['log-order'], edge: wrongPartition },
];
