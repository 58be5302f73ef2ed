import { catalogues } from '@portolan/contracts';
import type { EngineLimits, Logger, Reading } from '@portolan/engine';
import { type Environment, type RunningService, startService } from '@portolan/service';
import {
  type BusinessTime,
  beginLife,
  createDocumentDisk,
  createEventDisk,
  createLifeActivity,
  type DocumentDisk,
  type Doors,
  type EventDisk,
  type Kept,
  type Life,
  type LifeActivity,
  type Lines,
  type LogKept,
  simulatedDocumentStore,
  simulatedEventStore,
  simulatedLog,
  simulatedOutside,
  simulatedWire,
  type Weather,
  type World,
} from '@portolan/testkit/simulation';
import { type Edge, through } from './edge.ts';
import { masterKey, type Part } from './settings.ts';

/** What all machines of a world share. */
export interface Ground {
  readonly world: World;
  readonly weather: Weather;
  readonly time: BusinessTime;
  readonly log: LogKept;
  readonly lines: Lines;
  readonly doors: Doors;
  readonly logger: (life: Life) => Logger;
  /** What stands between lives and their ports. */
  readonly edges: readonly Edge[];
  /** Told of every commit of every service. */
  written(service: string, kept: Kept): void;
}

/** One life of a service. */
export interface Run {
  readonly life: Life;
  readonly activity: LifeActivity;
  /** Undefined while it starts. */
  running: RunningService | undefined;
}

/** Where a service runs, life after life, over the same disks. */
export interface Machine {
  readonly service: string;
  readonly events: EventDisk | undefined;
  readonly documents: DocumentDisk;
  /** The life that is not replaced yet. */
  current(): Run | undefined;
  /** Begins another life, whatever became of the one before; again and again until it comes up. */
  start(): void;
  /** How far each of its consumers has read each shard. */
  readings(): readonly Reading[];
  /** Runs, and nothing is under way. */
  idle(): boolean;
}

// Polls cost time and find nothing that a message would not tell: where one is lost, they are soon enough.
const limits: Partial<EngineLimits> = {
  ...{ relayPoll: 2_000, requestPoll: 5_000, timerPoll: 5_000, tailLook: 10_000, requestBackOffCap: 2_000 },
};

export function createMachine({ service, compose }: Part, ground: Ground): Machine {
  const { world, weather, lines, doors, log, time, edges } = ground;
  const written = (kept: Kept) => ground.written(service, kept);
  const events = service in catalogues ? createEventDisk(log.partitions, { written }) : undefined;
  const documents = createDocumentDisk();
  let lives = 0;
  let current: Run | undefined;

  function environmentOf(life: Life, activity: LifeActivity): Environment {
    const contracts = edges.map((edge) => edge.catalogues?.(life)).find((each) => each !== undefined);
    return {
      ...(contracts === undefined ? {} : { catalogues: contracts }),
      clock: time.seenBy(life),
      ...{ machine: life.machine, activity, masterKey, limits },
      logger: ground.logger(life),
      seed: 'simulation',
      stores: {
        events: events === undefined ? undefined : eventsOf(events, life),
        documents: through(edges, simulatedDocumentStore(documents, life), (edge, store) =>
          edge.documents?.(store, documents, life),
        ),
      },
      eventLog: through(edges, simulatedLog(log, life), (edge, inner) => edge.log?.(inner, life)),
      wire: simulatedWire(lines, life),
      outside: through(edges, simulatedOutside(doors, life), (edge, outside) => edge.outside?.(outside, life)),
      timetable: () => async () => {},
      resolve: (name) => name,
      instance: life.name,
      listen: { host: service, port: 0 },
    };
  }

  const eventsOf = (disk: EventDisk, life: Life) =>
    through(edges, simulatedEventStore(disk, life), (edge, store) => edge.events?.(store, disk, life));

  function start(): void {
    const life = beginLife(service, lives++, world, weather);
    const activity = createLifeActivity();
    const run: Run = { life, activity, running: undefined };
    current = run;
    const composed = through(edges, compose, (edge, inner) => edge.compose?.(inner, life));
    startService(service, undefined, composed, environmentOf(life, activity)).then(
      (running) => {
        run.running = running;
      },
      () => {
        if (life.ended()) return;
        life.end();
        if (current === run) world.after(world.chance.between(100, 1_000), start);
      },
    );
  }

  return {
    service,
    events,
    documents,
    current: () => current,
    start,
    readings: () => current?.running?.engine.reach().consumers.flatMap(({ readings }) => readings) ?? [],
    idle: () => current?.running !== undefined && current.life.runs() && current.activity.idle(),
  };
}
