import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder } from '../support/folder.ts';
import { timed } from '../support/timed.ts';
import { raiseWorld } from './raise.ts';
import { type ChaosReport, chaos } from './run.ts';
import { kinds } from './schedule.ts';
import { failures, table } from './table.ts';
import type { World } from './world.ts';

// Three minutes of what `make chaos` does for fourteen: whether anything is lost, not how fast it goes.
const seed = process.env['CHAOS_SEED'] ?? 'chaos';
const folder = dataFolder('chaos');
const lines: string[] = [];
const print = timed((line) => void lines.push(line));
let world: World | undefined;
let report: ChaosReport;

beforeAll(async () => {
  world = await raiseWorld({ folder: folder.path, seed, speed: 60_000, members: 1, tell: print });
  const load = { seed, inFlight: 15, warmUpMs: 5_000, print };
  report = await chaos(world, { ...load, minutes: 1.2, calmMinutes: 0.1 });
  console.log([...lines, ...table(report)].join('\n'));
}, 900_000);

afterAll(async () => {
  await world?.stop();
  folder.remove();
}, 60_000);

it('loses nothing that was acknowledged and does nothing twice while everything breaks', () => {
  expect(failures(report)).toEqual([]);
});

it('broke everything that can break with one member, while operations were under way', () => {
  const struck = new Set(report.faults.map(({ kind }) => kind));
  expect([...struck].sort()).toEqual(
    Object.keys(kinds)
      .filter((kind) => kind !== 'election')
      .sort(),
  );
});
