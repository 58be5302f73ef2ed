import { logConformance } from '@portolan/testkit/conformance';
import { inject } from 'vitest';
import { kafkaPlace } from '../rig/kafka-place.ts';

const { kafkaBrokers } = inject('servers');
// For the processes that get killed.
process.env['PORTOLAN_TEST_KAFKA_BROKERS'] = kafkaBrokers.join(',');

logConformance(
  'The log on Kafka',
  async () => {
    const place = kafkaPlace(kafkaBrokers);
    const reopen = (partitions = 4) => place.open({ partitions });
    return { log: await reopen(), reopen, dispose: place.dispose };
  },
  new URL('../rig/kafka-crash-adapter.ts', import.meta.url),
  { patience: 60_000 },
);
