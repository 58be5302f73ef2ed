import type { Logger } from '@portolan/engine';
import type { LogRecord } from '@portolan/log';
import {
  type BusinessTime,
  createBusinessTime,
  createLines,
  createLogKept,
  type Kept,
  type Life,
  type Weather,
  type World,
} from '@portolan/testkit/simulation';
import type { Edge } from './edge.ts';
import { createMachine, type Ground, type Machine } from './machine.ts';
import { parts } from './settings.ts';

/** The whole suite in a world. */
export interface SimulatedSuite {
  readonly ground: Ground;
  readonly time: BusinessTime;
  readonly machines: readonly Machine[];
  machine(service: string): Machine;
  /** Nothing is under way anywhere. */
  quiet(): boolean;
  /** When anything next acts by itself, in business time (milliseconds since 1970); undefined where nothing waits. */
  nextDue(): number | undefined;
}

export interface SuiteParts {
  readonly world: World;
  readonly weather: Weather;
  readonly shards: number;
  readonly logger?: (life: Life) => Logger;
  readonly edges?: readonly Edge[];
  /** Told of what comes onto the log, and of what the log says that it took. */
  appended?(topic: string, partition: number, records: readonly LogRecord[]): void;
  written(service: string, kept: Kept): void;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export function createSuite({
  world,
  weather,
  shards,
  logger = () => silent,
  edges = [],
  appended,
  written,
}: SuiteParts): SimulatedSuite {
  const time = createBusinessTime(world.now());
  const log = createLogKept(shards, appended);
  const ground: Ground = { world, weather, time, log, logger, edges, written, lines: createLines(), doors: new Map() };
  const machines = parts.map((part) => createMachine(part, ground));
  const heads = (service: string, shard: number) => byName.get(service)?.events?.heads[shard]?.position ?? 0;
  /** What somebody wrote with his last breath is found by whoever relays when it looks next. */
  const allSent = ({ events }: Machine): boolean => events === undefined || events.pending.size === 0;
  /** What the log has lost is not read yet. */
  const allRead = (machine: Machine): boolean =>
    machine.readings().every(({ service, shard, position }) => position === heads(service, shard));
  const byName = new Map(machines.map((machine) => [machine.service, machine]));
  for (const machine of machines) machine.start();
  return {
    ground,
    time,
    machines,
    machine(service) {
      const found = byName.get(service);
      if (found === undefined) throw new Error(`there is no ${service}`);
      return found;
    },
    quiet: () =>
      world.underWay === 0 &&
      machines.every((machine) => machine.idle()) &&
      machines.every(allSent) &&
      machines.every(allRead),
    nextDue() {
      let first: string | undefined;
      for (const { events, documents } of machines) {
        const query = events === undefined ? pushes : timers;
        const due = documents.due(query);
        if (typeof due === 'string' && (first === undefined || due < first)) first = due;
      }
      return first === undefined ? undefined : Date.parse(first);
    },
  };
}

const timers = { collection: 'engine_timers', index: 'byDue', equals: ['open'], limit: 1 } as const;
const pushes = { collection: 'pushes', index: 'byDue', equals: ['waiting'], limit: 1 } as const;
