import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder } from '../support/folder.ts';
import { type MonthReport, playMonth } from './month.ts';
import { type Rig, startMonth } from './rig.ts';
import { lastLine, profit, told } from './table.ts';

// A small month: every kind of order and of difference at least once. `make month` plays ten thousand orders.

const size = { orders: 120, days: 20, seed: 'm2' };
const folder = dataFolder('month');
let rig: Rig;
let report: MonthReport;

beforeAll(async () => {
  rig = await startMonth(folder.path, size.seed);
  report = await playMonth(rig, size);
}, 180_000);
afterAll(async () => {
  await rig.stop();
  folder.remove();
});

it('is reconciled every day, and nothing stays unexplained or open', () => {
  expect(report.failures).toEqual([]);
  expect(report.unexplained).toEqual([]);
  expect(Object.keys(report.explained)).toEqual([
    'DUPLICATE',
    'MISSING_IN_BANK',
    'STATEMENT_GAP',
    'UNDECLARED',
    'UNEXPLAINED_CHARGE',
  ]);
  expect(report.statements).toBe(3 * size.days);
  expect(Object.values(report.byKind).every((count) => count > 0)).toBe(true);
});

it('names the cause of every cent of profit and loss', () => {
  for (const { cause, expected, booked } of report.causes) expect([cause, booked]).toEqual([cause, expected]);
  const moved = report.causes.filter(({ booked }) => booked.minor !== 0n).map(({ cause }) => cause);
  expect(new Set(moved)).toEqual(new Set(['fees', 'spread', 'position', 'charges']));
  expect(profit(report).every(({ minor }) => minor > 0n)).toBe(true);
});

it('is told in a table, and in a line', () => {
  expect(told(report)[0]).toMatch(/^120 orders in 20 days, in [\d.]+ s/);
  expect(lastLine(report)).toMatch(/^month: 120 orders, 20 days, \d+ breaks explained, 0 unexplained, P&L USD /);
});
