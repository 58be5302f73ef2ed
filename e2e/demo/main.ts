import { rmSync } from 'node:fs';
import { ServersMissing } from '@portolan/servers';
import type { Suite, SuiteOptions } from '@portolan/suite';
import { type Verdict, verify } from '../reader/verify.ts';
import { castOf } from '../story/cast.ts';
import { faults } from '../story/faults.ts';
import { type EngineName, engineOf, type Running, startDistributed, startEmbedded } from '../support/engine.ts';
import { freePort } from '../support/ports.ts';
import { breakFact, breaks, isBreak } from './break.ts';
import { type DemoStage, type Story, stories } from './stories.ts';
import { printTimeline } from './timeline.ts';

// `make demo`: its own suite on an empty folder, stories over REST alone, and a reader that recomputes everything.
// ENGINE=distributed: one process per service on MongoDB and Kafka, brought up for it where the environment names none.

const { env } = process;
const began = performance.now();
const data = '.data/demo';
const seed = env['SEED'] ?? 'portolan';
// Many a shell has set it already, to the likes of en_GB:en or zh_CN:zh.
const language = env['LANGUAGE']?.startsWith('zh') ? 'zh' : 'en';
const checked = {
  en: 'An independent reader added up the event feed and compared it with what REST answers.',
  zh: '独立核对程序已按事件流重新汇总，并与 REST 接口的结果逐项比对。',
}[language];

// Seven processes share what one has to itself, and every write waits for a disk and a broker.
const usualOrders = { embedded: '100', distributed: '30' } as const;

const broken = env['BREAK'] ?? '';
const fault = chosen('FAULT', faults);
const story = chosen('STORY', stories);
if (broken !== '' && !isBreak(broken)) unknown('BREAK', broken, breaks);
const engine = engineNamed();
const orders = Number(env['ORDERS'] ?? usualOrders[engine]);
if (!Number.isInteger(orders) || orders < 1 || orders > 10_000) {
  console.error(`ORDERS=${env['ORDERS']} must be a whole number from 1 to 10000`);
  process.exit(2);
}

rmSync(data, { recursive: true, force: true });
const ports = { gatewayPort: await freePort(), sandboxPort: await freePort() };
const running = await start({ data, seed, clock: 'step', ...ports });
const { suite } = running;
let failed = true;
try {
  failed = await (fault === undefined ? tell(suite, story) : goWrong(suite, fault));
} finally {
  await running.stop();
}
process.exit(failed ? 1 : 0);

/** Starts the suite on the engine that was asked for; where servers are needed, says which they are. */
async function start(options: SuiteOptions): Promise<Running> {
  if (engine === 'embedded') return startEmbedded(options);
  console.log('One process per service, on MongoDB and Kafka; they are brought up first.');
  const started = await startDistributed(options).catch((error: unknown) => {
    if (!(error instanceof ServersMissing)) throw error;
    console.error(error.message);
    process.exit(1);
  });
  console.log(`All are up after ${seconds()} s; their logs are in ${started.processes?.logFile}`);
  if (story === undefined && fault === undefined)
    console.log(`The volume story plays ${orders} orders: ORDERS=… sets it.`);
  return started;
}

function engineNamed(): EngineName {
  try {
    return engineOf(env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

function stageOf(told: Suite): DemoStage {
  const { settle, step } = told;
  const say = (en: string, zh = en) => console.log(`  ${{ en, zh }[language]}`);
  return {
    cast: castOf(told, engine === 'embedded' ? 10_000 : 30_000, language),
    time: { settle, step },
    say,
    seed,
    orders,
    whole: story !== undefined,
  };
}

/** Plays all stories, or the one that was asked for: that one with everything that happened. */
async function tell(told: Suite, only: string | undefined): Promise<boolean> {
  const stage = stageOf(told);
  const wanted = Object.entries(stories).filter(([name]) => only === undefined || name === only);
  for (const [name, story] of wanted) await tellOne(name, story, stage);
  if (isBreak(broken)) console.log(`\nBREAK=${broken}: ${await breakFact(broken, running.documentsOf)}`);
  const { events, breaches } = await verifyAll(stage);
  console.log(`\n${checked}`);
  for (const breach of breaches) console.log(`  BREACH  ${breach}`);
  const figures = `${events} events, ${breaches.length} breaches, ${seconds()} s`;
  console.log(`demo: ${wanted.length} ${wanted.length === 1 ? 'story' : 'stories'}, ${figures}`);
  return breaches.length > 0;
}

async function tellOne(name: string, story: Story, stage: DemoStage): Promise<void> {
  const { whole } = stage;
  console.log(`\n── ${story[language]}`);
  for (const { orderId, reader } of await story.play(stage)) {
    await printTimeline(stage.cast[reader], orderId, language, whole);
  }
  if (!whole && name !== 'volume')
    console.log(`  ${{ en: 'all of it', zh: '完整经过' }[language]}: make demo STORY=${name}`);
}

/** Plays one fault; it is made good when nothing is open any more and every book agrees. */
async function goWrong(told: Suite, name: string): Promise<boolean> {
  const stage = stageOf(told);
  const wrong = faults[name];
  if (wrong === undefined) return true;
  console.log(`── ${wrong[language]}\n`);
  for (const orderId of await wrong.play(stage)) await printTimeline(stage.cast.merchant, orderId, language, false);
  const { events, breaches, open } = await verifyAll(stage);
  console.log(`\n${checked}`);
  for (const breach of breaches) console.log(`  BREACH  ${breach}`);
  for (const left of open) console.log(`  OPEN    ${left}`);
  const good = breaches.length === 0 && open.length === 0;
  console.log(`fault ${name}: ${events} events, ${seconds()} s, ${good ? 'made good' : 'NOT made good'}`);
  return !good;
}

/** What each merchant can see, added up. */
async function verifyAll({ cast, time }: DemoStage): Promise<Verdict> {
  await time.settle();
  const verdicts = [await verify(cast.merchant), await verify(cast.importer)];
  return {
    events: verdicts.reduce((sum, { events }) => sum + events, 0),
    breaches: verdicts.flatMap(({ breaches }) => breaches),
    open: verdicts.flatMap(({ open }) => open),
  };
}

function seconds(): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}

/** The choice that a setting names; ends with a list of all where it names none. */
function chosen(setting: string, table: Readonly<Record<string, unknown>>): string | undefined {
  const name = env[setting] ?? '';
  if (name !== '' && !Object.hasOwn(table, name)) unknown(setting, name, table);
  return name === '' ? undefined : name;
}

function unknown(setting: string, name: string, table: Readonly<Record<string, unknown>>): never {
  console.error(`${setting}=${name} is not known. There are: ${Object.keys(table).join(', ')}`);
  process.exit(2);
}
