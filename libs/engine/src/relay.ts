import type { Log } from '@portolan/log';
import type { Commit, EventStore, PositionedCommit } from '@portolan/store';
import { envelopesOf, eventCount, toRecord } from './envelope.ts';
import type { Lease } from './lease.ts';
import type { EngineLimits } from './limits.ts';
import type { Logger, MachineClock } from './model.ts';
import type { ShardProgress } from './operations.ts';
import { backOff, createBell, nextTurn, pause, reason, settleAll } from './pacing.ts';
import { commitsToTake, leastCommits } from './relay-batch.ts';

/** Gives commits their positions after they are committed, then moves their events to the log. */
export interface Relay {
  /** There may be something new. Also called where nobody knows. */
  wake(): void;
  /** Everything committed here is on the log. False as well while another instance relays. */
  idle(): boolean;
  /** The shards that are relayed here, as far as known here; empty while another instance relays. */
  heads(): readonly ShardProgress[];
  start(): void;
  /** Finishes the batch in hand. */
  stop(): Promise<void>;
}

interface RelayOptions {
  readonly service: string;
  readonly topic: string;
  readonly events: EventStore;
  readonly eventLog: Log;
  readonly lease: Lease;
  readonly machine: MachineClock;
  readonly limits: EngineLimits;
  readonly log: Logger;
}

/** What this relay knows of a shard that it took over. */
interface ShardState {
  readonly shard: number;
  readonly epoch: number;
  position: number;
  published: number;
  /** Stamped and next to be sent; empty where the store must be asked. */
  ready: readonly PositionedCommit[];
  failures: number;
  retryAt: number;
}

/** Nobody rings for what other instances commit: once some was found, it is looked for often for a while. */
const othersPoll = 25;
const othersFor = 5_000;

/** Thrown inside where another relay has taken a shard over. */
class Fenced extends Error {}

