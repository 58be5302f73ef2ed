import { expect, test } from 'vitest';
import { isSent, laneAt, lanes, startOf, stepOf, steps, whole } from './steps.ts';
import { courses, type Move, positions } from './table.ts';

test('steps are the moves of the courses, each once, and the whole', () => {
  const moves: readonly Move[] = Object.values(courses).flat();
  const expected = moves.flatMap(({ from, to }) =>
    from.filter((each) => each !== 'NONE' && each !== to).map((each) => stepOf(each, to)),
  );
  expect(new Set(steps)).toEqual(new Set([whole, ...expected]));
  expect(new Set(steps).size).toBe(steps.length);
  expect(steps).toContain('SUBMITTED-STORED');
  expect(steps).not.toContain('STORED-SUBMITTED');
});

test('a step begins where it says', () => {
  for (const step of steps) expect(step === whole ? 'SUBMITTED' : step.split('-')[0]).toBe(startOf(step));
});

test('a list is out from its sending until it is sent back', () => {
  expect(positions.filter(isSent)).toEqual([
    ...['SUBMITTED', 'STORED', 'UNDER_REVIEW', 'INSPECTION', 'DETAINED', 'AUDITED'],
    ...['RELEASED', 'CLOSED', 'SUMMARISED', 'ENTERED'],
  ]);
});

test('a lane is as close as customs ever looked', () => {
  expect(laneAt('DIRECT', 'STORED')).toBe('DIRECT');
  expect(laneAt('DIRECT', 'INSPECTION')).toBe('INSPECTION');
  expect(laneAt('INSPECTION', 'UNDER_REVIEW')).toBe('INSPECTION');
  expect(laneAt('UNDER_REVIEW', 'DETAINED')).toBe('DETAINED');
  for (const lane of lanes)
    for (const position of positions) {
      expect(lanes.indexOf(laneAt(lane, position))).toBeGreaterThanOrEqual(lanes.indexOf(lane));
    }
});
