import { resolve } from 'node:path';
import { namedForUse, ServersMissing, startServers } from './index.ts';

const began = performance.now();
const folder = resolve(process.env['DATA'] || '.data/servers');
try {
  const servers = await startServers({ folder, named: namedForUse(process.env) });
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`Real servers answer after ${seconds} s (${servers.origin}; data in ${folder}). Ctrl-C stops them.\n`);
  console.log(`export PORTOLAN_TEST_MONGO_URL='${servers.mongoUrl}' PORTOLAN_MONGO_URL='${servers.mongoUrl}'`);
  const brokers = servers.kafkaBrokers.join();
  console.log(`export PORTOLAN_TEST_KAFKA_BROKERS=${brokers} PORTOLAN_KAFKA_BROKERS=${brokers}`);

  // The servers themselves keep nobody running.
  const stays = setInterval(() => {}, 60_000);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(stays);
      void servers.stop().then(() => console.log('stopped'));
    });
  }
} catch (error) {
  console.error(error instanceof ServersMissing ? error.message : error);
  process.exitCode = 1;
}
