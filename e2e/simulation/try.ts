import { runSeed } from './run.ts';

const [from = '1', count = '1', faults = '0', orders = '10'] = process.argv.slice(2);
const debug = process.env['DEBUG'] !== undefined;
const say = (name: string) => (fields: object, text: string) =>
  console.log(
    name,
    text,
    JSON.stringify(fields, (_k, v) => (v instanceof Error ? v.stack : typeof v === 'bigint' ? String(v) : v)).slice(
      0,
      600,
    ),
  );
for (let seed = Number(from); seed < Number(from) + Number(count); seed++) {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const outcome = await runSeed(String(seed), {
    orders: Number(orders),
    faults: faults === '1',
    ...(debug ? { logger: (life) => ({ debug() {}, info() {}, warn: say(life.name), error: say(life.name) }) } : {}),
  });
  const used = process.cpuUsage(cpu);
  const total = [...outcome.faults.values()].reduce((a, b) => a + b, 0);
  console.log(
    `seed ${seed}: ${outcome.commits} commits, ${outcome.steps} steps, ${total} faults, ${outcome.seconds.toFixed(0)} s, ${outcome.trace}, ${(performance.now() - began).toFixed(0)} ms, ${((used.user + used.system) / 1000 / outcome.commits).toFixed(2)} ms cpu/commit`,
  );
  for (const breach of outcome.breaches) console.log('   ', breach.slice(0, 600));
  if (process.env['FAULTS']) console.log(Object.fromEntries(outcome.faults));
}
