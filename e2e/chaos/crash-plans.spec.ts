import { expect, it } from 'vitest';
import { eachPointOnce, everyCrash } from './crash-plans.ts';

const steps = ['append', 'stamp', 'send', 'mark', 'apply', 'request', 'timer', 'outside', 'feed'];
const points = steps.flatMap((step) => [`before-${step}`, `after-${step}`]).sort();

it('every crash point is planned once, over all services', () => {
  const plans = eachPointOnce();
  expect(plans.map(({ point }) => point).sort()).toEqual(points);
  expect(new Set(plans.map(({ service }) => service)).size).toBeGreaterThanOrEqual(5);
});

it('every crash point is planned in every service where it exists', () => {
  const plans = everyCrash();
  expect([...new Set(plans.map(({ point }) => point))].sort()).toEqual(points);
  expect(new Set(plans.map(({ point, service }) => `${point} ${service}`)).size).toBe(plans.length);
  expect(plans.length).toBeGreaterThan(60);
});
