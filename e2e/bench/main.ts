import { mkdirSync, writeFileSync } from 'node:fs';
import { type Measure, measureAppend } from '@portolan/engine/bench';
import { measureVolume } from './volume.ts';

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

const volume = await measureVolume(Number(process.env['ORDERS'] ?? 200));
const { orders, seconds, ordersPerSecond, eventsPerSecond, declared, memory } = volume;
writeFileSync('.data/bench.json', `${JSON.stringify([...rows, volume], null, 2)}\n`);
console.log(`
volume  ${orders} orders from click to payout in ${seconds.toFixed(1)} s: ${ordersPerSecond.toFixed(1)} orders/s, ${eventsPerSecond.toFixed(0)} events/s
        placed → declaration sent: p50 ${declared.p50.toFixed(1)} s, p99 ${declared.p99.toFixed(1)} s; memory ${memory} MiB`);
