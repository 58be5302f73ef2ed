import type { LogRecord, ReceivedRecord } from '@portolan/log';
import { createGroup, type Group } from './log-group.ts';

/** The brokers: what stands on the log, and who reads it. They outlive every process. */
export interface LogKept {
  readonly partitions: number;
  declare(topics: readonly string[], partitions: number): void;
  /** @throws where there is no such topic or partition */
  partition(topic: string, partition: number): ReceivedRecord[];
  append(topic: string, partition: number, records: readonly LogRecord[]): void;
  group(name: string): Group;
  /** Told of what comes onto the log, and of what it says that it took. */
  readonly appended: Appended;
}

type Appended = (topic: string, partition: number, records: readonly LogRecord[]) => void;

export function createLogKept(partitions: number, appended: Appended = () => {}): LogKept {
  const topics = new Map<string, ReceivedRecord[][]>();
  const groups = new Map<string, Group>();

  const on = (topic: string): ReceivedRecord[][] => {
    const found = topics.get(topic);
    if (found === undefined) throw new Error(`the topic ${topic} was not declared`);
    return found;
  };

  const partitionOf = (topic: string, partition: number): ReceivedRecord[] => {
    const found = on(topic)[partition];
    if (found === undefined) throw new RangeError(`there is no partition ${partition}`);
    return found;
  };

  return {
    partitions,
    appended,
    declare(names, wanted) {
      for (const name of names) {
        const found = topics.get(name);
        if (found !== undefined && found.length !== wanted)
          throw new Error(`${name} has ${found.length} partitions, not ${wanted}`);
        if (found === undefined)
          topics.set(
            name,
            Array.from({ length: wanted }, () => []),
          );
      }
    },
    partition: partitionOf,
    append(topic, partition, records) {
      const kept = partitionOf(topic, partition);
      appended(topic, partition, records);
      for (const record of records) kept.push({ ...record, offset: String(kept.length) });
      for (const group of groups.values()) group.wake(topic, partition);
    },
    group(name) {
      const found = groups.get(name) ?? createGroup();
      groups.set(name, found);
      return found;
    },
  };
}
