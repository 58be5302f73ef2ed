import { openBench } from '../bench.ts';
import { measures } from '../rows.ts';

// One row group in a process of its own, as distributed.ts starts it: what it measured goes back over the channel.
const [name = '', mongoUrl = '', brokers = ''] = process.argv.slice(2);
const measure = measures[name];
if (measure === undefined) throw new Error(`no rows are called ${name}`);
let measured = false;
// Whoever started it has gone, or all is told.
process.once('disconnect', () => process.exit(measured ? 0 : 1));
const bench = await openBench(mongoUrl, brokers.split(','));
try {
  await measure(bench, (rows) => new Promise((resolve) => process.send?.(rows, () => resolve())));
  measured = true;
} finally {
  await bench.close();
}
process.disconnect?.();
