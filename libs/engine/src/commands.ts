import type { Catalogue } from '@portolan/contracts';
import type { Commit, EventStore } from '@portolan/store';
import type { Appender } from './appender.ts';
import type { Decided } from './deciding.ts';
import { decideOn, firstAnswer } from './deciding.ts';
import type { EngineLimits } from './limits.ts';
import type { Clock, CommandContext, Commands, Logger, MachineClock, Outcome } from './model.ts';
import { backOff, pause, reason } from './pacing.ts';
import { shardOf, streamName } from './sharding.ts';
import type { AnyAggregate, Folded, Streams } from './streams.ts';
import { createStreams, remember } from './streams.ts';

/** Thrown to callers of an engine that was stopped; the command may be asked again later. */
export class EngineStopped extends Error {
  constructor() {
    super('the engine has stopped');
    this.name = 'EngineStopped';
  }
}

export interface CommandHandler {
  readonly commands: Commands;
  inFlight(): number;
  /** Refuses new commands and gives up waiting for a store that does not answer. */
  stop(): void;
}

interface HandlerOptions {
  readonly catalogue: Catalogue;
  readonly events: EventStore;
  readonly appender: Appender;
  readonly clock: Clock;
  readonly machine: MachineClock;
  readonly log: Logger;
  readonly limits: EngineLimits;
}

