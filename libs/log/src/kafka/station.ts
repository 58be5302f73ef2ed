import { createHash } from 'node:crypto';
import type { Lag, RunningSubscription, Subscription } from '../log.ts';
import { delayAfter, type LogLogger, type MachineTime, pause, reason } from '../machine.ts';
import { keyOf, type Reader } from './assignment.ts';
import type { Brokers } from './client.ts';
import type { Ends } from './ends.ts';
import type { Reading } from './reading.ts';
import { openSession, type Session } from './session.ts';

export interface StationOptions extends Brokers {
  readonly partitions: number;
  readonly machine: MachineTime;
  readonly log: LogLogger;
  readonly ends: Ends;
  /** Names this process among those of its service; undefined where nobody knows it over restarts. */
  readonly instance: string | undefined;
  /** A topic or a group as Kafka knows it. */
  onWire(name: string): string;
  /** Told once, when going on makes no sense: the process should end, so that another takes its place. */
  onFatal(error: Error): void;
}

/** Where all subscriptions of a process read through one membership. */
export interface Station {
  subscribe(subscription: Subscription): RunningSubscription;
}

/** In a row, without anything taken between them: about five minutes. */
const RESTARTS = 35;
const LONGEST_PAUSE_MS = 2_000;
/** A session that lasted this long was no failure from the start. */
const GOOD_SESSION_MS = 60_000;
/** Subscriptions that come within this time after one another join together. */
const GATHERED_AFTER_MS = 50;

/**
 * Subscriptions that outlive their memberships: a crash begins a new one, until too many crashed without progress. One
 * that comes later ends the membership too: the next one is under the name of the larger set.
 */
export function createStation(options: StationOptions): Station {
  const { machine, log, onWire, onFatal } = options;
  const readers = new Set<Reader>();
  let session: Session | undefined;
  let running: Promise<void> | undefined;
  let gathering: PromiseWithResolvers<void> | undefined;
  let cancelGathering = (): void => undefined;
  let changed = Promise.withResolvers<'changed'>();
  let failures = 0;

  /** Until nobody else has come for a while. */
  function gather(): void {
    cancelGathering();
    gathering ??= Promise.withResolvers();
    cancelGathering = machine.after(GATHERED_AFTER_MS, gathered);
  }

  function gathered(): void {
    cancelGathering();
    gathering?.resolve();
    gathering = undefined;
    changed.resolve('changed');
  }

  async function run(): Promise<void> {
    for (;;) {
      while (gathering !== undefined) await gathering.promise;
      if (readers.size === 0) break;
      changed = Promise.withResolvers();
      if (!(await readThrough([...readers]))) break;
    }
    running = undefined;
  }

  /** One membership, from its beginning to its end. False: none should follow it. */
  async function readThrough(present: readonly Reader[]): Promise<boolean> {
    const group = groupOf(options.clientId, present);
    const begun = machine.now();
    session = openSession({
      ...options,
      group: onWire(group.name),
      member: options.instance === undefined ? undefined : memberName(options.instance, group.hash),
      readers: present,
      progressed() {
        failures = 0;
      },
      stuck: onFatal,
    });
    const current = session;
    const outcome = await Promise.race([current.ended, changed.promise]);
    session = undefined;
    if (outcome === 'changed') {
      await current.leave();
      return true;
    }
    await current.breakOff();
    if (machine.now() - begun > GOOD_SESSION_MS) failures = 0;
    failures += 1;
    return goesOn(group.name, outcome);
  }

  async function goesOn(group: string, error: Error): Promise<boolean> {
    const fields = { group, error: reason(error), failures };
    if (isFenced(error)) {
      log.error(fields, 'another process reads under the name of this one');
      onFatal(error);
      return false;
    }
    if (failures > RESTARTS) {
      log.error(fields, 'a membership has failed too often');
      onFatal(error);
      return false;
    }
    log.warn(fields, 'a membership begins anew');
    await Promise.race([pause(machine, delayAfter(failures, 250, LONGEST_PAUSE_MS)), changed.promise]);
    return true;
  }

  async function stop(reader: Reader): Promise<void> {
    readers.delete(reader);
    if (readers.size > 0) {
      session?.release(reader);
    } else {
      gathered();
      await running;
    }
    await Promise.all([...reader.readings.values()].map((reading) => reading.settled()));
  }

  return {
    subscribe(subscription) {
      const reader: Reader = { subscription, readings: new Map(), assigned: false };
      readers.add(reader);
      gather();
      running ??= run();
      return runningOf(reader, options, () => stop(reader));
    },
  };
}

function runningOf(
  reader: Reader,
  { machine, ends, onWire }: Pick<StationOptions, 'machine' | 'ends' | 'onWire'>,
  stop: () => Promise<void>,
): RunningSubscription {
  const behindSince = new Map<string, number>();
  const endOf = ({ topic, partition }: Reading) => ends.of(onWire(topic), partition);

  function lagOf(reading: Reading): Lag {
    const { topic, partition } = reading;
    const records = Math.max(0, endOf(reading) - reading.next());
    const key = keyOf(topic, partition);
    if (records === 0) behindSince.delete(key);
    else if (!behindSince.has(key)) behindSince.set(key, machine.now());
    const since = records === 0 ? 0 : (behindSince.get(key) ?? 0);
    return { topic, partition, records, oldestMs: reading.oldest() ?? since };
  }

  return {
    caughtUp: () =>
      reader.assigned &&
      [...reader.readings.values()].every(
        (reading) => reading.located() && !reading.revoked() && reading.idle() && reading.next() >= endOf(reading),
      ),
    behind: () => [...reader.readings.values()].map(lagOf),
    stop,
  };
}

/**
 * Who reads the same for the same consumers shares the partitions. Another version of a service, which has others, is a
 * group of its own: both read everything, and the checkpoints decide.
 */
function groupOf(service: string, readers: readonly Reader[]): { readonly name: string; readonly hash: string } {
  const reads = readers.map(({ subscription: { group, topics } }) => `${group} ${topics.toSorted().join()}`);
  const hash = createHash('sha256').update(reads.toSorted().join('\n')).digest('hex').slice(0, 8);
  return { name: `${service}.${hash}`, hash };
}

/**
 * Under which a member is known over restarts (KIP-345): who comes back under it takes the place of the one that died at
 * once, instead of waiting for the end of its session. What it reads is part of the name, since the place is given with
 * the partitions that it had.
 */
function memberName(instance: string, hash: string): string {
  return `${instance.replace(/[^a-zA-Z0-9._-]/g, '_')}.${hash}`;
}

/** Two processes under one name would take each other's place for ever. */
function isFenced(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('type' in error && error.type === 'FENCED_INSTANCE_ID') || isFenced(error.cause);
}
