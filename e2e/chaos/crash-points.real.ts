import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder } from '../support/folder.ts';
import { eachPointOnce } from './crash-plans.ts';
import { type CrashReport, crashAt } from './crash-points.ts';
import { raiseWorld } from './raise.ts';
import { crashFailures, crashTable } from './table.ts';
import type { World } from './world.ts';

// `make chaos` goes through every point in every service.
const seed = 'crash-points';
const folder = dataFolder('crash-points');
const lines: string[] = [];
let world: World | undefined;
let report: CrashReport;

beforeAll(async () => {
  world = await raiseWorld({ folder: folder.path, seed, speed: 60_000, members: 1 });
  const print = (line: string) => void lines.push(line);
  report = await crashAt(world, eachPointOnce(), { seed, inFlight: 15, print, atOnce: 3 });
}, 900_000);

afterAll(async () => {
  await world?.stop();
  folder.remove();
}, 60_000);

it('dies at every crash point, comes back, and nothing is lost or done twice', () => {
  expect(crashFailures(report), [...lines, ...crashTable(report)].join('\n')).toEqual([]);
  expect(report.crashed).toHaveLength(eachPointOnce().length);
});
