import { setTimeout as pause } from 'node:timers/promises';
import { type Api, ok } from '../story/api.ts';
import { type Cast, castOf } from '../story/cast.ts';
import { createWitness, type Witness } from '../support/acknowledged.ts';
import { type Checked, check } from './check/checker.ts';
import { standing } from './check/standing.ts';
import { type Follower, follow } from './follower.ts';
import { type Load, startLoad } from './load.ts';
import type { World } from './world.ts';

export interface SceneOptions {
  readonly seed: string;
  /** Orders that are on their way at the same time. */
  readonly inFlight: number;
  print(line: string): void;
}

/** Orders that flow, with somebody who keeps account of what was said of them. */
export interface Scene {
  readonly witness: Witness;
  readonly follower: Follower;
  readonly load: Load;
  underWay(): { readonly calls: number; readonly orders: number };
  progress(): string;
  /** Places no more, waits until every order is finished and nobody is behind, and looks at everything. */
  finish(): Promise<Ending>;
  close(): Promise<void>;
}

export interface Ending {
  /** From the last order placed until all was at rest. */
  readonly restedMs: number;
  readonly orders: { readonly placed: number; readonly finished: number };
  readonly acknowledged: number;
  readonly checked: Checked;
  /** What failed and was tried again. */
  readonly troubles: readonly string[];
  /** Answers that were a no. */
  readonly refused: readonly string[];
}

const patienceMs = 120_000;
const finishWithinMs = 600_000;

export async function openScene(world: World, { seed, inFlight, print }: SceneOptions): Promise<Scene> {
  const witness = createWitness();
  const cast = castOf(world, patienceMs);
  const follower = follow(castOf(world, patienceMs).merchant);
  const load = await startLoad({
    cast: {
      merchant: witness.witnessed(cast.merchant, 'merchant'),
      operator: witness.witnessed(cast.operator, 'operator'),
      outside: witness.witnessed(cast.outside, 'outside'),
    },
    ...{ seed, inFlight, completed: follower.completed },
  });
  const progress = () => `${follower.completed()} of ${load.placed()} orders finished, ${follower.seen.length} events`;
  const ticking = setInterval(() => print(`  ${progress()}, ${witness.inFlight()} calls under way`), 10_000);

  async function close(): Promise<void> {
    clearInterval(ticking);
    await load.stop();
    await follower.stop();
  }

  return {
    ...{ witness, follower, load, progress, close },
    underWay: () => ({ calls: witness.inFlight(), orders: load.open() }),
    async finish() {
      load.placeNoMore();
      const restedMs = await rest(world, load);
      await stand(cast.merchant);
      await close();
      print(`all at rest after ${(restedMs / 1_000).toFixed(1)} s: ${progress()}`);
      const placed = load.placed();
      const finished = follower.completed();
      const checked = await look(world, cast, witness, follower);
      return {
        ...{ restedMs, orders: { placed, finished }, checked, troubles: load.troubles },
        acknowledged: witness.acknowledged().length,
        refused: witness.refused().map(({ path, status, answer }) => `${status} ${path}: ${JSON.stringify(answer)}`),
      };
    },
  };
}

async function look(world: World, cast: Cast, witness: Witness, follower: Follower): Promise<Checked> {
  const { seen, orders, breaches } = follower;
  const checked = await check({ world, cast, witness, seen, orders: [...orders.keys()] });
  const told = {
    holds: 'the feed never told two stories',
    looked: `${seen.length} events as they came`,
    breaches,
  };
  return { ...checked, findings: [...checked.findings, told] };
}

/** Waits until every order has come to its end and nobody is behind. Answers how long that took. */
async function rest(world: World, load: Load): Promise<number> {
  const from = performance.now();
  const passed = () => performance.now() - from;
  while (passed() < finishWithinMs) {
    if (load.open() === 0 && (await leftOver(world)).length === 0) break;
    await pause(200);
  }
  return passed();
}

/** Business time stands from here on: what falls due while books are compared would be in one of them alone. */
async function stand(api: Api): Promise<void> {
  for (const move of ['freeze', 'settle']) ok(await api.post('/v1/test/clock', { [move]: true }, move), 'the clock');
}

async function leftOver(world: World): Promise<readonly string[]> {
  return (await standing(world.grpc).catch((error: unknown) => ({ left: [String(error)] }))).left;
}

/** Everything of an ending that must not be, as sentences. */
export function failuresOf({ checked, orders, refused }: Ending): readonly string[] {
  return [
    ...checked.findings.flatMap(({ breaches }) => breaches),
    ...(orders.finished === orders.placed ? [] : [`${orders.finished} of ${orders.placed} orders are finished`]),
    ...refused,
  ];
}
