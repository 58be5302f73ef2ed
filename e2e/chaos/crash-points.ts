import { type Ending, openScene, type SceneOptions } from './scene.ts';
import type { ServiceProcess, World } from './world.ts';

/** A point at which a service is to die by itself: `after-append`. libs/service/src/host/crash-points.ts names all. */
export interface PlannedCrash {
  readonly service: string;
  readonly point: string;
  /** At which time it passes there. */
  readonly time: number;
}

export interface Crashed extends PlannedCrash {
  /** From its start until it was dead. */
  readonly diedAfterMs: number;
  /** From its death until it was ready again, or had died at its next point. */
  readonly backAfterMs: number;
  readonly calls: number;
  readonly orders: number;
}

export interface CrashReport extends Ending {
  readonly crashed: readonly Crashed[];
  /** Points that were not reached in time. */
  readonly missed: readonly PlannedCrash[];
}

/** A death, as of the moment. */
interface Death {
  readonly at: number;
  readonly crash: Omit<Crashed, 'backAfterMs'>;
}

const reachedWithinMs = 420_000;

/**
 * Starts services so that they kill themselves at a point, each service's points one after another (it comes back with
 * the next one set) and several services at once, while orders flow; then lets all be finished and looks at everything.
 */
export async function crashAt(
  world: World,
  plans: readonly PlannedCrash[],
  options: SceneOptions & { readonly atOnce: number },
): Promise<CrashReport> {
  const scene = await openScene(world, options);
  const crashed: Crashed[] = [];
  const missed: PlannedCrash[] = [];
  const lanes = [...Map.groupBy(plans, ({ service }) => service)].values();
  const work = async () => {
    for (const [name, lane] of lanes) {
      const service = world.services.get(name);
      if (service === undefined) throw new Error(`there is no service ${name}`);
      let before: Death | undefined;
      await service.kill();
      for (const plan of lane) {
        const from = performance.now();
        // It may be so quick to die that it never gets ready.
        await service.start({ PORTOLAN_TEST_CRASH: `${plan.point}:${plan.time}` }).catch(() => undefined);
        back(before);
        before = await death(service, plan, from);
      }
      await service.start();
      back(before);
    }
  };
  function back(death: Death | undefined): void {
    if (death === undefined) return;
    const outcome = { ...death.crash, backAfterMs: performance.now() - death.at };
    crashed.push(outcome);
    options.print(`  ${told(outcome, outcome)}`);
  }

  async function death(service: ServiceProcess, plan: PlannedCrash, from: number): Promise<Death | undefined> {
    if (await deadBy(service, from + reachedWithinMs)) {
      const at = performance.now();
      return { at, crash: { ...plan, ...scene.underWay(), diedAfterMs: at - from } };
    }
    missed.push(plan);
    options.print(`  ${told(plan, undefined)}`);
    await service.kill();
    return undefined;
  }

  try {
    await Promise.all(Array.from({ length: options.atOnce }, work));
    return { ...(await scene.finish()), crashed, missed };
  } finally {
    await scene.close();
  }
}

async function deadBy(service: ServiceProcess, deadline: number): Promise<boolean> {
  while (service.runs()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

function told({ service, point, time }: PlannedCrash, outcome: Crashed | undefined): string {
  const what = `${point.padEnd(16)} ${service.padEnd(10)} at time ${time}`;
  if (outcome === undefined) return `${what}: not reached`;
  const { diedAfterMs, backAfterMs, calls, orders } = outcome;
  return `${what}: dead after ${(diedAfterMs / 1_000).toFixed(1)} s, back after ${(backAfterMs / 1_000).toFixed(1)} s, with ${calls} calls and ${orders} orders under way`;
}
