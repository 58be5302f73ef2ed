import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { openStage, type TestStage } from '../support/stage.ts';
import { playDay } from './day.ts';
import { type Mishap, mishapNames, mishaps } from './mishaps.ts';
import { type Report, reportOf, told } from './table.ts';

// A small day: every kind of mishap at least once. `make day` plays a whole one.

const size = { declarations: 50, share: 42, seed: 'day' };
let stage: TestStage;
let report: Report;

beforeAll(async () => {
  stage = await openStage(size.seed);
  report = reportOf(await playDay(stage.cast, { ...size, settle: stage.time.settle }));
}, 300_000);
afterAll(() => stage.stop());

it('brings every declaration where its mishap lets it come, and leaves none stuck unseen', () => {
  expect(report.failures).toEqual([]);
  expect(report.rows.map(({ mishap }) => mishap)).toEqual(['', ...mishapNames]);
  for (const { mishap, count, byEnd } of report.rows) {
    const { ends } = (mishaps as Readonly<Record<string, Mishap>>)[mishap] ?? { ends: 'RELEASED' };
    expect([mishap, count > 0, byEnd[ends]]).toEqual([mishap, true, count]);
  }
});

it('says what is left for tomorrow, and who does what about it', () => {
  expect(report.held.map(({ code, owner }) => [code, owner])).toEqual([
    ['AWAITING_DISPATCH', 'warehouse_operator'],
    ['AWAITING_GATE', 'warehouse_operator'],
    ['CUSTOMS_RETURNED', 'operations'],
  ]);
  for (const { call } of report.held) expect(call).toMatch(/^\w+: (POST|PUT) \/v1\/[a-z]/);
  expect(told(report)[0]).toMatch(/^50 declarations, 21 of them with a mishap, in [\d.]+ s: [\d.]+ declarations\/s/);
});

it('adds up for an independent reader', async () => {
  for (const seller of [stage.cast.merchant, stage.cast.importer]) expect((await verify(seller)).breaches).toEqual([]);
});
