import type { Catalogue } from '@portolan/contracts';
import type { Logger } from '@portolan/engine';
import { type Breach, createInvariants, type Observed, observedCommit, sayBreach } from '@portolan/invariants';
import {
  beginLife,
  type Chance,
  createWeather,
  createWorld,
  type Kept,
  type Life,
  type Mishap,
  type Rates,
  type World,
} from '@portolan/testkit/simulation';
import { menderOf } from '../random/mending.ts';
import { everybody } from '../random/people.ts';
import { type Plan, plans } from '../random/plan.ts';
import { canaries, canaryIn, hearing } from './canaries.ts';
import { castOf } from './cast.ts';
import { contradictions } from './contradictions.ts';
import { derivedFlaws, sentRecords } from './derived.ts';
import type { Edge } from './edge.ts';
import { createJobs } from './jobs.ts';
import { milestones } from './milestones.ts';
import { createNarrator } from './narrator.ts';
import { ratesOf, succeed, unleash } from './nemesis.ts';
import { operatorsOf } from './operators.ts';
import { createPeople } from './people.ts';
import { poison } from './poison.ts';
import { rounds } from './rounds.ts';
import { createCounted, type Reached } from './sometimes.ts';
import { stockUp } from './stock.ts';
import { createSuite } from './suite.ts';
import { createUpgrade, laterCatalogues } from './upgrade.ts';
import { createWitness } from './witness.ts';

export interface RunOptions {
  readonly orders: number;
  /** False: nothing goes wrong but what the orders themselves ask for. */
  readonly faults: boolean;
  readonly logger?: (life: Life) => Logger;
  /** Numbers of the orders of the seed that are placed; all where nothing is said. */
  readonly only?: ReadonlySet<number> | undefined;
  /** What does not go wrong. */
  readonly without?: ReadonlySet<Mishap> | undefined;
  /** So much goes wrong before the weather clears. */
  readonly faultsWanted?: number | undefined;
  /** What stands between lives and their ports beside the witness: something broken. */
  readonly edges?: ((world: World) => readonly Edge[]) | undefined;
  /** Invariants of a planted bug: the run ends as soon as one of them is broken, whatever else is. */
  readonly named?: readonly string[] | undefined;
  /** Told of every step, as it happens. */
  readonly narrate?: ((line: string) => void) | undefined;
  /** Told of every event, for a timeline. */
  readonly watch?: (service: string, event: Observed) => void;
}

/** What a seed came to. */
export interface Outcome {
  readonly seed: string;
  readonly commits: number;
  readonly steps: number;
  readonly faults: ReadonlyMap<Mishap, number>;
  /** Of every write, message, call and time. */
  readonly trace: string;
  /** In words. */
  readonly breaches: readonly string[];
  /** Ids of the orders that breaches are about. */
  readonly concerned: readonly string[];
  readonly reached: Reached;
  /** Machine time that passed, in seconds. */
  readonly seconds: number;
}

/** Orders of a seed. */
export const usualOrders = 11;
const stepsAtMost = 1_000_000;
/** So much must have gone wrong before the weather clears. */
const usualFaults = 220;
/** Once nothing goes wrong any more, everything must come to rest within so much machine time. */
const restWithinMs = 900_000;
/** A deadline that is past must be kept within so much machine time once nobody has anything else to do. */
const keptWithinMs = 60_000;

