import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { faults } from '../story/faults.ts';
import { openStage, type TestStage } from '../support/stage.ts';

// Everything going wrong once, one after another in one suite, so that what one leaves behind would trip the next.

let stage: TestStage;
beforeAll(async () => {
  stage = await openStage('faults');
}, 60_000);
afterAll(() => stage.stop());

it.each(Object.keys(faults))('%s is made good', { timeout: 60_000 }, async (name) => {
  const ids = await faults[name]?.play(stage);
  expect(ids?.length).toBeGreaterThan(0);
  await stage.time.settle();
  const { breaches, open } = await verify(stage.cast.merchant);
  expect({ breaches, open }).toEqual({ breaches: [], open: [] });
});
