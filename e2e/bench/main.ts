import { mkdirSync, writeFileSync } from 'node:fs';
import { measureAppend } from '@portolan/engine/bench';

/** One measured ratio: what it is, what it came to, what it must and what it should be. */
interface Row {
  readonly measure: string;
  readonly ratio: number;
  readonly better: 'higher' | 'lower';
  readonly must: number;
  readonly goal: number;
  readonly detail: string;
}

const rows: readonly Row[] = [await measureAppend()];
mkdirSync('.data', { recursive: true });
writeFileSync('.data/bench.json', `${JSON.stringify(rows, null, 2)}\n`);
console.log('ratio   must  goal  reached  measure');
for (const { measure, ratio, better, must, goal, detail } of rows) {
  const beats = (bound: number) => (better === 'higher' ? ratio >= bound : ratio <= bound);
  const reached = beats(goal) ? 'goal' : beats(must) ? 'must' : 'NOT';
  console.log(
    `${ratio.toFixed(2).padEnd(7)} ${String(must).padEnd(5)} ${String(goal).padEnd(5)} ${reached.padEnd(8)} ${measure}`,
  );
  console.log(`        ${detail}`);
}
