import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createTrace } from '@portolan/testkit/simulation';
import { explained } from './explain.ts';
import { type Outcome, type RunOptions, runSeed } from './run.ts';
import { neverReached, noneReached, sayReached, seedsThatReachAll, together } from './sometimes.ts';
import { createTimeline } from './timeline.ts';
import { optionsOf, variantOf } from './variant.ts';

// SEEDS=20 FROM=1: that many seeds, from that one on, by as many processes as the machine has processors. With ORDER=R-3
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

/** Deals the seeds out; answers what each came to, in their order. */
async function deal(seeds: readonly number[], told: (each: Told) => void): Promise<ReadonlyMap<string, Told>> {
  const results = new Map<string, Told>();
  const left = seeds.values();
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const env = { ...process.env, SIMULATION_WORKER: '1' };
      const child = fork(fileURLToPath(import.meta.url), { env, execArgv: [...process.execArgv, youngSpace] });
      const next = () => {
        const { value: seed, done } = left.next();
        if (done === true) child.kill();
        else child.send(seed);
      };
      child.on('message', (each: Told) => {
        results.set(each.seed, each);
        told(each);
        next();
      });
      child.once('error', reject);
      child.once('exit', () => resolve());
      next();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), seeds.length) }, one));
  if (results.size !== seeds.length) throw new Error('a process died over its seed');
  return results;
}

async function simulate(): Promise<void> {
  const [count, from] = [asked('SEEDS', 20), asked('FROM', 1)];
  const began = performance.now();
  const seeds = Array.from({ length: count }, (_, at) => from + at);
  let [faults, commits, breaches, done, cpu] = [0, 0, 0, 0, 0];
  let reached = noneReached;
  const every = Math.max(1, Math.min(100, Math.floor(count / 10)));
  const results = await deal(seeds, (each) => {
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
  });
  const [broken] = seeds.flatMap((seed) => results.get(String(seed)) ?? []).filter((each) => each.breaches.length > 0);
  if (broken !== undefined)
    for (const line of await explained(broken, variantOf(broken.seed, process.env))) console.log(line);
  for (const line of sayReached(reached)) console.log(line);
  const missed = count >= seedsThatReachAll ? neverReached(reached) : [];
  const trace = createTrace();
  for (const seed of seeds) trace.text(results.get(String(seed))?.trace ?? '');
  console.log(`simulate: ${count} seeds, ${faults} faults, ${breaches} breaches, trace ${trace.sum()}`);
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
  const told = await play(asked('FROM', 1), { watch: timeline.take, narrate });
  if (orderNo !== undefined) for (const line of timeline.of(orderNo)) console.log(line);
  if (told.breaches.length > 0) tellBreaches(told);
  process.exitCode = told.breaches.length === 0 ? 0 : 1;
}

const order = process.env['ORDER'];
if (process.env['SIMULATION_WORKER'] === '1') await work();
else await (order === undefined && process.env['STEPS'] !== '1' ? simulate() : tell(order));
