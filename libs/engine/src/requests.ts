import type { Catalogue } from '@portolan/contracts';
import { Envelope } from '@portolan/contracts/engine/v1/history';
import { madeId } from '@portolan/eventsourcing';
import type { DocumentStore } from '@portolan/store';
import { toRecorded } from './envelope.ts';
import type { OpenRequest } from './intake.ts';
import type { Lane, Lanes } from './lanes.ts';
import { createLanes } from './lanes.ts';
import type { Lease } from './lease.ts';
import type { EngineLimits } from './limits.ts';
import type { Commands, Logger, MachineClock, Recorded, RequestContext, Requests } from './model.ts';
import type { Drop, Dropped, Redriven } from './operations.ts';
import { backOff, pause, reason } from './pacing.ts';
import type { ParkedSource } from './parked-list.ts';
import { causeOf, contextOf, createReact } from './reacting.ts';
import { requestRows } from './request-rows.ts';
import type { RequestRow } from './rows.ts';
import { ENGINE_TENANT, REQUEST_ROWS } from './rows.ts';

/** Runs request rows: those of one stream in order, different streams side by side, each with its own back-off. */
export interface Dispatcher {
  /** Rows that the intake has just written. */
  opened(rows: readonly OpenRequest[]): void;
  /** The rows in memory may lack some: they are read again. */
  stale(): void;
  idle(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Requests that wait, and streams that are parked. */
  /** `oldest`: machine milliseconds since the one that has waited longest at the head of its row was first seen. */
  counts(): { readonly open: number; readonly oldest: number; readonly parked: number };
  readonly parked: ParkedSource;
  redrive(consumer: string, stream: string): Promise<Redriven>;
  drop(drop: Drop): Promise<Dropped>;
}

interface DispatcherOptions {
  readonly requests: readonly Requests<never>[];
  readonly catalogue: Catalogue;
  readonly documents: DocumentStore;
  readonly commands: Commands;
  readonly lease: Lease;
  readonly machine: MachineClock;
  readonly limits: EngineLimits;
  readonly log: Logger;
}

type Handler = (event: Recorded, request: RequestContext) => void | Promise<void>;
/** Rows that another instance's intake opened are not announced: where there were some, more may follow. */
const othersPoll = 200;

type Ran = 'done' | 'failed' | 'parked';

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { catalogue, documents, commands, lease, machine, limits, log } = options;
  const byName = new Map(options.requests.map((requests) => [requests.name, requests]));
  const stored = requestRows(documents);
  const lanes: Lanes = createLanes(() => machine.now());
  const running = new Set<Promise<void>>();
  let complete = false;
  let stopped = false;
  let reading: Promise<void> | undefined;
  let cancelPoll: (() => void) | undefined;

  const allKnown = (): boolean => complete && reading === undefined;

  function pump(): void {
    // Rows that are not read yet may come before those that are known.
    if (stopped || !allKnown() || lease.epoch() === undefined) return;
    while (running.size < limits.requestsAtOnce) {
      const lane = lanes.takeReady();
      if (lane === undefined) return;
      const work = runLane(lane).finally(() => {
        running.delete(work);
        pump();
      });
      running.add(work);
    }
  }

  async function runLane(lane: Lane): Promise<void> {
    endTurn(lane, await runHead(lane));
  }

  function endTurn(lane: Lane, ran: Ran): void {
    if (ran === 'done') lanes.goOn(lane);
    else if (ran === 'parked') lanes.park(lane);
    else {
      const delay = backOff(lane.failures, 100, limits.requestBackOffCap);
      lanes.rest(lane);
      machine.after(delay, () => {
        lanes.rested(lane);
        pump();
      });
    }
  }

  /** Tries the oldest request of a lane. Never throws: what goes wrong is written down, or at least logged. */
  async function runHead(lane: Lane): Promise<Ran> {
    const head = lane.queue[0];
    if (head === undefined) return 'done';
    const ran = await runRow(lane, head);
    if (ran === 'done') lanes.done(lane, head);
    return ran;
  }

  async function runRow(lane: Lane, head: OpenRequest): Promise<Ran> {
    try {
      const row = await documents.get<RequestRow>(REQUEST_ROWS, ENGINE_TENANT, head.row);
      if (row === undefined) return 'done';
      if (row.state === 'parked' && !lane.redriving) return 'parked';
      const error = await tryRequest(row);
      if (error === undefined) {
        await documents.transact((transaction) => transaction.delete(REQUEST_ROWS, ENGINE_TENANT, head.row));
        lane.failures = 0;
        return 'done';
      }
      return await failed(lane, head, row, error);
    } catch (error) {
      lane.failures += 1;
      log.warn({ request: head.row, error: reason(error) }, 'a request row could not be worked on, trying again');
      return 'failed';
    }
  }