export async function runSeed(seed: string, options: RunOptions): Promise<Outcome> {
  const world = createWorld(seed);
  const { chance } = world;
  const rates = options.faults ? ratesOf(world) : {};
  const narrator = options.narrate === undefined ? undefined : createNarrator(world, options.narrate);
  const sky = createWeather(world, options.without === undefined ? rates : leavingOut(rates, options.without));
  const weather = narrator?.weather(sky) ?? sky;
  const faultsWanted = options.faultsWanted ?? usualFaults;
  const invariants = createInvariants({ canaries });
  const breaches: string[] = [];
  const concerned = new Set<string>();
  const tell = (found: readonly Breach[]) => {
    for (const breach of found) {
      breaches.push(`${breach.invariant}: ${sayBreach('en', breach)} (${breach.events.join(' ')})`);
      if (breach.orderId !== '') concerned.add(breach.orderId);
    }
  };
  const counted = createCounted();
  const { reached } = counted;
  const passed = milestones(reached);
  const witness = createWitness({
    invariants,
    reached,
    breached: tell,
    now: () => new Date(suite.time.now()).toISOString(),
  });
  const outsideTrouble = () => [
    poison(world, weather),
    contradictions(
      weather,
      () => suite.time.now(),
      () => reached('contradicted'),
    ),
  ];
  const written: Kept[] = [];
  const upgrade = createUpgrade(world, weather, (machine) => succeed(world, machine));
  const suite = createSuite({
    ...{ world, weather, shards: 1 + chance.below(3) },
    edges: [
      ...(options.faults ? [...outsideTrouble(), upgrade.edge] : []),
      ...(narrator === undefined ? [] : [narrator.edge]),
      witness,
      ...(options.edges?.(world) ?? []),
    ],
    logger: (life) => options.logger?.(life) ?? hearing((message, fields) => heard(life, message, fields)),
    appended: (topic, partition, records) => tell(sentRecords(invariants, topic, partition, records)),
    written(service, kept) {
      const { commit } = kept;
      written.push(kept);
      for (const event of observedCommit(laterCatalogues[service] as Catalogue, commit)) {
        tell(invariants.take(event));
        options.watch?.(service, event);
        passed(event);
        people.happened(event);
      }
    },
  });
  const heard = (life: Life, message: string, fields: object) => {
    witness.heard(message, fields);
    narrator?.logged(life, message, fields);
    const field = canaryIn(fields);
    if (field === undefined) return;
    const data = { service: life.service, message, field };
    const about = { key: life.service, tenant: '', orderId: '', stream: '', time: '', events: [] };
    tell([{ invariant: 'lines', code: 'IN_CLEAR', data, ...about }]);
  };
  const life = beginLife('people', 0, world, weather);
  const cast = castOf(suite.ground.doors, life);
  const jobs = createJobs(life, () => {});
  const people = createPeople(cast, chance, jobs, plansOf(chance, options));
  const operators = operatorsOf(suite, reached);
  // What one leaves lying another takes up; whoever has gone round in vain looks at everything.
  const likely = (share: number) => still > 2 || chance.likely(share);
  const crew = { cast, chance: { ...chance, likely }, refused() {} };
  const lookAround = rounds(crew, people.orders, everybody(crew), menderOf(crew));
  jobs.soon('stock', () =>
    stockUp(
      cast,
      people.orders.map(({ plan }) => plan),
    ),
  );
  const without = options.without ?? new Set();
  const upgrades = options.faults && !without.has('upgrade');
  if (options.faults) unleash(suite, { everyMs: 600, without });
  if (upgrades) upgrade.begin(suite.machines);

  const isNamed = () => breaches.some((breach) => options.named?.includes(breach.slice(0, breach.indexOf(':'))));
  let still = 0;
  let overdueSince: number | undefined;
  let clearedAt: number | undefined;
  let looking = false;
  const clear = () => {
    if (clearedAt !== undefined) return;
    weather.clear();
    if (upgrades) upgrade.end(suite.machines);
    clearedAt = world.now();
  };
  /** While things go wrong nobody waits for anybody: time passes as it does. */
  const pass = (): void => {
    if (weather.isClear()) return;
    if (chance.likely(0.05)) operators.look();
    const all = !(chance.likely(0.5) && people.placeNext()) && people.orders.every(({ id }) => id !== '');
    const due = suite.nextDue();
    // A deadline that is far off is not passed while everybody is at work.
    if (due !== undefined && (due - suite.time.now() < 6 * 3_600_000 || chance.likely(0.02) || suite.quiet()))
      suite.time.moveTo(due);
    const over = people.orders.every(({ completed }) => completed);
    if (all && (over || weather.total() >= faultsWanted)) clear();
    else world.after(chance.between(5, 60), pass);
  };
  if (options.faults) world.after(500, pass);
  const movedOn = (): 'go' | 'wait' | 'end' => {
    if (operators.look()) return 'go';
    if ((chance.likely(0.3) || suite.nextDue() === undefined) && people.placeNext()) return 'wait';
    const due = suite.nextDue();
    if (due !== undefined && due <= suite.time.now()) {
      // Somebody has it in hand, or another process finds it when it looks next.
      overdueSince ??= world.now();
      if (world.now() - overdueSince < keptWithinMs) return 'go';
      breaches.push(`liveness: nobody keeps the deadline of ${new Date(due).toISOString()}`);
      // Whatever was due by now is past.
      suite.time.moveTo(suite.time.now() + 1);
      return 'end';
    }
    overdueSince = undefined;
    if (due !== undefined) {
      suite.time.moveTo(due);
      return 'wait';
    }
    if (still > 6) {
      if (clearedAt !== undefined) return 'end';
      clear();
      still = 0;
    }
    looking = true;
    lookAround().then(
      (worked) => {
        still = worked ? 0 : still + 1;
        looking = false;
      },
      () => {
        looking = false;
      },
    );
    return 'wait';
  };
  let rests = true;
  await world.run(() => {
    if (world.steps() > stepsAtMost || (clearedAt !== undefined && world.now() - clearedAt > restWithinMs)) {
      rests = false;
      breaches.push(`liveness: it did not come to rest: ${standing(suite, looking || jobs.any())}`);
      return 'end';
    }
    if (breaches.length > (options.named === undefined ? 5 : 40) || (options.named !== undefined && isNamed())) {
      rests = false;
      return 'end';
    }
    if (options.faults && !weather.isClear()) return 'go';
    return !looking && !jobs.any() && suite.quiet() ? movedOn() : 'go';
  });
  // What is delivered twice is dropped, or what was derived is wrong.
  if ((weather.counts().get('log doubled') ?? 0) > 0) reached('repeat dropped');
  tell(invariants.atEnd(new Date(suite.time.now()).toISOString()));
  if (rests) tell(await derivedFlaws(suite, written, witness.projections));
  for (const { plan, id, hold, completed, releasedAt } of people.orders)
    if (!completed && id !== '' && !isForCustoms(hold, releasedAt, suite.time.now())) {
      concerned.add(id);
      breaches.push(`liveness: ${plan.orderNo} ${id} did not come to its end: ${hold || 'nothing'} holds it`);
    }
  return {
    ...{
      seed,
      commits: written.length,
      steps: world.steps(),
      faults: weather.counts(),
      trace: world.trace.sum(),
      breaches,
    },
    concerned: [...concerned],
    reached: { sometimes: Object.fromEntries(counted.counts), faults: Object.fromEntries(weather.counts()) },
    seconds: (world.now() - Date.parse('2026-03-02T01:00:00.000Z')) / 1_000,
  };
}

/** So long after a release customs takes goods back. */
const returnDays = 30;

/** It was called off too late for anything here: it waits for operations, who have to ask customs. */
const isForCustoms = (hold: string, releasedAt: string, now: number): boolean =>
  hold === 'LIST_STANDS' && now - Date.parse(releasedAt) > returnDays * 86_400_000;

function plansOf(chance: Chance, { orders, only }: RunOptions): readonly Plan[] {
  return plans(chance, orders).filter((_, at) => only === undefined || only.has(at));
}

const leavingOut = (rates: Rates, without: ReadonlySet<Mishap>): Rates =>
  Object.fromEntries(Object.entries(rates).filter(([mishap]) => !without.has(mishap as Mishap)));

function standing(suite: ReturnType<typeof createSuite>, people: boolean): string {
  const busy = suite.machines.filter((machine) => !machine.idle()).map(({ service }) => service);
  return `${busy.join(', ') || 'nobody'} at work${people ? ', people too' : ''}, ${suite.ground.world.underWay} under way`;
}
