import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ClientSession, type Collection, MongoError } from 'mongodb';
import { eventsIn } from '../commit-codec.ts';
import type { Commit, EventStore, FencedOutcome, ShardHead } from '../event-store.ts';
import { OutcomeUnknown, StoreAway } from '../trouble.ts';
import type { CommitDocument, CommitId } from './commit-document.ts';
import type { Connection } from './connection.ts';

export interface HeadDocument extends ShardHead {
  readonly _id: number;
}

interface Asked<Answer> {
  readonly shard: number;
  readonly epoch: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

interface Left {
  readonly epoch: number;
  readonly position: number;
}

interface ShardCount {
  readonly _id: number;
  readonly count: number;
}

type Stamped = Awaited<ReturnType<EventStore['stamp']>>;

interface Stamp extends Asked<Stamped> {
  readonly commits: readonly Commit[];
  readonly count: number;
}

interface Mark extends Asked<FencedOutcome> {
  readonly published: number;
}

/** Positions of shards: those that are given, and those that the log has acknowledged. */
export type Positions = Pick<EventStore, 'stamp' | 'markPublished'>;

/** Thrown inside where something is not as a shard's owner would find it. */
class Fenced extends Error {}

/**
 * Shards whose owner stamps them in the same turn share a transaction, and so do their marks: one of each costs as many
 * round trips and journal writes as eight. Each shard still has its own answer, fenced by its own epoch: where one is
 * refused, nothing was written, and each is tried alone.
 */
export function positions(
  { transact }: Connection,
  commits: Collection<CommitDocument>,
  heads: Collection<HeadDocument>,
): Positions {
  // As this process last left them. The write says so, too: where that is wrong, nothing is written, and they are read.
  const lastLeft = new Map<number, Left>();

  const known = ({ shard, epoch }: Stamp): boolean => lastLeft.get(shard)?.epoch === epoch;

  async function read(asked: readonly Stamp[], session: ClientSession): Promise<void> {
    const shards = asked.map(({ shard }) => shard);
    for (const { _id, epoch, position } of await heads.find({ _id: { $in: shards } }, { session }).toArray())
      lastLeft.set(_id, { epoch, position });
  }

  /** Answers the last position before each one's first. */
  async function advance(asked: readonly Stamp[], session: ClientSession): Promise<readonly number[]> {
    if (!asked.every(known)) await read(asked, session);
    if (!asked.every(known)) throw new Fenced();
    const before = asked.map(({ shard }) => lastLeft.get(shard)?.position ?? 0);
    const moves = asked.map(({ shard, epoch, count }, at) => ({
      updateOne: { filter: { _id: shard, epoch, position: before[at] }, update: { $inc: { position: count } } },
    }));
    const { matchedCount } = await heads.bulkWrite(moves, { session, ordered: false });
    if (matchedCount !== asked.length) throw new Fenced();
    return before;
  }

  /** Of what the transaction sees, so whoever stamps one of them after this makes it fail. */
  async function allPending(asked: readonly Stamp[], session: ClientSession): Promise<void> {
    const pending = { _id: { $in: asked.flatMap((stamp) => stamp.commits.map(idOf)) }, q: true };
    const byShard = [{ $match: pending }, { $group: { _id: '$h', count: { $sum: 1 } } }];
    const found = await commits.aggregate<ShardCount>(byShard, { session, hint: '_id_' }).toArray();
    const counts = new Map(found.map(({ _id, count }) => [_id, count]));
    if (!asked.every((stamp) => counts.get(stamp.shard) === stamp.commits.length)) throw new Fenced();
  }

  async function stampAll(asked: readonly Stamp[]): Promise<void> {
    const remembered = asked.every(known);
    let before: readonly number[] = [];
    const outcome = await fenced(() =>
      transact(async (session) => {
        before = await advance(asked, session);
        await allPending(asked, session);
        const updates = asked.flatMap((stamp, at) => stampsOf(stamp, before[at] ?? 0));
        const { matchedCount } = await commits.bulkWrite(updates, { session, ordered: false });
        if (matchedCount !== updates.length) throw new Fenced();
      }),
    );
    for (const { shard } of asked) lastLeft.delete(shard);
    if (outcome === 'fenced' && (remembered || asked.length > 1)) {
      for (const one of asked) await stampAll([one]);
      return;
    }
    for (const [at, { shard, epoch, count, resolve }] of asked.entries()) {
      const position = before[at] ?? 0;
      if (outcome === 'ok') lastLeft.set(shard, { epoch, position: position + count });
      resolve({ outcome, first: outcome === 'ok' ? position + 1 : 0 });
    }
  }

  async function markAll(asked: readonly Mark[]): Promise<void> {
    const outcome = await fenced(async () => {
      const moves = asked.map(({ shard, epoch, published }) => ({
        updateOne: {
          filter: { _id: shard, epoch, position: { $gte: published } },
          update: { $max: { published } },
        },
      }));
      const { matchedCount } = await heads.bulkWrite(moves, { ordered: false });
      if (matchedCount !== asked.length) throw new Fenced();
    });
    if (outcome !== 'fenced') for (const one of asked) one.resolve(outcome);
    else if (asked.length > 1) for (const one of asked) await markAll([one]);
    else for (const one of asked) one.resolve(await fenced(() => refuse(one)));
  }

  /** Tells an owner that is none any more from one that marks what was never given. */
  async function refuse({ shard, epoch }: Mark): Promise<never> {
    const head = await heads.findOne({ _id: shard });
    if (head?.epoch !== epoch) throw new Fenced();
    throw new RangeError(`shard ${shard} has only given positions up to ${head.position}`);
  }

  const stamps = inGroups(stampAll);
  const marks = inGroups(markAll);

  return {
    stamp: (shard, epoch, given) =>
      new Promise((resolve, reject) => {
        const count = given.reduce((sum, commit) => sum + eventsIn(commit), 0);
        stamps({ shard, epoch, commits: given, count, resolve, reject });
      }),
    markPublished: (shard, epoch, published) =>
      new Promise((resolve, reject) => {
        marks({ shard, epoch, published, resolve, reject });
      }),
  };
}

/** What is asked for in one turn runs together, one group after another; of each shard only one is in a group. */
function inGroups<Each extends Asked<never>>(run: (group: readonly Each[]) => Promise<void>): (asked: Each) => void {
  let waiting: Each[] = [];
  let running = false;

  async function runAll(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await nextTurn();
      const group = new Map<number, Each>();
      for (const each of waiting) if (!group.has(each.shard)) group.set(each.shard, each);
      const chosen = new Set(group.values());
      waiting = waiting.filter((each) => !chosen.has(each));
      await run([...chosen]).catch((error: unknown) => {
        for (const { reject } of chosen) reject(error);
      });
    }
    running = false;
  }

  return (asked) => {
    waiting.push(asked);
    if (!running) void runAll();
  };
}

const idOf = ({ stream, version }: Commit): CommitId => ({ s: stream, v: version });

/** By nothing but their ids: a server plans anything else anew for each of them, at twice the cost. */
function stampsOf({ commits }: Stamp, before: number) {
  let last = before;
  return commits.map((commit) => {
    last += eventsIn(commit);
    return {
      updateOne: { filter: { _id: idOf(commit) }, update: { $set: { p: last }, $unset: { q: true } } as const },
    };
  });
}

async function fenced(write: () => Promise<unknown>): Promise<FencedOutcome> {
  try {
    await write();
    return 'ok';
  } catch (error) {
    if (error instanceof Fenced) return 'fenced';
    if (error instanceof MongoError || error instanceof StoreAway || error instanceof OutcomeUnknown) return 'unknown';
    throw error;
  }
}
