import { type ActivityRequest, OperationsDefinition } from '@portolan/contracts/engine/v1/operations';
import type {
  Activity,
  Clock,
  ConsumerProgress,
  Engine,
  MachineClock,
  ParkedItem,
  Progress,
  RebuildProgress,
} from '@portolan/engine';
import type { SuiteActivity } from '../clock/activity.ts';
import type { SuiteClock } from '../clock/suite.ts';
import type { GrpcBinding } from '../definition.ts';
import { within } from '../host/within.ts';
import { RefusedError } from './errors.ts';
import { serve } from './serve.ts';
import { forServices } from './services-only.ts';

/** A clock that may be moved, and what is under way beside it: a process in test mode has both. */
export interface TestTime {
  readonly clock: SuiteClock;
  readonly activity: SuiteActivity;
}

export interface OperationsParts {
  readonly service: string;
  readonly instance: string;
  readonly engine: Engine;
  readonly activity: Activity;
  readonly clock: Clock;
  readonly machine: MachineClock;
  ready(): boolean;
  readonly testTime: TestTime | undefined;
  /** Earliest instant at which anything here acts by itself; undefined where nothing waits. */
  nextTimer(): Promise<string | undefined>;
}

/** What the people who run a service ask it, over gRPC. Only services of the suite and its tools may ask. */
export function serveOperations(parts: OperationsParts): GrpcBinding {
  const { activity, engine } = parts;
  const setTime = timeSetter();
  const rest = restAwaiter();
  const binding = serve(OperationsDefinition, {
    status: forServices(async () => {
      const progress = await engine.progress();
      return {
        service: parts.service,
        instance: parts.instance,
        ready: parts.ready(),
        now: parts.clock.now(),
        ...reached(progress),
        oldestUnsentMs: BigInt(Math.round(progress.oldestUnsent)),
        requestsOpen: BigInt(progress.requestsOpen),
        requestsParked: BigInt(progress.requestsParked),
        timersParked: BigInt(progress.timersParked),
        leads: progress.leads,
      };
    }),
    listParked: forServices(async ({ consumer, pageSize, pageToken }) => {
      const filter = consumer === '' ? {} : { consumer };
      const page = await engine.parked(filter, { ...(pageSize > 0 && { size: pageSize }), token: pageToken });
      return { items: page.items.map(shown), nextPageToken: page.next };
    }),
    redrive: forServices(({ consumer, key }) => activity.run(() => engine.redrive(consumer, key))),
    drop: forServices((given) => activity.run(() => engine.drop(given))),
    rebuild: forServices(async ({ projection }) => {
      try {
        return built(await activity.run(() => engine.rebuild(projection)));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new RefusedError({ refused: 'PROJECTION_NOT_REBUILT', data: { projection, reason: error.message } });
      }
    }),
    activity: forServices(async (request) => {
      const { testTime } = parts;
      if (testTime === undefined) throw new RefusedError({ refused: 'TEST_MODE_ONLY', data: {} });
      setTime(testTime.clock, request);
      if (request.patienceMs > 0) await within(parts.machine, request.patienceMs, rest(testTime.activity));
      const nextTimer = await parts.nextTimer();
      // Read last, and in one turn: what was begun while the store was asked shows.
      return {
        ...reached(engine.reach()),
        nextTimer: nextTimer ?? '',
        now: testTime.clock.now(),
        speed: testTime.clock.speed(),
        idle: parts.ready() && testTime.activity.idle(),
        begun: BigInt(testTime.activity.begun()),
      };
    }),
  });
  // Asking what is under way must not be under way itself.
  return { ...binding, uncounted: true };
}

// An activity leaves the parked keys out: they are counted in the store.
type Counted = readonly (Pick<ConsumerProgress, 'name' | 'readings'> & Partial<ConsumerProgress>)[];

/** Shards and consumers as the wire carries them. */
function reached({ shards, consumers }: Pick<Progress, 'shards'> & { readonly consumers: Counted }) {
  return {
    shards: shards.map(({ shard, position, published }) => ({
      shard,
      position: BigInt(position),
      published: BigInt(published),
    })),
    consumers: consumers.map(({ name, readings, parkedKeys = 0 }) => ({
      name,
      readings: readings.map((reading) => ({ ...reading, position: BigInt(reading.position) })),
      parkedKeys: BigInt(parkedKeys),
    })),
  };
}

const built = (progress: RebuildProgress) => ({
  ...progress,
  applied: BigInt(progress.applied),
  total: BigInt(progress.total),
  liveDocuments: BigInt(progress.liveDocuments),
  newDocuments: BigInt(progress.newDocuments),
  sampled: BigInt(progress.sampled),
  differing: BigInt(progress.differing),
});

const shown = (item: ParkedItem) => ({ ...item, position: BigInt(item.position) });

/** Waits until nothing is under way: together for all who wait, since looking for it costs. */
function restAwaiter(): (activity: SuiteActivity) => Promise<void> {
  let waiting: Promise<void> | undefined;
  return (activity) => {
    waiting ??= activity.whenIdle().finally(() => {
      waiting = undefined;
    });
    return waiting;
  };
}

/** Does to a clock what was asked; remembers the hold, which lasts until a request comes without one. */
function timeSetter() {
  let release: (() => void) | undefined;
  return (clock: SuiteClock, { now, hold, speed }: ActivityRequest) => {
    if (hold) release ??= clock.hold();
    if (now !== '' && now > clock.now()) clock.moveTo(now);
    if (speed >= 0 && speed !== clock.speed()) clock.setSpeed(speed);
    if (hold) return;
    release?.();
    release = undefined;
  };
}
