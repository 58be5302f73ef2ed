import { writeSync } from 'node:fs';
import { type CrashAdapter, scenarios } from './scenarios.ts';

// node crash-child.ts <adapter> <scenario> <folder> <kill at>: plays a scenario and kills itself at the n-th point.
const [adapterUrl = '', scenario = '', folder = '', killAt = ''] = process.argv.slice(2);

const say = (line: string) => writeSync(1, `${line}\n`);
let points = 0;

function point(name: string): void {
  points += 1;
  if (points !== Number(killAt)) return;
  say(`dies ${name}`);
  process.kill(process.pid, 'SIGKILL');
  // The signal may need a moment; nothing may be written in it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

// After one step is before the next: nothing is written in between.
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const answer = await work();
  say(`answered ${name}`);
  point(`after ${name}`);
  return answer;
}

const adapter = (await import(adapterUrl)) as CrashAdapter;
const play = scenarios[scenario as keyof typeof scenarios];
await play(adapter, folder, { step, beforeWrite: (write) => point(`in the adapter, before ${write}`) });
