import { mkdirSync, rmSync } from 'node:fs';
import { timed } from '../support/timed.ts';
import { wholeSetting } from '../support/whole-setting.ts';
import { playMonth } from './month.ts';
import { startMonth } from './rig.ts';
import { lastLine, told } from './table.ts';

// `make month`: a month of trade against a bank with a mind of its own. Fails where a difference stays unexplained, or
// profit and loss has no cause.

const { env } = process;
const orders = wholeSetting('ORDERS', 10_000);
const days = wholeSetting('DAYS', 30);
const seed = env['SEED'] || 'portolan';
const json = env['JSON'] === '1' || process.argv.includes('--json');
const data = '.data/month';
if (days < 10 || days > 31) {
  console.error(`DAYS=${days}: a month has 10 to 31`);
  process.exit(2);
}

rmSync(data, { recursive: true, force: true });
mkdirSync(data, { recursive: true });
const rig = await startMonth(data, seed);
const print = timed((line) => console.error(line));
let failed = true;
try {
  const report = await playMonth(rig, { orders, days, seed, print });
  failed = report.failures.length > 0;
  if (json) console.log(JSON.stringify(report, (_key, value) => (typeof value === 'bigint' ? String(value) : value)));
  else for (const line of told(report)) console.log(line);
  for (const failure of report.failures.slice(0, 50)) console.error(`NOT AS IT SHOULD BE  ${failure}`);
  if (!json) console.log(lastLine(report));
} finally {
  await rig.stop();
}
process.exit(failed ? 1 : 0);
