import { fileURLToPath } from 'node:url';
import { createTrace } from '@portolan/testkit/simulation';
import { explained } from './explain.ts';
import { type Outcome, type RunOptions, runSeed } from './run.ts';
import { neverReached, noneReached, sayReached, seedsThatReachAll, together } from './sometimes.ts';
import { createTimeline } from './timeline.ts';
import { optionsOf, variantOf } from './variant.ts';
import { dealOut } from './workers.ts';

// SEEDS=20 FROM=1: that many seeds, from that one on, by as many processes as the machine has processors; MINUTES=3: as
// many as are begun by then. With ORDER=R-3
// the first of them alone is played, and what happened to that order is told; with STEPS=1 every step is. ONLY=1,4
// WITHOUT='log late' FAULTS=20 BUG=4 leave out orders and mishaps, and put a planted bug in: see variant.ts.

/** What a process tells of a seed. */
type Told = Pick<Outcome, 'seed' | 'commits' | 'trace' | 'breaches' | 'concerned' | 'reached'> & {
  readonly faults: number;
  /** Milliseconds of one processor. */
  readonly cpu: number;
};

// What a seed holds is short-lived: in a large young space most of it is gone before anybody has to look at it.
const youngSpace = '--max-semi-space-size=32';

const asked = (name: string, usual: number): number => Number(process.env[name] ?? usual);

/** `minutes` above 0: as many seeds as are begun by then, else `seeds` of them. */
const plan = { from: asked('FROM', 1), seeds: asked('SEEDS', 20), minutes: asked('MINUTES', 0) };

async function play(seed: number, watching: Pick<RunOptions, 'watch' | 'narrate'> = {}): Promise<Told> {
  const before = process.cpuUsage();
  const options = optionsOf(variantOf(String(seed), process.env));
  const { commits, trace, breaches, concerned, reached, faults } = await runSeed(String(seed), {
    ...options,
    ...watching,
  });
  const { user, system } = process.cpuUsage(before);
  const total = [...faults.values()].reduce((sum, count) => sum + count, 0);
  return {
    seed: String(seed),
    commits,
    trace,
    breaches,
    concerned,
    reached,
    faults: total,
    cpu: (user + system) / 1_000,
  };
}

/** A process of its own: takes seeds as long as there are some. */
async function work(): Promise<void> {
  // Thousands of calls fail on purpose, and nobody reads where: a seed played again by itself says it.
  Error.stackTraceLimit = 0;
  process.on('message', async (seed: number) => {
    try {
      process.send?.(await play(seed));
    } catch (error) {
      const breaches = [`the simulation itself failed: ${error instanceof Error ? error.stack : String(error)}`];
      process.send?.({
        seed: String(seed),
        commits: 0,
        faults: 0,
        cpu: 0,
        trace: '',
        breaches,
        concerned: [],
        reached: noneReached,
      });
    }
  });
}

function* asManyAsWanted(): Generator<number> {
  const { from, seeds, minutes } = plan;
  const until = performance.now() + minutes * 60_000;
  for (let at = 0; minutes === 0 ? at < seeds : performance.now() < until; at++) yield from + at;
}

async function simulate(): Promise<void> {
  const began = performance.now();
  let [faults, commits, breaches, done, cpu] = [0, 0, 0, 0, 0];
  let reached = noneReached;
  const every = plan.minutes === 0 ? Math.max(1, Math.min(100, Math.floor(plan.seeds / 10))) : 20;
  const results = new Map<string, Told>();
  const told = (each: Told) => {
    results.set(each.seed, each);
    faults += each.faults;
    commits += each.commits;
    cpu += each.cpu;
    breaches += each.breaches.length;
    done += 1;
    reached = together(reached, each.reached);
    if (each.breaches.length > 0) tellBreaches(each);
    if (done % every === 0) {
      const seconds = ((performance.now() - began) / 1_000).toFixed(0);
      const each = `${(cpu / Math.max(1, commits)).toFixed(2)} ms of a processor each`;
      console.log(`${done} seeds in ${seconds} s: ${commits} commits, ${each}, ${faults} faults, ${breaches} breaches`);
    }
  };
  await dealOut<number, Told>({
    ...{ file: fileURLToPath(import.meta.url), mark: 'SIMULATION_WORKER', execArgv: [youngSpace] },
    ...{ tasks: asManyAsWanted(), told },
  });
  const inOrder = [...results.values()].sort((one, other) => Number(one.seed) - Number(other.seed));
  const broken = inOrder.find((each) => each.breaches.length > 0);
  if (broken !== undefined)
    for (const line of await explained(broken, variantOf(broken.seed, process.env))) console.log(line);
  for (const line of sayReached(reached)) console.log(line);
  const missed = done >= seedsThatReachAll ? neverReached(reached) : [];
  const trace = createTrace();
  for (const each of inOrder) trace.text(each.trace);
  console.log(`simulate: ${done} seeds, ${faults} faults, ${breaches} breaches, trace ${trace.sum()}`);
  process.exitCode = breaches + missed.length === 0 ? 0 : 1;
}

function tellBreaches({ seed, breaches }: Told): void {
  console.log(`seed ${seed}:`);
  for (const breach of breaches) console.log(`  ${breach}`);
}

/** One seed in this process, and the story of one of its orders, or of all that happens in it. */
async function tell(orderNo: string | undefined): Promise<void> {
  const timeline = createTimeline();
  const stepwise = process.env['STEPS'] === '1';
  const narrate = stepwise ? (line: string) => console.log(line) : undefined;
  const told = await play(plan.from, { watch: timeline.take, narrate });
  if (orderNo !== undefined) for (const line of timeline.of(orderNo)) console.log(line);
  if (told.breaches.length > 0) tellBreaches(told);
  process.exitCode = told.breaches.length === 0 ? 0 : 1;
}

const order = process.env['ORDER'];
if (process.env['SIMULATION_WORKER'] === '1') await work();
else await (order === undefined && process.env['STEPS'] !== '1' ? simulate() : tell(order));