export function createRelay(options: RelayOptions): Relay {
  const { service, topic, events, eventLog, lease, machine, limits, log } = options;
  const bell = createBell(machine);
  let shards: readonly ShardState[] = [];
  let ownedUnder: number | undefined;
  let dirty = true;
  let working = false;
  let stopped = false;
  let othersUntil = 0;
  let failures = 0;
  let take = leastCommits(limits.relayBatch);
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopped) {
      const next = machine.now() + (eventLog.gathers ?? 0);
      const delay = await step();
      if (stopped) return;
      if (delay > 0) await bell.wait(delay);
      else await nextTurn(machine);
      // What comes after a silence is sent at once; what comes soon after something else goes together.
      const early = next - machine.now();
      if (early > 0 && !stopped) await pause(machine, early);
    }
  }

  /** One round; answers how long to wait where nobody rings. */
  async function step(): Promise<number> {
    working = true;
    try {
      if (!(await owned())) return Math.min(limits.relayPoll, limits.leaseTtl / 3);
      const rung = dirty;
      dirty = false;
      const asked = take;
      const stamped = await stampPending();
      if (stamped > 0 && !rung) othersUntil = machine.now() + othersFor;
      await settleAll(shards.map(send));
      failures = 0;
      if (stamped === asked) dirty = true;
      return dirty ? 0 : nextLook();
    } catch (error) {
      dirty = true;
      if (error instanceof Fenced) {
        log.warn({ service }, 'another relay has taken over');
        ownedUnder = undefined;
        return lease.epoch() === undefined ? limits.relayPoll : 1;
      }
      failures += 1;
      log.error({ service, error: reason(error), failures }, 'the relay failed, trying again');
      return backOff(failures, 10, 2_000);
    } finally {
      working = false;
    }
  }

  function nextLook(): number {
    const now = machine.now();
    const behind = shards.filter((state) => state.published < state.position).map((state) => state.retryAt - now);
    const poll = now < othersUntil ? Math.min(othersPoll, limits.relayPoll) : limits.relayPoll;
    return Math.max(1, Math.min(poll, ...behind));
  }

  async function owned(): Promise<boolean> {
    const epoch = lease.epoch();
    if (epoch === undefined) {
      ownedUnder = undefined;
      return false;
    }
    if (ownedUnder !== epoch) {
      const taken: ShardState[] = [];
      for (let shard = 0; shard < events.shards; shard++) {
        const head = await events.takeOver(shard);
        taken.push({ shard, ...head, ready: [], failures: 0, retryAt: 0 });
      }
      shards = taken;
      ownedUnder = epoch;
    }
    return true;
  }

  async function stampPending(): Promise<number> {
    const pending = await events.pending(take);
    take = commitsToTake(pending, take, limits.relayBatch);
    const byShard = Map.groupBy(pending, (commit) => commit.shard);
    await settleAll([...byShard].map(([shard, commits]) => stamp(shard, commits)));
    return pending.length;
  }

  async function stamp(shard: number, commits: readonly Commit[]): Promise<void> {
    const state = shards[shard];
    if (state === undefined) throw new Error(`no shard ${shard}`);
    const { outcome, first } = await events.stamp(shard, state.epoch, commits);
    if (outcome === 'fenced') throw new Fenced();
    if (outcome === 'unknown') {
      await settleStamp(state);
      return;
    }
    let position = first;
    const positioned = commits.map((commit) => {
      const at = position;
      position += eventCount(commit);
      return { ...commit, position: at };
    });
    // Positions may have been given since by a stamp of which nothing was heard: what has them is read from the store.
    const nothingBetween = state.published === state.position && first === state.position + 1;
    state.ready = nothingBetween ? positioned : [];
    state.position = position - 1;
  }

  /** The head tells whether the lost answer was a yes: what it covers is then read from the store and sent. */
  async function settleStamp(state: ShardState): Promise<void> {
    const head = await events.head(state.shard);
    if (head.epoch !== state.epoch) throw new Fenced();
    state.position = head.position;
    state.ready = [];
    dirty = true;
  }

  /** Sends a shard's stamped events in order. A log that fails is tried again later, from the same event. */
  async function send(state: ShardState): Promise<void> {
    while (state.published < state.position) {
      if (state.retryAt > machine.now()) return;
      const commits = state.ready.length > 0 ? state.ready : await unpublished(state);
      const records = commits
        .flatMap(envelopesOf)
        .filter((envelope) => Number(envelope.position) > state.published)
        .map((envelope) => toRecord(service, envelope));
      const last = records[records.length - 1];
      if (last === undefined) throw new Error(`shard ${state.shard} lacks positions after ${state.published}`);
      state.ready = [];
      if (!(await append(state, records))) return;
      await published(state, last.position);
      if (state.published < state.position) await nextTurn(machine);
    }
  }

  function unpublished(state: ShardState): Promise<readonly PositionedCommit[]> {
    return events.readShard(state.shard, state.published + 1, take);
  }

  async function append(state: ShardState, records: Parameters<Log['append']>[2]): Promise<boolean> {
    let trouble = 'the log did not say whether it holds them';
    try {
      if ((await eventLog.append(topic, state.shard, records)) === 'ok') {
        state.failures = 0;
        return true;
      }
    } catch (error) {
      trouble = reason(error);
    }
    state.failures += 1;
    const delay = backOff(state.failures, 20, 2_000);
    state.retryAt = machine.now() + delay;
    log.warn({ service, shard: state.shard, trouble, failures: state.failures, delay }, 'publishing will be repeated');
    return false;
  }

  async function published(state: ShardState, position: number): Promise<void> {
    const outcome = await events.markPublished(state.shard, state.epoch, position);
    if (outcome === 'fenced') throw new Fenced();
    // Sending again is harmless: positions are recognised. Going on as if it had moved would be, too, but not exact.
    if (outcome === 'unknown') throw new Error(`shard ${state.shard}: it is not known whether the mark moved`);
    state.published = position;
  }

  return {
    wake() {
      dirty = true;
      bell.ring();
    },
    idle: () =>
      ownedUnder !== undefined && !dirty && !working && shards.every((state) => state.published === state.position),
    heads: () =>
      ownedUnder === undefined ? [] : shards.map(({ shard, position, published }) => ({ shard, position, published })),
    start() {
      running = run();
    },
    async stop() {
      stopped = true;
      bell.ring();
      await running;
    },
  };
}
