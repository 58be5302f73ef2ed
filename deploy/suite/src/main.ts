import { ServersMissing } from '@portolan/servers';
import { startTelemetry } from '@portolan/service';
import { FolderInUse } from './data-folder.ts';
import { clockMode, readSettings } from './settings.ts';
import { type Suite, startSuite } from './suite.ts';
import { upDistributed } from './up-distributed.ts';

// `make up`: all services in this process, or, with ENGINE=distributed, one process for each.

const engine = process.env['ENGINE'] || 'embedded';
const settings = readSettings(process.env);
const telemetry = await startTelemetry('suite', process.env);
const suite = await start().catch((error: unknown) => {
  if (!(error instanceof FolderInUse) && !(error instanceof ServersMissing)) throw error;
  console.error(error.message);
  process.exit(1);
});

console.log(`  REST       ${suite.gatewayUrl}/v1   reference ${suite.gatewayUrl}/docs`);
console.log(`  outside    ${suite.sandboxUrl}   (simulated single window, bank and carrier)`);
for (const [who, key] of Object.entries(suite.keys)) console.log(`  key  ${who.padEnd(18)} ${key}`);
console.log('The suite is up. Ctrl-C stops it; what was done is kept.');

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void suite
      .stop()
      .then(() => telemetry?.stop())
      .then(() => process.exit(0));
  });
}

async function start(): Promise<Suite> {
  const options = {
    seed: settings.PORTOLAN_SEED,
    clock: clockMode(settings.PORTOLAN_CLOCK),
    gatewayPort: settings.PORTOLAN_GATEWAY_PORT,
    sandboxPort: settings.PORTOLAN_SANDBOX_PORT,
    logLevel: settings.PORTOLAN_LOG_LEVEL,
  };
  // Each engine has a folder of its own: what one keeps means nothing to the other.
  if (engine === 'distributed')
    return upDistributed({
      ...options,
      prefix: settings.PORTOLAN_PREFIX,
      data: process.env['PORTOLAN_DATA'] || '.data/up-distributed',
    });
  if (engine !== 'embedded') {
    console.error(`ENGINE=${engine} is not known. There are: embedded, distributed`);
    process.exit(2);
  }
  const data = settings.PORTOLAN_DATA;
  const started = await startSuite({ ...options, data, figures: true });
  console.log(`Portolan keeps its data in ${data}; logs are in ${data}/logs/suite.log`);
  return started;
}
