import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder } from '../support/folder.ts';
import { timed } from '../support/timed.ts';
import { eachPointOnce } from './crash-plans.ts';
import { type CrashReport, crashAt } from './crash-points.ts';
import { raiseWorld } from './raise.ts';
import { crashFailures, crashTable } from './table.ts';
import type { World } from './world.ts';

// `make chaos` goes through every point in every service.
const seed = 'crash-points';
const folder = dataFolder('crash-points');
const lines: string[] = [];
const print = timed((line) => void lines.push(line));
let world: World | undefined;
let report: CrashReport;

beforeAll(async () => {
  world = await raiseWorld({ folder: folder.path, seed, speed: 60_000, members: 1 });
  report = await crashAt(world, eachPointOnce(), { seed, inFlight: 10, print, atOnce: 3 });
  console.log([...lines, ...crashTable(report)].join('\n'));
}, 1_200_000);

afterAll(async () => {
  await world?.stop();
  folder.remove();
}, 60_000);

it('dies at every crash point, comes back, and nothing is lost or done twice', () => {
  expect(crashFailures(report)).toEqual([]);
  expect(report.crashed).toHaveLength(eachPointOnce().length);
});
