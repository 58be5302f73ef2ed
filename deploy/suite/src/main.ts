import { startTelemetry } from '@portolan/service';
import { FolderInUse } from './data-folder.ts';
import { clockMode, readSettings } from './settings.ts';
import { startSuite } from './suite.ts';

const settings = readSettings(process.env);
const telemetry = await startTelemetry('suite', process.env);
const suite = await startSuite({
  data: settings.PORTOLAN_DATA,
  seed: settings.PORTOLAN_SEED,
  clock: clockMode(settings.PORTOLAN_CLOCK),
  gatewayPort: settings.PORTOLAN_GATEWAY_PORT,
  sandboxPort: settings.PORTOLAN_SANDBOX_PORT,
  logLevel: settings.PORTOLAN_LOG_LEVEL,
}).catch((error: unknown) => {
  if (!(error instanceof FolderInUse)) throw error;
  console.error(error.message);
  process.exit(1);
});

console.log(
  `Portolan keeps its data in ${settings.PORTOLAN_DATA}; logs are in ${settings.PORTOLAN_DATA}/logs/suite.log`,
);
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
