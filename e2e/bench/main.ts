import { type Measure, measureAppend } from '@portolan/engine/bench';
import { measureClearance } from './clearance.ts';
import { keepRows, printHead, printRow, type Row } from './table.ts';
import { measureVolume } from './volume.ts';

const {
  ENGINE: engine = 'embedded',
  ROWS: rows = '',
  FLAME: flame = '',
  ORDERS: orders = '200',
  DECLARATIONS: declarations = '10000',
} = process.env;
if (engine === 'distributed') await distributed();
else if (engine === 'embedded') await embedded();
else throw new Error(`ENGINE is embedded or distributed, not ${engine}`);

async function embedded(): Promise<void> {
  const append = rowOf(await measureAppend());
  printHead();
  printRow(append);
  const volume = await measureVolume(Number(orders));
  const { seconds, ordersPerSecond, eventsPerSecond, declared, memory } = volume;
  const row: Row = {
    ...{ id: 'volume', engine: 'embedded', unit: 'orders/s', better: 'higher', runs: 1, limit: '' },
    measure: 'orders from click to payout, through REST, all services in one process',
    value: Number(ordersPerSecond.toPrecision(4)),
    detail:
      `${volume.orders} orders in ${seconds.toFixed(1)} s, ${eventsPerSecond.toFixed(0)} events/s; placed → declaration ` +
      `sent p50 ${declared.p50.toFixed(1)} s, p99 ${declared.p99.toFixed(1)} s; memory ${memory} MiB`,
  };
  printRow(row);
  const clearance = await measureClearance(Number(declarations));
  for (const each of clearance) printRow(each);
  keepRows([append, row, ...clearance]);
  console.log('The same rows are in .data/bench.json.');
}

function rowOf({ measure, ratio, better, must, goal, detail, runs }: Measure): Row {
  return {
    ...{ id: 'append', engine: 'embedded', unit: '×', measure, value: ratio, runs, better, must, goal, detail },
    limit: 'one core, which also runs the callers',
  };
}

async function distributed(): Promise<void> {
  // Only here: the embedded bench needs neither drivers nor peers.
  const { measureDistributed } = await import('./distributed/distributed.ts');
  const wanted = rows === '' ? undefined : rows.split(',');
  const failures = await measureDistributed({ rows: wanted, flame: flame === '1' });
  process.exitCode = failures > 0 ? 1 : 0;
}
