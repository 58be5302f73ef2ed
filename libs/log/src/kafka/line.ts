import type { Fetched } from './fetched.ts';
import type { Reading } from './reading.ts';

/** What can be done to one partition of a membership. */
export interface Cursor {
  seek(offset: number): void;
  pause(): void;
  resume(): void;
}

/** One answer to a question for records: whatever stands between `from` and its last record is in it. */
export interface Answer {
  /** Offset that was asked for. */
  readonly from: number;
  readonly records: readonly Fetched[];
  /** Offset after the last record of the partition. */
  readonly end: number;
}

export interface LineOptions {
  readonly topic: string;
  readonly partition: number;
  /** A partition that was just assigned: paused, and fetched from nowhere. */
  readonly cursor: Cursor;
  /** Offset after the last record of the partition, as far as known. */
  end(): number;
}

/** A partition that is fetched once for everybody who reads it. */
export interface Line {
  readonly topic: string;
  readonly partition: number;
  /** One of each subscription that reads this partition. */
  readings(): readonly Reading[];
  join(reading: Reading): void;
  leave(reading: Reading): void;
  /** Offset up to which everybody has taken it; undefined where that is not known. */
  reached(): number | undefined;
  handOut(answer: Answer): void;
  /** Somebody was located, or has room again. */
  look(): void;
  /** Somebody will soon need another place than the one that is asked for now. */
  divided(): boolean;
}

/**
 * Everybody who stands where it is fetched gets the same records. Who has no room is passed by, stays where it is, and
 * has its turn when it has room again: the one cursor goes from one to the next, an answer each, and rests at the end.
 */
export function createLine({ topic, partition, cursor, end }: LineOptions): Line {
  let readings: readonly Reading[] = [];
  /** The answer in which each of them last had a share. */
  const served = new Map<Reading, number>();
  let answers = 0;
  let at: number | undefined;
  let paused = true;

  const present = () => readings.filter((reading) => !reading.revoked());
  const turnOf = (reading: Reading) => served.get(reading) ?? 0;

  function give(reading: Reading, { from, records, end }: Answer): void {
    if (!reading.located() || reading.revoked()) return;
    // The log is shorter than what was read of it: it was cut off or made anew, and is read again.
    if (end < reading.lacks()) reading.locate(from);
    const lacks = reading.lacks();
    if (reading.full() || from > lacks) return;
    const fresh = records.filter(({ offset }) => offset >= lacks);
    if (fresh.length === 0) return;
    reading.add(fresh);
    served.set(reading, answers);
  }

  /** Whose turn it is: of those who lack what is known to stand there, who has waited longest. */
  function next(): Reading | undefined {
    const roomy = present().filter((reading) => reading.located() && !reading.full());
    const known = end();
    const hungry = roomy.filter((reading) => reading.lacks() < known);
    return (hungry.length > 0 ? hungry : roomy).toSorted(
      (one, other) => turnOf(one) - turnOf(other) || one.lacks() - other.lacks(),
    )[0];
  }

  function aim(): void {
    const reading = next();
    if (reading === undefined) {
      if (!paused) cursor.pause();
      paused = true;
      return;
    }
    if (reading.lacks() !== at) cursor.seek(reading.lacks());
    at = reading.lacks();
    if (paused) cursor.resume();
    paused = false;
  }

  function look(): void {
    // Where more is known to stand, an answer is on its way: it would be lost, and asked for again.
    if (paused || at === undefined || at >= end()) aim();
  }

  return {
    topic,
    partition,
    readings: () => readings,
    join(reading) {
      readings = [...readings, reading];
    },
    leave(reading) {
      readings = readings.filter((other) => other !== reading);
      look();
    },
    reached() {
      if (readings.length === 0 || readings.some((reading) => !reading.located())) return undefined;
      return Math.min(...readings.map((reading) => reading.next()));
    },
    handOut(answer) {
      answers += 1;
      for (const reading of readings) give(reading, answer);
      at = (answer.records.at(-1)?.offset ?? answer.from - 1) + 1;
      aim();
    },
    look,
    divided: () =>
      present().some((reading) => !reading.failing() && (paused || !reading.located() || reading.lacks() !== at)),
  };
}
