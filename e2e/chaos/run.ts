import { castOf } from '../story/cast.ts';
import { createWitness } from '../support/acknowledged.ts';
import { type Checked, check } from './check/checker.ts';
import { standing } from './check/standing.ts';
import { follow } from './follower.ts';
import { type Load, startLoad } from './load.ts';
import { type PlannedFault, schedule } from './schedule.ts';
import { type Struck, strike } from './strike.ts';
import { timesFor } from './times.ts';
import { openWindow, type Window } from './window.ts';
import type { World } from './world.ts';

export interface ChaosOptions {
  readonly seed: string;
  /** Of faults; the same time before, without any, is what the throughput is compared with. */
  readonly minutes: number;
  /** Before the first window: until orders come to their end, so that both windows see the same kind of work. */
  readonly warmUpMs: number;
  readonly inFlight: number;
  print(line: string): void;
}

export interface ChaosReport {
  readonly seed: string;
  readonly faults: readonly Struck[];
  readonly calm: Window;
  readonly stormy: Window;
  /** Stormy divided by calm. */
  readonly throughput: { readonly orders: number; readonly events: number };
  readonly orders: { readonly placed: number; readonly finished: number };
  readonly acknowledged: number;
  /** From the last fault until every order was finished and nobody was behind. */
  readonly recoveredMs: number;
  readonly checked: Checked;
  readonly troubles: readonly string[];
  readonly refused: readonly string[];
}

const patienceMs = 120_000;
const finishWithinMs = 600_000;

/** Lets orders flow, first in peace, then while everything breaks; ends when all is finished and looked at. */
export async function chaos(world: World, options: ChaosOptions): Promise<ChaosReport> {
  const { seed, minutes, print } = options;
  const windowMs = minutes * 60_000;
  const faults = schedule({
    ...{ seed, windowMs, services: [...world.services.keys()] },
    times: process.env["CALM"] ? {} : timesFor(minutes, world.elect !== undefined),
  });
  const witness = createWitness();
  const cast = castOf(world, patienceMs);
  const follower = follow(castOf(world, patienceMs).merchant);
  const load = await startLoad({
    cast: {
      merchant: witness.witnessed(cast.merchant, 'merchant'),
      operator: witness.witnessed(cast.operator, 'operator'),
      outside: witness.witnessed(cast.outside, 'outside'),
    },
    ...{ seed, inFlight: options.inFlight, completed: follower.completed },
  });
  const progress = () => `${follower.completed()} of ${load.placed()} orders finished, ${follower.seen.length} events`;
  const ticking = setInterval(() => print(`  ${progress()}, ${witness.inFlight()} calls under way`), 10_000);
  try {
    await pause(options.warmUpMs);
    print(`${minutes} minutes without a fault begin: ${progress()}`);
    const calmEnds = openWindow(follower, witness);
    await pause(windowMs);
    const calm = calmEnds();
    print(`${minutes} minutes with ${faults.length} faults begin: ${progress()}`);
    const stormEnds = openWindow(follower, witness);
    const underWay = () => ({ calls: witness.inFlight(), orders: load.open() });
    const struck = await inTheStorm(world, faults, windowMs, underWay, print);
    const stormy = stormEnds();
    print(`no more faults: ${progress()}`);
    const recoveredMs = await finish(world, load);
    await load.stop();
    await follower.stop();
    print(`all at rest after ${(recoveredMs / 1_000).toFixed(1)} s: ${progress()}`);
    const orders = [...follower.orders.keys()];
    const checked = await check({ world, cast, witness, seen: follower.seen, orders });
    return {
      ...{ seed, faults: struck, calm, stormy, recoveredMs, troubles: load.troubles },
      throughput: {
        orders: stormy.ordersPerMinute / calm.ordersPerMinute,
        events: stormy.eventsPerSecond / calm.eventsPerSecond,
      },
      orders: { placed: load.placed(), finished: follower.completed() },
      acknowledged: witness.acknowledged().length,
      checked: { ...checked, findings: [...checked.findings, told(follower.breaches, follower.seen.length)] },
      refused: witness.refused().map(({ path, status, answer }) => `${status} ${path}: ${JSON.stringify(answer)}`),
    };
  } finally {
    clearInterval(ticking);
  }
}

function told(breaches: readonly string[], events: number) {
  return { question: 'did the feed ever tell two stories?', looked: `${events} events as they came`, breaches };
}

async function inTheStorm(
  world: World,
  faults: readonly PlannedFault[],
  windowMs: number,
  underWay: () => { calls: number; orders: number },
  print: (line: string) => void,
): Promise<readonly Struck[]> {
  const struck: Struck[] = [];
  const striking = strike({
    ...{ world, faults, underWay, over: () => false },
    struck(fault) {
      struck.push(fault);
      print(`  ${describe(fault)}`);
    },
  });
  await Promise.all([striking, pause(windowMs)]);
  return struck;
}

/** A fault as a line for people. */
export function describe({ kind, service, struckAt, tookMs, calls, orders }: Struck): string {
  const at = `${(struckAt / 1_000).toFixed(1).padStart(6)} s`;
  const what = service === '' ? kind : `${kind}: ${service}`;
  return `${at}  ${what.padEnd(28)} ${(tookMs / 1_000).toFixed(1).padStart(5)} s, with ${calls} calls and ${orders} orders under way`;
}

/** Waits until every order has come to its end and nobody is behind. Answers how long that took. */
async function finish(world: World, load: Load): Promise<number> {
  const from = performance.now();
  load.placeNoMore();
  const passed = () => performance.now() - from;
  while (load.open() > 0) {
    if (passed() > finishWithinMs) break;
    await pause(200);
  }
  while (passed() < finishWithinMs) {
    const { left } = await standing(world.grpc).catch((error: unknown) => ({ left: [String(error)] }));
    if (left.length === 0) break;
    await pause(200);
  }
  return passed();
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
