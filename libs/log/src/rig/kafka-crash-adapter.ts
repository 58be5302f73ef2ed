import { Socket } from 'node:net';
import { basename } from 'node:path';
import { machineTime as machine } from '@portolan/testkit';
import type { CrashAdapter } from '@portolan/testkit/conformance';
import { openKafkaLog } from '../kafka/index.ts';

const brokers = process.env['PORTOLAN_TEST_KAFKA_BROKERS']?.split(',') ?? [];
const quiet = (): void => undefined;

/** The log on Kafka for its conformance suite: it says so before every single write to a connection. */
export const openLog: CrashAdapter['openLog'] = (folder, partitions, beforeWrite) => {
  const { write } = Socket.prototype;
  Socket.prototype.write = new Proxy(write, {
    apply(target, socket, args) {
      beforeWrite('to a broker');
      return Reflect.apply(target, socket, args);
    },
  });
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  return openKafkaLog({ brokers, partitions, prefix: basename(folder), clientId: 'crash', machine, log });
};
