import { record } from './record.ts';
import { writeRelease } from './release.ts';

// RELEASE=2026-11: plays the roads and keeps what happened under this name. SEED=…, ORDERS=….

const { RELEASE = '', SEED = '1', ORDERS = '6' } = process.env;
if (!/^\d{4}-\d{2}$/.test(RELEASE)) throw new Error('RELEASE names it by its year and month: 2026-11');
const release = await record(SEED, Number(ORDERS));
const bytes = writeRelease(RELEASE, release);
const events = Object.values(release.commits)
  .flat()
  .flatMap(({ commands }) => commands.flatMap((one) => one.events));
console.log(
  `history: ${RELEASE}, ${events.length} events of ${new Set(events.map(([type]) => type)).size} types, ` +
    `${release.handlings.length} handlings, ${Math.round(bytes / 1_024)} KB`,
);
