import type { Lag, RunningSubscription } from '../log.ts';
import { delayAfter, pause, reason } from '../machine.ts';
import type { Reading } from './reading.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

export interface ConsumerOptions extends Omit<SessionOptions, 'before' | 'progressed' | 'stuck'> {
  /** Told once, when going on makes no sense: the process should end, so that another takes its place. */
  onFatal(error: Error): void;
}

/** In a row, without anything taken between them: about five minutes. */
const RESTARTS = 35;
const LONGEST_PAUSE_MS = 2_000;
/** A session that lasted this long was no failure from the start. */
const GOOD_SESSION_MS = 60_000;

/** A subscription that outlives its memberships: a crash begins a new one, until too many crashed without progress. */
export function startConsumer({ onFatal, ...options }: ConsumerOptions): RunningSubscription {
  const { subscription, machine, log, ends, onWire } = options;
  const { promise: stopping, resolve: stop } = Promise.withResolvers<'stopped'>();
  let session: Session | undefined;
  let readings: () => ReadonlyMap<string, Reading> = () => new Map();
  let stopped = false;
  let failures = 0;
  const behindSince = new Map<string, number>();

  function open(): Session {
    const opened = openSession({
      ...options,
      before: readings(),
      progressed: () => {
        failures = 0;
      },
      stuck: onFatal,
    });
    readings = opened.readings;
    return opened;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const begun = machine.now();
      session = open();
      const outcome = await Promise.race([session.ended, stopping]);
      const before = session;
      session = undefined;
      if (outcome === 'stopped') return before.leave();
      await before.breakOff();
      if (machine.now() - begun > GOOD_SESSION_MS) failures = 0;
      failures += 1;
      const fields = { group: subscription.group, error: reason(outcome), failures };
      if (isFenced(outcome)) {
        log.error(fields, 'another process reads under the name of this one');
        return onFatal(outcome);
      }
      if (failures > RESTARTS) {
        log.error(fields, 'a subscription has failed too often');
        return onFatal(outcome);
      }
      log.warn(fields, 'a subscription begins anew');
      await Promise.race([pause(machine, delayAfter(failures, 250, LONGEST_PAUSE_MS)), stopping]);
    }
  }

  function lagOf(reading: Reading): Lag {
    const { topic, partition } = reading;
    const records = Math.max(0, ends.of(onWire(topic), partition) - reading.next());
    const key = `${topic}/${partition}`;
    if (records === 0) behindSince.delete(key);
    else if (!behindSince.has(key)) behindSince.set(key, machine.now());
    const since = records === 0 ? 0 : (behindSince.get(key) ?? 0);
    return { topic, partition, records, oldestMs: reading.oldest() ?? since };
  }

  const running = run();

  return {
    caughtUp() {
      if (session === undefined || !session.joined()) return false;
      return [...session.readings().values()].every(
        (reading) =>
          reading.located() &&
          !reading.revoked() &&
          reading.idle() &&
          reading.next() >= ends.of(onWire(reading.topic), reading.partition),
      );
    },
    behind: () => [...readings().values()].map(lagOf),
    async stop() {
      stopped = true;
      stop('stopped');
      await running;
    },
  };
}

/** Two processes under one name would take each other's place for ever. */
function isFenced(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('type' in error && error.type === 'FENCED_INSTANCE_ID') || isFenced(error.cause);
}
