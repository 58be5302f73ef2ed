import { mkdirSync, writeFileSync } from 'node:fs';
import { type Measure, measureAppend } from '@portolan/engine/bench';

const rows: readonly Measure[] = [await measureAppend()];
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
