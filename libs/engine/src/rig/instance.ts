import { writeSync } from 'node:fs';
import type { Log } from '@portolan/log';
import { openKafkaLog } from '@portolan/log/kafka';
import { openMongoDocumentStore, openMongoEventStore } from '@portolan/store/mongo';
import { machineTime } from '@portolan/testkit';
import { bonuses, totals } from './parts.ts';
import { openReal, type Real, silent } from './real.ts';
import { noParts } from './rig.ts';

export interface Place {
  readonly mongoUrl: string;
  readonly brokers: readonly string[];
  /** Database and prefix of topics. */
  readonly name: string;
}

/** One instance of the service called bank on MongoDB and Kafka, with a projection and a reaction. */
export async function openInstance({ mongoUrl, brokers, name }: Place, instance: string) {
  const shards = 4;
  const options = { brokers, partitions: shards, prefix: name, clientId: instance };
  const eventLog: Log = await openKafkaLog({ ...options, machine: machineTime, log: silent });
  const events = await openMongoEventStore({ url: mongoUrl, database: name, shards });
  const documents = await openMongoDocumentStore({ url: mongoUrl, database: name });
  const real: Real = openReal({ events, documents, eventLog, instance });
  await real.engine.start({ ...noParts, projections: [totals], reactions: [bonuses] });
  return {
    ...{ ...real, documents },
    async close() {
      await real.engine.stop();
      await eventLog.close();
      await events.close();
      await documents.close();
    },
  };
}

// node instance.ts <mongo url> <brokers> <name>: the second instance, until it is killed.
if (import.meta.main) {
  const [mongoUrl = '', brokers = '', name = ''] = process.argv.slice(2);
  await openInstance({ mongoUrl, brokers: brokers.split(','), name }, 'two');
  writeSync(1, 'runs\n');
}
