import type { Lag, RunningSubscription, Subscription } from '@portolan/log';
import type { Life } from './life.ts';
import type { Member } from './log-group.ts';
import type { LogKept } from './log-kept.ts';
import type { Membership } from './log-membership.ts';

const batch = 500;

/** A partition as one member of a group reads it. */
interface Reading {
  readonly topic: string;
  readonly partition: number;
  /** Next offset wanted; undefined until the subscription has said where it starts. */
  next: number | undefined;
  /** A look at it is on its way, or under way. */
  busy: boolean;
  again: boolean;
  failures: number;
  /** Machine time since when it is not at its end. */
  since: number;
  revoked: boolean;
}

/** Reads the partitions that the group gives this life, each in order, all side by side. */
export function startReading(
  kept: LogKept,
  life: Life,
  membership: Membership,
  subscription: Subscription,
  partitions: number,
): RunningSubscription {
  const { world, weather } = life;
  const readings = new Set<Reading>();
  const inHand = new Set<Promise<void>>();
  let stopped = false;

  const end = ({ topic, partition }: Reading) => kept.partition(topic, partition).length;
  const atEnd = (reading: Reading) => !reading.busy && reading.next !== undefined && reading.next >= end(reading);

  /** What is appended meanwhile comes along. */
  function look(reading: Reading): void {
    if (reading.busy) {
      reading.again = true;
      return;
    }
    reading.busy = true;
    membership.look(`${reading.topic}/${reading.partition}`, () => begin(reading));
  }

  function begin(reading: Reading): void {
    const work = takeAll(reading).finally(() => inHand.delete(work));
    inHand.add(work);
  }

  async function takeAll(reading: Reading): Promise<void> {
    try {
      while (!stopped && !reading.revoked && (await takeFrom(reading))) reading.failures = 0;
    } catch {
      // The taker reports its own troubles; here they only mean "again".
      reading.failures += 1;
      reading.again = false;
      const after = Math.min(5_000, 50 * 2 ** Math.min(20, reading.failures - 1));
      world.after(after, () => life.deliver(() => void (stopped || reading.revoked || begin(reading))));
      return;
    }
    reading.busy = false;
    if (stopped || reading.revoked || !reading.again) return;
    reading.again = false;
    look(reading);
  }

  /** False at its end. */
  async function takeFrom(reading: Reading): Promise<boolean> {
    const { topic, partition } = reading;
    reading.next ??= Number((await subscription.start(topic, partition)) || 0);
    const records = kept.partition(topic, partition).slice(reading.next, reading.next + batch);
    if (records.length === 0 || stopped || reading.revoked) return false;
    await subscription.take({ topic, partition, records });
    if (weather.strikes('log doubled')) await subscription.take({ topic, partition, records });
    reading.next += records.length;
    return reading.next < end(reading);
  }

  const member: Member = {
    topics: subscription.topics,
    assigned(topic, partition) {
      const since = life.machine.now();
      const flags = { busy: false, again: false, failures: 0, revoked: false };
      const reading: Reading = { topic, partition, next: undefined, since, ...flags };
      readings.add(reading);
      look(reading);
      return {
        wake() {
          if (atEnd(reading)) reading.since = life.machine.now();
          look(reading);
        },
        revoke() {
          reading.revoked = true;
          readings.delete(reading);
        },
      };
    },
  };
  const group = kept.group(subscription.group);
  const leave = membership.enter({
    join: () => group.join(member, partitions),
    leave: () => group.leave(member),
  });

  function lagOf(reading: Reading): Lag {
    const { topic, partition, next = 0, since } = reading;
    const records = Math.max(0, end(reading) - next);
    return { topic, partition, records, oldestMs: records === 0 ? 0 : since };
  }

  return {
    caughtUp() {
      for (const reading of readings) if (!atEnd(reading)) return false;
      return true;
    },
    behind: () => [...readings].map(lagOf),
    async stop() {
      stopped = true;
      await Promise.all(inHand);
      leave();
    },
  };
}
