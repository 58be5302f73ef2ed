import { mkdirSync, rmSync } from 'node:fs';
import { playMonth } from './month.ts';
import { startMonth } from './rig.ts';
import { lastLine, told } from './table.ts';

// `make month`: a month of trade against a bank with a mind of its own. Fails where a difference stays unexplained, or
// profit and loss has no cause.

const { env } = process;
const orders = whole('ORDERS', 10_000);
const days = whole('DAYS', 30);
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
const began = performance.now();
const print = (line: string) =>
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);
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

function whole(setting: string, usual: number): number {
  const value = Number(env[setting] || usual);
  if (Number.isInteger(value) && value > 0) return value;
  console.error(`${setting}=${env[setting]} must be a whole number above 0`);
  process.exit(2);
}
