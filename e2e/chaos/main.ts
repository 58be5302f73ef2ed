import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from '../support/timed.ts';
import { everyCrash } from './crash-plans.ts';
import { crashAt } from './crash-points.ts';
import { raiseWorld, type WorldOptions } from './raise.ts';
import { chaos } from './run.ts';
import { crashFailures, crashTable, failures, shortcomings, table } from './table.ts';
import type { World } from './world.ts';

// `make chaos`: a suite of processes on servers of its own while everything breaks; then every crash point.

const { env } = process;
const minutes = positive('MINUTES', 10);
const inFlight = positive('INFLIGHT', 60);
const speed = positive('SPEED', 20_000);
const seed = env['SEED'] || 'portolan';
const json = env['JSON'] === '1' || process.argv.includes('--json');
const folder = '.data/chaos';
/** As long as an order takes: then some come to their end in both windows. */
const warmUpMs = Math.round((15 * 86_400_000) / speed);

const print = timed((line) => console.error(line));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const storm = await inWorld('storm', { members: 3, tell: print }, (world) =>
  chaos(world, { seed, minutes, calmMinutes: Math.min(minutes, 4), inFlight, print, warmUpMs }),
);
const crashes = await inWorld('crashes', { members: 1 }, (world) =>
  crashAt(world, everyCrash(), { seed, inFlight, print, atOnce: 3 }),
);
const whole = minutes >= 10 ? shortcomings(storm) : [];
const failed = [...failures(storm), ...whole, ...crashFailures(crashes)];
writeFileSync(join(folder, 'report.json'), `${JSON.stringify({ failed, storm, crashes }, null, 2)}\n`);
if (json) console.log(JSON.stringify({ failed, storm, crashes }));
else {
  for (const line of [...table(storm), ...crashTable(crashes)]) console.log(line);
  for (const failure of failed.slice(0, 20)) console.log(`NOT AS IT SHOULD BE  ${failure}`);
  const outcome =
    failed.length === 0 ? 'nothing lost, nothing twice' : `${failed.length} things are not as they should be`;
  console.log(`chaos: ${outcome}; all of it in ${folder}/report.json, logs in ${folder}`);
}
process.exit(failed.length === 0 ? 0 : 1);

async function inWorld<Report>(
  name: string,
  options: Pick<WorldOptions, 'members' | 'tell'>,
  play: (world: World) => Promise<Report>,
): Promise<Report> {
  print(`${name}: starting Kafka, MongoDB (members: ${options.members}) and the suite`);
  const world = await raiseWorld({ folder: join(folder, name), seed, speed, ...options });
  try {
    return await play(world);
  } finally {
    await world.stop();
  }
}

function positive(setting: string, usual: number): number {
  const value = Number(env[setting] || usual);
  if (value > 0 && Number.isFinite(value)) return value;
  console.error(`${setting}=${env[setting]} must be a number above 0`);
  process.exit(2);
}
