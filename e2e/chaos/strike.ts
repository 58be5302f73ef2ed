import { setTimeout as pause } from 'node:timers/promises';
import type { Kind, PlannedFault } from './schedule.ts';
import type { ServiceProcess, World } from './world.ts';

/** Brings a fault about. Answers what ends it: when that is done, what was broken works again. */
type Strike = (world: World, service: ServiceProcess) => Promise<() => Promise<void>>;

/** What is late is late by this much, in milliseconds. */
const delayMs = 120;

const strikes: Readonly<Record<Kind, Strike>> = {
  'service killed': async (_world, service) => {
    await service.kill();
    return () => service.start();
  },
  'service paused': async (_world, service) => {
    service.pause();
    return async () => service.continue();
  },
  'service stopped': async (_world, service) => {
    await service.stop();
    return () => service.start();
  },
  'broker killed': async ({ broker }) => {
    await broker.kill();
    return () => broker.restart();
  },
  'broker paused': async ({ broker }) => {
    broker.pause();
    return async () => broker.continue();
  },
  'mongod killed': async (world) => {
    const mongod = await world.mongod();
    await mongod.kill();
    return () => mongod.restart();
  },
  'mongod paused': async (world) => {
    const mongod = await world.mongod();
    mongod.pause();
    return async () => mongod.continue();
  },
  'mongod cut': async ({ lines: { mongod } }) => {
    mongod.cut();
    return () => mongod.mend();
  },
  'mongod delayed': async ({ lines: { mongod } }) => {
    mongod.delay(delayMs);
    return () => mongod.mend();
  },
  'broker cut': async ({ lines: { broker } }) => {
    broker.cut();
    return () => broker.mend();
  },
  'broker delayed': async ({ lines: { broker } }) => {
    broker.delay(delayMs);
    return () => broker.mend();
  },
  election: async ({ elect }) => {
    await elect?.();
    return async () => undefined;
  },
};

/** A fault that was really brought about. */
export interface Struck extends PlannedFault {
  /** Milliseconds from the beginning of the window. */
  readonly struckAt: number;
  /** Until what was broken worked again. */
  readonly tookMs: number;
  /** Calls that waited for their answer at that moment. */
  readonly calls: number;
  /** Orders that were on their way. */
  readonly orders: number;
}

export interface StrikingOptions {
  readonly world: World;
  readonly faults: readonly PlannedFault[];
  /** What is under way at this moment. */
  underWay(): { readonly calls: number; readonly orders: number };
  struck(fault: Struck): void;
}

/** How long a fault waits for a call to strike. */
const patienceMs = 5_000;

/** Brings all faults about at their times, each track's one after another. */
export async function strike(options: StrikingOptions): Promise<void> {
  const began = performance.now();
  const tracks = Map.groupBy(options.faults, ({ track }) => track);
  await Promise.all([...tracks.values()].map((faults) => oneTrack(faults, began, options)));
}

async function oneTrack(faults: readonly PlannedFault[], began: number, options: StrikingOptions): Promise<void> {
  const { world, underWay, struck } = options;
  const passed = () => performance.now() - began;
  for (const fault of faults) {
    await pause(Math.max(0, fault.at - passed()));
    const service = world.services.get(fault.service) ?? nobody(fault.service);
    const until = passed() + patienceMs;
    while (underWay().calls === 0 && passed() < until) await pause(5);
    const struckAt = passed();
    const now = underWay();
    const end = await strikes[fault.kind](world, service);
    await pause(fault.lastsMs);
    await end();
    struck({ ...fault, ...now, struckAt, tookMs: passed() - struckAt });
  }
}

function nobody(name: string): ServiceProcess {
  const refuse = () => {
    throw new Error(`there is no service '${name}' to strike`);
  };
  return { kill: refuse, stop: refuse, pause: refuse, continue: refuse, runs: refuse, start: refuse };
}
