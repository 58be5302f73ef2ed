import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { openStage, type TestStage } from '../support/stage.ts';
import { chanceFrom } from './chance.ts';
import { outsideBreaches } from './outside.ts';
import { plans } from './plan.ts';
import { play } from './play.ts';
import { historyOf } from './told.ts';

// Orders of every mode, with whatever can go wrong outside, whatever buyers pay, whatever people want at whatever
// moment. However it goes, every order comes to its end, and money and goods add up.

const seed = process.env['RANDOM_SEED'] ?? 't5';
const orders = Number(process.env['RANDOM_ORDERS'] ?? '12');

let stage: TestStage;
beforeAll(async () => {
  stage = await openStage(seed);
}, 60_000);
afterAll(() => stage.stop());

it(`${orders} orders of seed ${seed} come to their end`, { timeout: 60_000 + orders * 10_000 }, async () => {
  const { cast, time } = stage;
  const chance = chanceFrom(seed);
  const refusals: string[] = [];
  const crew = {
    ...{ cast, chance },
    refused: (what: string, answer: unknown) => void refusals.push(`${what}: ${JSON.stringify(answer)}`),
  };
  const playing = await play(crew, plans(chance, orders), time);
  const problems = [...refusals];
  for (const order of playing.filter(({ completed }) => !completed)) {
    problems.push(`${order.plan.orderNo} is not at its end\n${await historyOf(cast, order)}`);
  }
  for (const seller of [cast.merchant, cast.importer]) {
    const { breaches, open } = await verify(seller);
    problems.push(...breaches, ...open);
  }
  problems.push(...(await outsideBreaches(cast, playing)));
  expect(problems, `RANDOM_SEED=${seed} RANDOM_ORDERS=${orders}`).toEqual([]);
});
