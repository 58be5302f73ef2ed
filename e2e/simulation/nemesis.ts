import type { Mishap, Weather, World } from '@portolan/testkit/simulation';
import type { Machine } from './machine.ts';
import type { SimulatedSuite } from './suite.ts';

/** How often something happens to a machine, in milliseconds of machine time. */
export interface Temper {
  readonly everyMs: number;
  /** What is not done. */
  readonly without: ReadonlySet<Mishap>;
}

type Harm = readonly [Mishap, (machine: Machine) => void];

/** Does harm to machines and to the lines between them, until the weather clears. */
export function unleash(suite: SimulatedSuite, { everyMs, without }: Temper): void {
  const { world, weather, lines } = suite.ground;
  const { chance } = world;
  const [first, ...others] = suite.machines;
  if (first === undefined) throw new Error('there is nothing to harm');

  const harms: readonly [Harm, ...Harm[]] = [
    ['crash', crash],
    ['crash', crash],
    ['crash', crash],
    ['pause', stumble],
    ['pause', zombie],
    ['pause', zombie],
    ['leave', leave],
    ['skew', skew],
    ['partition', partition],
    ['partition', partition],
  ];
  const any = (): Machine => chance.oneOf([first, ...others]);

  function strike(): void {
    if (weather.isClear()) return;
    // What hits a machine that waits for nothing is no test of anything, and starting it again costs as much.
    const [busy, ...more] = suite.machines.filter((machine) => (machine.current()?.life.underWay() ?? 0) > 0);
    if (busy === undefined) {
      world.after(chance.between(2, 30), strike);
      return;
    }
    const [mishap, harm] = chance.oneOf(harms);
    if (!without.has(mishap)) harm(chance.oneOf([busy, ...more]));
    world.after(chance.between(0.2, 1.8) * everyMs, strike);
  }

  function crash(machine: Machine): void {
    const run = machine.current();
    if (run === undefined || run.life.ended()) return;
    noteHit(weather, 'crash', run.life.underWay());
    run.life.end();
    world.after(chance.between(1, 1_500), () => replace(machine, run));
  }

  /** It stands still for a moment, and nobody takes its place. */
  function stumble(machine: Machine): void {
    const run = machine.current();
    if (run === undefined || !run.life.runs()) return;
    noteHit(weather, 'pause', run.life.underWay());
    run.life.pause();
    world.after(chance.between(5, 2_500), () => run.life.goOn());
  }

  /** It stands still, another one takes its place, and it wakes up beside it. */
  function zombie(machine: Machine): void {
    const run = machine.current();
    if (run === undefined || !run.life.runs()) return;
    noteHit(weather, 'pause', run.life.underWay());
    run.life.pause();
    world.after(chance.between(10, 1_000), () => replace(machine, run));
    world.after(chance.between(50, 9_000), () => {
      run.life.goOn();
      world.after(chance.between(10, 3_000), () => run.life.end());
    });
  }

  function leave(machine: Machine): void {
    const run = machine.current();
    if (run?.running === undefined || !run.life.runs()) return;
    noteHit(weather, 'leave', run.life.underWay());
    succeed(world, machine);
  }

  function skew(machine: Machine): void {
    const life = machine.current()?.life;
    if (life === undefined || !life.runs()) return;
    noteHit(weather, 'skew', life.underWay());
    life.skew(chance.between(-4_000, 8_000));
  }

  function partition(one: Machine): void {
    const heal = lines.part(one.service, any().service);
    world.after(chance.between(50, 4_000), heal);
  }

  world.after(chance.between(0.2, 1.8) * everyMs, strike);
}

/** Whoever starts processes starts one where none runs. */
function replace(machine: Machine, run: ReturnType<Machine['current']>): void {
  if (machine.current() === run) machine.start();
}

/** Whoever runs is asked to leave; the next one is started before it is gone, or after. */
export function succeed({ chance, after }: Pick<World, 'chance' | 'after'>, machine: Machine): void {
  const run = machine.current();
  // Whoever died is replaced in any case.
  if (run?.running === undefined || !run.life.runs()) return;
  const gone = () => {
    run.life.end();
    replace(machine, run);
  };
  if (chance.likely(0.5)) machine.start();
  void run.running.stop().then(gone, gone);
  after(12_000, gone);
}

/** Only what strikes an operation on its way counts. */
function noteHit(weather: Weather, mishap: 'crash' | 'pause' | 'leave' | 'skew', underWay: number): void {
  if (underWay > 0) weather.note(mishap);
}

/** Every seed has weather of its own: some of what can go wrong, each more or less often. */
export function ratesOf({ chance }: World): Readonly<Record<string, number>> {
  const often = (usual: number) => (chance.likely(0.25) ? 0 : 0.4 * usual * chance.between(0.3, 2));
  return {
    'store away': often(0.004),
    'store lost': often(0.004),
    'store unanswered': often(0.004),
    'store hangs': often(0.0015),
    'store again': often(0.02),
    'store slow': often(0.01),
    'log away': often(0.01),
    'log lost': often(0.01),
    'log unanswered': often(0.015),
    'log forgets': often(0.002),
    'log late': often(0.01),
    'log doubled': often(0.01),
    'log slow': often(0.01),
    'call lost': often(0.008),
    'call unanswered': often(0.01),
    'call doubled': often(0.02),
    'call slow': often(0.005),
    'outside silent': often(0.02),
    'outside unanswered': often(0.03),
    'outside doubled': often(0.05),
    'outside slow': often(0.02),
    'outside contradicts': often(0.3),
    'handler fails': often(0.008),
  };
}
