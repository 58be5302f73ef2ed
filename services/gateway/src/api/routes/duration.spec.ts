import { expect, it } from 'vitest';
import { instantAfter } from './duration.ts';

const now = '2026-03-02T01:00:00.000Z';

it.each([
  ['PT36H', '2026-03-03T13:00:00.000Z'],
  ['P3D', '2026-03-05T01:00:00.000Z'],
  ['P1W2DT3H4M5S', '2026-03-11T04:04:05.000Z'],
  ['PT0S', now],
  ['2026-03-05T09:00:00+08:00', '2026-03-05T01:00:00.000Z'],
])('%s from then on is %s', (text, goal) => {
  expect(instantAfter(now, text)).toBe(goal);
});
