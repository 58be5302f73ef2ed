import { writeSync } from 'node:fs';
import { machineTime as machine } from '@portolan/testkit';
import { openKafkaLog } from '../kafka/index.ts';

// node kafka-reader.ts <brokers> <prefix> [name]: takes part in the group `orders.list.v1` and says what it takes, until
// killed; under a name that is known over restarts, where one is given.
const [brokers = '', prefix = '', instance] = process.argv.slice(2);
const quiet = (): void => undefined;

const log = await openKafkaLog({
  brokers: brokers.split(','),
  partitions: 4,
  prefix,
  clientId: 'reader',
  machine,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  ...(instance === undefined ? {} : { instance }),
});
await log.subscribe({
  group: 'orders.list.v1',
  topics: ['orders'],
  start: async () => '',
  async take({ partition, records }) {
    for (const { position } of records) writeSync(1, `${partition} ${position}\n`);
  },
});