  async function tryRequest(row: RequestRow): Promise<string | undefined> {
    try {
      const event = toRecorded(catalogue, Envelope.decode(row.envelope));
      const handler = (byName.get(row.consumer)?.on as Readonly<Record<string, Handler>> | undefined)?.[event.type];
      if (handler === undefined) throw new Error(`${row.consumer} has no handler for ${event.type}`);
      const cause = causeOf(row.consumer, event);
      const context = contextOf(cause, madeId('command', row.consumer, event.meta.id));
      await handler(event, { ...createReact(commands, cause), context, attempt: row.attempts + 1 });
      return undefined;
    } catch (error) {
      return reason(error);
    }
  }

  async function failed(lane: Lane, head: OpenRequest, row: RequestRow, error: string): Promise<Ran> {
    const { attempts, parked, gone } = await documents.transact(async (transaction) => {
      // Another instance may have carried it out meanwhile, or tried it as well.
      const now = await transaction.get<RequestRow>(REQUEST_ROWS, ENGINE_TENANT, head.row);
      const attempts = Math.max(row.attempts, now?.attempts ?? 0) + 1;
      const parked = attempts >= limits.requestAttempts;
      const state = parked ? 'parked' : 'open';
      if (now !== undefined)
        await transaction.put(REQUEST_ROWS, ENGINE_TENANT, head.row, { ...now, attempts, state, error });
      return { attempts, parked, gone: now === undefined };
    });
    lane.failures = gone ? 0 : attempts;
    if (gone) return 'done';
    const fields = { consumer: row.consumer, stream: row.stream, version: row.version, error, attempts };
    if (parked) log.error(fields, 'a request was parked');
    else log.warn(fields, 'a request failed, it will be repeated');
    return parked ? 'parked' : 'failed';
  }

  async function readRows(): Promise<void> {
    const known = lanes.rows();
    let others = false;
    try {
      complete = true;
      const found = await stored.all();
      others = lanes.replace(
        known,
        found.map(({ id, document }) => ({ ...document, row: id, parked: document.state === 'parked' })),
      );
    } catch (error) {
      complete = false;
      log.warn({ error: reason(error) }, 'request rows could not be read, trying again');
    }
    reading = undefined;
    if (stopped) return;
    // Many rows are read less often: they are in memory already, this only looks for those of other instances.
    const poll = others ? othersPoll : limits.requestPoll;
    const delay = complete ? Math.max(poll, lanes.rows().size) : 100;
    cancelPoll?.();
    cancelPoll = machine.after(delay, read);
    pump();
  }

  function read(): void {
    reading ??= readRows();
  }

  function stale(): void {
    complete = false;
    cancelPoll?.();
    cancelPoll = machine.after(1, read);
  }

  /** One instance at a time runs the requests of a stream: where another leads, it is left to that one. */
  async function handOver(consumer: string, stream: string): Promise<Redriven> {
    const before = await stored.waiting(consumer, stream);
    if (!(await stored.open(consumer, stream, limits.requestAttempts - 1))) return { through: 0, waiting: 0 };
    let waiting = before;
    for (let waited = 0; waited < limits.redriveWithin; waited += othersPoll) {
      await pause(machine, othersPoll);
      waiting = await stored.waiting(consumer, stream);
      if (waiting === 0 || (await stored.isParked(consumer, stream))) break;
    }
    return { through: Math.max(0, before - waiting), waiting };
  }

  return {
    opened(opened) {
      lanes.add(opened);
      pump();
    },
    stale,
    idle: () => allKnown() && running.size === 0 && !lanes.open(),
    async start() {
      read();
      await reading;
    },
    async stop() {
      stopped = true;
      cancelPoll?.();
      await reading;
      await Promise.all(running);
    },
    counts() {
      const { open, oldest, parked } = lanes.counts();
      return { open, oldest: oldest === undefined ? 0 : machine.now() - oldest, parked };
    },
    parked: stored.parked(catalogue.topic),
    async redrive(consumer, stream) {
      if (lease.epoch() === undefined) return handOver(consumer, stream);
      const lane = lanes.unpark(consumer, stream);
      if (lane === undefined) return { through: 0, waiting: 0 };
      for (let through = 0; ; through++) {
        const ran = lane.queue.length === 0 ? undefined : await runHead(lane);
        if (ran === 'done') continue;
        // One that failed without being parked itself goes on by its own back-off, or nobody would see it wait.
        endTurn(lane, ran ?? 'done');
        pump();
        return { through, waiting: lane.queue.length };
      }
    },
    async drop(wanted) {
      const { consumer, key, event, reason: why } = wanted;
      const row = await stored.drop(wanted);
      if (row !== undefined) {
        const fields = { consumer, event, error: row.error, attempts: row.attempts, reason: why };
        log.error(fields, 'a parked request was given up for good');
        // What waits behind it is free.
        read();
      }
      return { dropped: row !== undefined, waiting: await stored.waiting(consumer, key) };
    },
  };
}
