import type { KafkaMessage } from 'kafkajs';
import type { ReceivedRecord } from '../log.ts';
import { fromMessage } from './codec.ts';

/** A record as it was fetched, for everybody who reads its partition. */
export interface Fetched {
  readonly offset: number;
  /** Machine time of whoever wrote it. */
  readonly writtenAt: number;
  /** Decoded when somebody first asks, once for all. @throws where it was not written by `toMessage` */
  record(): ReceivedRecord;
}

export function toFetched(message: KafkaMessage): Fetched {
  let record: ReceivedRecord | undefined;
  return {
    offset: Number(message.offset),
    writtenAt: Number(message.timestamp),
    record() {
      record ??= fromMessage(message);
      return record;
    },
  };
}