/** A command that waits for its turn in its stream. */
interface Waiting {
  readonly aggregate: AnyAggregate;
  readonly command: unknown;
  readonly context: CommandContext;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

type Taken = { readonly waiting: Waiting; readonly decided: Extract<Decided, { writes: true }> };

interface Turn {
  readonly stream: string;
  readonly tenant: string;
  readonly queue: Waiting[];
  /** Rounds in a row that ended without an answer. */
  fruitless: number;
}

/** Commands of one stream are decided one after another, into one commit; streams are independent. */
export function createCommands(options: HandlerOptions): CommandHandler {
  const { catalogue, events, clock, machine, log, limits } = options;
  const turns = new Map<string, Turn>();
  const streams: Streams = createStreams({ events, catalogue, capacity: limits.warmStreams, read });
  let inFlight = 0;
  let stopped = false;

  async function read<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (stopped) throw new EngineStopped();
        log.warn({ error: reason(error), attempt }, 'reading the event store failed, trying again');
        await pause(machine, backOff(attempt, 10, 5_000));
        if (stopped) throw new EngineStopped();
      }
    }
  }

  function enqueue(stream: string, tenant: string, waiting: Waiting): void {
    const turn = turns.get(stream);
    if (turn !== undefined) {
      turn.queue.push(waiting);
      return;
    }
    const started: Turn = { stream, tenant, queue: [waiting], fruitless: 0 };
    turns.set(stream, started);
    void Promise.resolve(started).then(work);
  }

  async function work(turn: Turn): Promise<void> {
    while (turn.queue.length > 0) {
      try {
        await round(turn);
      } catch (error) {
        for (const waiting of turn.queue.splice(0)) waiting.reject(error);
      }
    }
    turns.delete(turn.stream);
  }

  /** Answers, or writes, the first commands of the queue. */
  async function round(turn: Turn): Promise<void> {
    const { stream, queue } = turn;
    const first = queue[0];
    if (first === undefined) return;
    const base = streams.warm(stream) ?? (await streams.refresh(stream, first.aggregate));
    const at = clock.now();
    const taken = decideQueue(base, queue, at);
    if (taken.length > 0) await write(turn, base, taken, at);
    else if (queue[0] === first) await answerWithoutWriting(turn, first);
  }

  /** Takes what can be written from the head of the queue; stops before whatever needs a look at the store first. */
  function decideQueue(base: Folded, queue: Waiting[], at: string): Taken[] {
    const taken: Taken[] = [];
    const ids = new Set<string>();
    let state = base.state;
    let used = 0;
    while (used < queue.length && taken.length < limits.commandsPerCommit) {
      const waiting = queue[used] as Waiting;
      const { commandId } = waiting.context;
      if (ids.has(commandId) || base.recent.has(commandId)) break;
      try {
        const decided = decideOn(catalogue, waiting.aggregate, waiting.command, waiting.context, state, at);
        if (!decided.writes) break;
        taken.push({ waiting, decided });
        ids.add(commandId);
        state = decided.state;
      } catch (error) {
        waiting.reject(error);
      }
      used += 1;
    }
    queue.splice(0, used);
    return taken;
  }

  /** A repetition, a refusal or a "nothing to do": never answered from memory alone. */
  async function answerWithoutWriting(turn: Turn, waiting: Waiting): Promise<void> {
    const { stream, queue } = turn;
    const { aggregate, command, context } = waiting;
    const fresh = await streams.refresh(stream, aggregate);
    const carriedOut = await read(() => events.findCommand(stream, context.commandId));
    let decided: Decided | undefined;
    try {
      if (carriedOut === undefined) {
        decided = decideOn(catalogue, aggregate, command, context, fresh.state, clock.now());
        // The cache was stale: it has something to write after all. The next round takes it.
        if (decided.writes) {
          fresh.recent.delete(context.commandId);
          return;
        }
      }
      const { version } = fresh;
      if (carriedOut !== undefined) waiting.resolve(firstAnswer(catalogue, carriedOut, context));
      else if (decided?.refusal === undefined) waiting.resolve({ ok: true, stream, version, events: [] });
      else waiting.resolve({ ok: false, stream, version, refusal: decided.refusal });
    } catch (error) {
      waiting.reject(error);
    }
    queue.shift();
  }

  async function write(turn: Turn, base: Folded, taken: readonly Taken[], at: string): Promise<void> {
    const { stream, tenant } = turn;
    const commit: Commit = {
      stream,
      version: base.version + 1,
      tenant,
      shard: shardOf(stream, events.shards),
      time: at,
      commands: taken.map(({ decided }) => decided.stored),
    };
    const outcome = await options.appender.append(commit);
    if (outcome === 'ok') {
      turn.fruitless = 0;
      answerWritten(stream, base, taken);
    } else {
      await settle(turn, taken, outcome === 'unknown');
    }
  }

  function answerWritten(stream: string, base: Folded, taken: readonly Taken[]): void {
    let { version } = base;
    for (const { waiting, decided } of taken) {
      version += decided.stored.events.length;
      remember(base.recent, waiting.context.commandId);
      const { refusal, events: happened } = decided;
      waiting.resolve(
        refusal === undefined
          ? { ok: true, stream, version, events: happened }
          : { ok: false, stream, version, refusal },
      );
    }
    const last = taken[taken.length - 1];
    if (last !== undefined) streams.keep(stream, { state: last.decided.state, version, recent: base.recent });
  }

  /**
   * After a conflict or a lost answer only the store can say which commands it holds: those are answered from it, the
   * others are decided again. Should the lost write still arrive, the version it wants decides who was first.
   */
  async function settle(turn: Turn, taken: readonly Taken[], unknown: boolean): Promise<void> {
    const { stream } = turn;
    turn.fruitless += 1;
    const again: Waiting[] = [];
    try {
      if (unknown || turn.fruitless > 2) await pause(machine, backOff(turn.fruitless, 5, 5_000));
      if (stopped && unknown) throw new EngineStopped();
      for (const { waiting } of taken) {
        const commit = await read(() => events.findCommand(stream, waiting.context.commandId));
        if (commit === undefined) again.push(waiting);
        else {
          turn.fruitless = 0;
          waiting.resolve(firstAnswer(catalogue, commit, waiting.context));
        }
      }
      const first = taken[0];
      if (first !== undefined) await streams.refresh(stream, first.waiting.aggregate);
      turn.queue.unshift(...again);
    } catch (error) {
      for (const { waiting } of taken) waiting.reject(error);
    }
  }

  async function execute(
    aggregate: AnyAggregate,
    id: string,
    command: unknown,
    context: CommandContext,
  ): Promise<Outcome> {
    if (stopped) throw new EngineStopped();
    const stream = streamName(context.tenant, aggregate.name, id);
    inFlight += 1;
    try {
      return await new Promise<Outcome>((resolve, reject) => {
        enqueue(stream, context.tenant, { aggregate, command, context, resolve, reject });
      });
    } finally {
      inFlight -= 1;
    }
  }

  async function load(aggregate: AnyAggregate, tenant: string, id: string) {
    const { state, version } = await streams.refresh(streamName(tenant, aggregate.name, id), aggregate);
    return { state, version };
  }

  return {
    commands: { execute, load } as Commands,
    inFlight: () => inFlight,
    stop() {
      stopped = true;
    },
  };
}
