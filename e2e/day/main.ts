import { rmSync } from 'node:fs';
import { castOf } from '../story/cast.ts';
import { startEmbedded } from '../support/engine.ts';
import { freePort } from '../support/ports.ts';
import { timed } from '../support/timed.ts';
import { wholeSetting } from '../support/whole-setting.ts';
import { playDay } from './day.ts';
import { mishapNames } from './mishaps.ts';
import { reportOf, told } from './table.ts';

// `make day`: a day at customs' sandbox, with mishaps of every kind. Fails where a declaration is stuck unseen.

const { env } = process;
const declarations = wholeSetting('DECLARATIONS', 2_000);
const share = wholeSetting('SHARE', 20);
const seed = env['SEED'] || 'portolan';
const json = env['JSON'] === '1' || process.argv.includes('--json');
const data = '.data/day';
const wrong = Math.round((declarations * share) / 100);
if (wrong < mishapNames.length || wrong > declarations || declarations > 10_000) {
  const kinds = `${share} % of ${declarations} are ${wrong} mishaps; there are ${mishapNames.length} kinds`;
  console.error(`DECLARATIONS=${declarations} SHARE=${share}: ${kinds}, and 10000 declarations at most`);
  process.exit(2);
}

rmSync(data, { recursive: true, force: true });
const ports = { gatewayPort: await freePort(), sandboxPort: await freePort() };
const running = await startEmbedded({ data, seed, clock: 'step', ...ports });
const print = timed((line) => console.error(line));
let failed = true;
try {
  const { settle } = running.suite;
  const report = reportOf(await playDay(castOf(running.suite, 600_000), { declarations, share, seed, settle, print }));
  failed = report.failures.length > 0;
  if (json) console.log(JSON.stringify(report));
  else {
    for (const line of told(report)) console.log(line);
    for (const failure of report.failures) console.log(`NOT AS IT SHOULD BE  ${failure}`);
    console.log(`day: ${failed ? `${report.failures.length} are not as they should be` : 'none stuck unseen'}`);
  }
} finally {
  await running.stop();
}
process.exit(failed ? 1 : 0);
