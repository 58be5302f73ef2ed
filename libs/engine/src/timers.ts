import type { DocumentStore, EventStore, Transaction } from '@portolan/store';
import type { ConsumerSpec } from './consuming.ts';
import type { Lease } from './lease.ts';
import type { EngineLimits } from './limits.ts';
import type { Clock, Commands, Logger, MachineClock, Recorded, TimerBook, Timers } from './model.ts';
import type { Drop, Dropped, Redriven } from './operations.ts';
import { backOff, createBell, reason, settleAll } from './pacing.ts';
import type { ParkedSource } from './parked-list.ts';
import { createReact } from './reacting.ts';
import type { TimerRow } from './rows.ts';
import { ENGINE_TENANT, TIMER_ROWS } from './rows.ts';
import type { Pending } from './timer-queue.ts';
import { createTimerQueue } from './timer-queue.ts';
import { timerRows } from './timer-rows.ts';

/** Fires deadlines of business time, each once, in order of (due, id); those of one order one after another. */
export interface TimerLoop {
  /** The consumer that sets and cancels rows as events say. */
  spec(timers: Timers<never>): ConsumerSpec;
  wake(): void;
  /** Business time has moved on its own account. */
  timePassed(): void;
  idle(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
  next(): Promise<string | undefined>;
  counts(): Promise<{ readonly open: number; readonly parked: number }>;
  readonly parked: ParkedSource;
  /** Tries a parked timer again. */
  redrive(consumer: string, key: string): Promise<Redriven>;
  drop(drop: Drop): Promise<Dropped>;
}

interface TimerOptions {
  readonly service: string;
  readonly timers: readonly Timers<never>[];
  readonly topic: string;
  readonly events: EventStore;
  readonly documents: DocumentStore;
  readonly commands: Commands;
  readonly clock: Clock;
  readonly machine: MachineClock;
  readonly lease: Lease;
  readonly limits: EngineLimits;
  readonly log: Logger;
}

type Handler = (event: Recorded, book: TimerBook) => void;
type Change = { readonly row: string; readonly set: TimerRow | undefined };

export function createTimers(options: TimerOptions): TimerLoop {
  const { service, documents, commands, clock, machine, lease, limits, log } = options;
  const byName = new Map(options.timers.map((timers) => [timers.name, timers]));
  const stored = timerRows(documents, options.events);
  const queue = createTimerQueue();
  const bell = createBell(machine);
  let complete = false;
  let reading = false;
  let firing = false;
  let stopped = false;
  let lookedAt = 0;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        if (leading()) {
          if (!complete) await readRows();
          await fireRipe();
        } else {
          // Whoever leads fires and deletes them unseen from here: kept, they would pile up.
          complete = false;
          queue.clear();
        }
      } catch (error) {
        log.error({ service, error: reason(error) }, 'timers could not be worked on, trying again');
      }
      const restful = !leading() || (complete && queue.first() === undefined);
      if (!stopped) await bell.wait(restful ? limits.requestPoll : limits.timerPoll);
    }
  }

  const leading = (): boolean => lease.epoch() !== undefined;

  function isDue(): boolean {
    const first = queue.first();
    return first !== undefined && first.due <= clock.now();
  }

  async function readRows(): Promise<void> {
    complete = true;
    reading = true;
    try {
      for (const { id, document } of await stored.open()) queue.set(id, document.due, document.setBy);
    } catch (error) {
      complete = false;
      throw error;
    } finally {
      reading = false;
    }
  }

  async function fireRipe(): Promise<void> {
    await lookForOthers();
    for (;;) {
      const ripe = queue.ripe(clock.now(), machine.now(), limits.timersAtOnce);
      if (ripe.length === 0 || stopped || !leading()) return;
      firing = true;
      try {
        await fireAll(ripe);
      } finally {
        firing = false;
      }
    }
  }

  /** Timers of different orders fire side by side, begun in their order; those of one order, or of none, one by one. */
  async function fireAll(ripe: readonly Pending[]): Promise<void> {
    const rows = await Promise.all(ripe.map(async (pending) => ({ pending, row: await openRow(pending) })));
    const open = rows.filter(({ row }) => row !== undefined) as { pending: Pending; row: TimerRow }[];
    const lanes = Map.groupBy(open, ({ row }) => row.correlation);
    const fireLane = async (lane: readonly { pending: Pending; row: TimerRow }[]): Promise<void> => {
      for (const { pending, row } of lane) await fire(pending, row);
    };
    await settleAll([...lanes.values()].map(fireLane));
  }

  /** Timers that another instance took in are only in the store. */
  async function lookForOthers(): Promise<void> {
    const now = machine.now();
    if (now - lookedAt < limits.requestPoll) return;
    lookedAt = now;
    for (const { id, document } of await stored.due(clock.now())) queue.set(id, document.due, document.setBy);
  }

  /** The row of a timer that is still to fire as it is known here. */
  async function openRow(pending: Pending): Promise<TimerRow | undefined> {
    const row = await documents.get<TimerRow>(TIMER_ROWS, ENGINE_TENANT, pending.row);
    if (row === undefined || row.state !== 'open') forget(pending);
    else if (row.due !== pending.due || row.setBy !== pending.setBy) queue.set(pending.row, row.due, row.setBy);
    else return row;
    return undefined;
  }

  async function fire(pending: Pending, row: TimerRow): Promise<void> {
    if (queue.get(pending.row) !== pending) return;
    const error = await tryTimer(row);
    await documents.transact((transaction) => settle(transaction, row, error));
    if (error === undefined || row.attempts + 1 >= limits.requestAttempts) forget(pending);
    else pending.retryAt = machine.now() + backOff(row.attempts + 1, 100, limits.requestBackOffCap);
  }

  async function tryTimer(row: TimerRow): Promise<string | undefined> {
    const { id, due, data, tenant, correlation } = row;
    try {
      const timers = byName.get(row.consumer);
      if (timers === undefined) throw new Error(`${row.consumer} is not among the timers`);
      const cause = { parts: [row.consumer, tenant, id, due], causation: row.setBy, tenant, correlation };
      await timers.fire({ id, due, data, tenant, correlation }, createReact(commands, cause));
      return undefined;
    } catch (error) {
      log.error({ timer: row.row, error: reason(error), attempts: row.attempts + 1 }, 'a timer failed');
      return reason(error);
    }
  }

  /** Deletes a timer that fired, or notes its failure; one that was set again meanwhile stays as it is. */
  async function settle(transaction: Transaction, row: TimerRow, error: string | undefined): Promise<void> {
    const now = await transaction.get<TimerRow>(TIMER_ROWS, ENGINE_TENANT, row.row);
    if (now === undefined || now.due !== row.due || now.setBy !== row.setBy) return;
    if (error === undefined) await transaction.delete(TIMER_ROWS, ENGINE_TENANT, row.row);
    else {
      const attempts = Math.max(row.attempts, now.attempts) + 1;
      const state = attempts >= limits.requestAttempts ? 'parked' : 'open';
      await transaction.put(TIMER_ROWS, ENGINE_TENANT, row.row, { ...row, attempts, state, error });
    }
  }

  function forget(pending: Pending): void {
    if (queue.get(pending.row) === pending) queue.delete(pending.row);
  }

  function changesOf(timers: Timers<never>, event: Recorded): Change[] {
    const changes: Change[] = [];
    const { tenant, correlation, id: setBy } = event.meta;
    const rowOf = (id: string) => `${timers.name}|${tenant}|${id}`;
    (timers.on as Readonly<Record<string, Handler>>)[event.type]?.(event, {
      set({ id, due, data }) {
        const row = rowOf(id);
        const instant = new Date(due).toISOString();
        const attempt = { attempts: 0, error: '' };
        const consumer = timers.name;
        const set = { state: 'open', due: instant, row, consumer, id, data, tenant, correlation, setBy, ...attempt };
        changes.push({ row, set });
      },
      cancel: (id) => void changes.push({ row: rowOf(id), set: undefined }),
    });
    return changes;
  }

  function noted(changes: readonly Change[]): void {
    for (const { row, set } of changes) {
      if (set === undefined) queue.delete(row);
      else queue.set(row, set.due, set.setBy);
    }
    if (changes.length > 0) bell.ring();
  }

  return {
    spec: (timers) => ({
      name: timers.name,
      reads: [service],
      wants: (type) => Object.hasOwn(timers.on, type),
      moved() {
        complete = false;
        bell.ring();
      },
      begin() {
        const changes: Change[] = [];
        return {
          async within(event, view) {
            for (const change of changesOf(timers, event)) {
              const { row, set } = change;
              if (set === undefined) await view.delete(TIMER_ROWS, ENGINE_TENANT, row);
              else await view.put(TIMER_ROWS, ENGINE_TENANT, row, set);
              changes.push(change);
            }
          },
          done: () => noted(changes),
        };
      },
    }),
    wake: () => bell.ring(),
    timePassed() {
      if (!complete || isDue()) bell.ring();
    },
    idle: () => complete && !reading && !firing && !isDue(),
    async start() {
      await readRows();
      running = run();
    },
    async stop() {
      stopped = true;
      bell.ring();
      await running;
    },
    next: async () => (options.timers.length === 0 ? undefined : stored.next()),
    counts: async () => ({ open: queue.size(), parked: await stored.parkedCount() }),
    parked: stored.parked(options.topic),
    async redrive(consumer, key) {
      const row = await documents.get<TimerRow>(TIMER_ROWS, ENGINE_TENANT, key);
      if (row === undefined || row.state !== 'parked' || row.consumer !== consumer) return { through: 0, waiting: 0 };
      const error = await tryTimer(row);
      await documents.transact((transaction) => settle(transaction, row, error));
      return error === undefined ? { through: 1, waiting: 0 } : { through: 0, waiting: 1 };
    },
    async drop(wanted) {
      const { consumer, key, event, reason: why } = wanted;
      const row = await stored.drop(wanted);
      if (row === undefined) return { dropped: false, waiting: 0 };
      const { error, attempts } = row;
      log.error({ consumer, timer: key, event, error, attempts, reason: why }, 'a parked timer was given up for good');
      return { dropped: true, waiting: 0 };
    },
  };
}
