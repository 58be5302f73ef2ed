import { setTimeout as pause } from 'node:timers/promises';
import { type Ending, openScene, type Scene, type SceneOptions } from './scene.ts';
import { type PlannedFault, schedule } from './schedule.ts';
import { type Struck, strike } from './strike.ts';
import { timesFor } from './times.ts';
import { openWindow, type Window } from './window.ts';
import type { World } from './world.ts';

export interface ChaosOptions extends SceneOptions {
  /** Of faults. */
  readonly minutes: number;
  /** Before them, without any: what the throughput is compared with. */
  readonly calmMinutes: number;
  /** Before the first window: until orders come to their end, so that both windows see the same kind of work. */
  readonly warmUpMs: number;
}

export interface ChaosReport extends Ending {
  readonly seed: string;
  readonly faults: readonly Struck[];
  readonly calm: Window;
  readonly stormy: Window;
  /** Stormy divided by calm; undefined where too few orders ended in peace to say so. */
  readonly throughput: { readonly orders: number | undefined; readonly events: number };
}

const fewOrders = 10;

/** Lets orders flow, first in peace, then while everything breaks; ends when all is finished and looked at. */
export async function chaos(world: World, options: ChaosOptions): Promise<ChaosReport> {
  const { seed, minutes, calmMinutes, print, warmUpMs } = options;
  const windowMs = minutes * 60_000;
  const times = timesFor(minutes, world.elect !== undefined);
  const faults = schedule({ seed, windowMs, times, services: [...world.services.keys()] });
  const scene = await openScene(world, options);
  try {
    await pause(warmUpMs);
    print(`${calmMinutes} minutes without a fault begin: ${scene.progress()}`);
    const calmEnds = openWindow(scene.follower, scene.witness);
    await pause(calmMinutes * 60_000);
    const calm = calmEnds();
    print(`${minutes} minutes with ${faults.length} faults begin: ${scene.progress()}`);
    const stormEnds = openWindow(scene.follower, scene.witness);
    const struck = await inTheStorm(world, scene, faults, windowMs, print);
    const stormy = stormEnds();
    print(`no more faults: ${scene.progress()}`);
    const throughput = {
      orders: calm.orders < fewOrders ? undefined : stormy.ordersPerMinute / calm.ordersPerMinute,
      events: stormy.eventsPerSecond / calm.eventsPerSecond,
    };
    return { ...(await scene.finish()), seed, faults: struck, calm, stormy, throughput };
  } finally {
    await scene.close();
  }
}

async function inTheStorm(
  world: World,
  { underWay }: Scene,
  faults: readonly PlannedFault[],
  windowMs: number,
  print: (line: string) => void,
): Promise<readonly Struck[]> {
  const all: Struck[] = [];
  const struck = (fault: Struck) => {
    all.push(fault);
    print(`  ${described(fault)}`);
  };
  await Promise.all([strike({ world, faults, underWay, struck }), pause(windowMs)]);
  return all;
}

/** A fault as a line for people. */
function described({ kind, service, struckAt, tookMs, calls, orders }: Struck): string {
  const at = `${(struckAt / 1_000).toFixed(1).padStart(6)} s`;
  const what = service === '' ? kind : `${kind}: ${service}`;
  return `${at}  ${what.padEnd(28)} ${(tookMs / 1_000).toFixed(1).padStart(5)} s, with ${calls} calls and ${orders} orders under way`;
}
