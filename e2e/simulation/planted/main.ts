import { fileURLToPath } from 'node:url';
import { dealOut } from '../workers.ts';
import { bugs } from './bugs.ts';
import { type Hunt, hunt } from './hunt.ts';

// BUG=4: that one alone, else all of them, each in a process of its own, as many at a time as there are processors.
// SEEDS=500 FROM=1: after so many seeds in vain it counts as not found.

const asked = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const [seeds, from] = [asked('SEEDS', 500), asked('FROM', 1)];

function work(): void {
  process.on('message', async (number: number) => {
    const bug = bugs.find((each) => each.number === number);
    if (bug !== undefined) process.send?.(await hunt(bug, from, seeds));
  });
}

function say({ number, name, seeds: took, invariant, breach, order, seconds, unnamed }: Hunt): void {
  const again = `make simulate SEEDS=1 FROM=${from + took - 1} BUG=${number}`;
  const found = invariant === '' ? `NOT FOUND in ${took} seeds` : `found after ${took} seeds by ${invariant}`;
  console.log(`${String(number).padStart(2)}  ${name}: ${found} (${seconds.toFixed(0)} s)`);
  if (invariant !== '') console.log(`      ${breach}\n      ${order === '' ? '' : `order ${order}, `}again: ${again}`);
  if (unnamed.length > 0) console.log(`      seen without a name: ${unnamed.slice(0, 3).join(' | ')}`);
}

async function huntAll(): Promise<void> {
  const only = asked('BUG', 0);
  const wanted = bugs.filter(({ number }) => only === 0 || number === only);
  const left = wanted.map(({ number }) => number).values();
  let found = 0;
  await dealOut<number, Hunt>({
    ...{ file: fileURLToPath(import.meta.url), mark: 'PLANTED_WORKER' },
    tasks: left,
    told(hunted) {
      if (hunted.invariant !== '') found += 1;
      say(hunted);
    },
  });
  console.log(`planted: ${found} of ${wanted.length} found within ${seeds} seeds`);
  process.exitCode = found >= wanted.length - (only === 0 ? 1 : 0) ? 0 : 1;
}

if (process.env['PLANTED_WORKER'] === '1') work();
else await huntAll();
