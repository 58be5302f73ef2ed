import { expect, it } from 'vitest';
import type { OpenRequest } from './intake.ts';
import { createLanes } from './lanes.ts';

const request = (stream: string, version: number): OpenRequest => {
  return { consumer: 'c', row: `c|${stream}@${version}`, stream, version };
};
const [first, second] = [request('a', 1), request('a', 2)];
const parked = (...requests: OpenRequest[]) => requests.map((each) => ({ ...each, parked: each === first }));

it('takes out the request that ran, not one that came before it meanwhile', () => {
  const lanes = createLanes();
  lanes.add([second]);
  const lane = lanes.takeReady();
  if (lane === undefined) throw new Error('no lane is ready');
  lanes.add([first]);
  lanes.done(lane, second);
  lanes.goOn(lane);
  expect(lanes.takeReady()?.queue).toEqual([first]);
});

it('runs a stream again that another instance redrove', () => {
  const lanes = createLanes();
  lanes.replace(new Set(), parked(first, second));
  expect([lanes.takeReady(), lanes.open()]).toEqual([undefined, false]);
  lanes.replace(lanes.rows(), parked(second));
  expect(lanes.takeReady()?.queue).toEqual([second]);
});

it('keeps nothing of a parked stream that another instance worked off', () => {
  const lanes = createLanes();
  lanes.replace(new Set(), parked(first));
  lanes.replace(lanes.rows(), []);
  expect(lanes.unpark('c', 'a')).toBeUndefined();
  lanes.add([second]);
  expect(lanes.takeReady()?.queue).toEqual([second]);
});

it('keeps nothing of what another instance worked off before its turn came here', () => {
  const lanes = createLanes();
  lanes.add([first]);
  lanes.replace(lanes.rows(), []);
  expect(lanes.takeReady()).toBeUndefined();
});
