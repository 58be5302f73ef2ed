import { beginLife, createWeather, createWorld } from '@portolan/testkit/simulation';
import { begin, finish } from '../story/direct-mail.ts';
import { castOf } from './cast.ts';
import { createSuite } from './suite.ts';

const seed = process.argv[2] ?? '1';
const world = createWorld(seed);
const weather = createWeather(world, {});
let commits = 0;
const t0 = performance.now();
const debug = process.env['DEBUG'] !== undefined;
const say = (name: string) => (fields: object, text: string) => console.log(name, text, fields);
const suite = createSuite({
  world,
  weather,
  shards: 2,
  written: () => void commits++,
  ...(debug ? { logger: (life) => ({ debug() {}, info() {}, warn: say(life.name), error: say(life.name) }) } : {}),
});
const people = beginLife('people', 0, world, weather);
const cast = castOf(suite.ground.doors, people);
let waiting: (() => void)[] = [];
const settle = () => new Promise<void>((resolve) => waiting.push(resolve));
const step = async () => {
  await settle();
  const due = suite.nextDue();
  if (due === undefined) return { now: '', moved: false };
  suite.time.moveTo(due);
  await settle();
  return { now: '', moved: true };
};
let ended = false;
let failed: unknown;
const story = (async () => {
  const id = await begin(cast, 'SO-2026-0001');
  await finish(cast, id, settle, step);
})().then(
  () => {
    ended = true;
  },
  (error) => {
    failed = error;
    ended = true;
  },
);
await world.run(() => {
  if (ended) return 'end';
  if (waiting.length > 0 && suite.quiet()) {
    const now = waiting;
    waiting = [];
    for (const each of now) each();
    return 'wait';
  }
  if (world.steps() > 3_000_000) {
    console.log('too many');
    return 'end';
  }
  return 'go';
});
if (failed) console.log(failed);
console.log({
  commits,
  steps: world.steps(),
  hash: world.trace.sum(),
  ms: performance.now() - t0,
  virtual: (world.now() - Date.parse('2026-03-02T01:00:00.000Z')) / 1000,
});
