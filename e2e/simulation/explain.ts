import { type Outcome, runSeed } from './run.ts';
import { shrink } from './shrink.ts';
import { createTimeline } from './timeline.ts';
import { commandOf, optionsOf, type Variant } from './variant.ts';

const triesAtMost = 40;
const linesAtMost = 60;

export const invariantOf = (breach: string): string => breach.slice(0, breach.indexOf(':'));

/** What must stay while a run is made shorter: the invariant, and what held the order, where it did not come to its end. */
export const kindOf = (breach: string): string => {
  const [, hold = ''] = / did not come to its end: (\w+) holds it/.exec(breach) ?? [];
  return `${invariantOf(breach)} ${hold}`;
};

/** What a seed broke, the shortest run that breaks the same, what happened to the order there, and how to play it again. */
export async function explained(
  { breaches, seed }: Pick<Outcome, 'breaches' | 'seed'>,
  variant: Variant,
  named: readonly string[] = [],
): Promise<readonly string[]> {
  const breach = breaches.find((each) => named.includes(invariantOf(each))) ?? breaches[0] ?? '';
  const invariant = invariantOf(breach);
  const shortest = await shrink(variant, (each) => breaks(each, breach), triesAtMost);
  const timeline = createTimeline();
  const again = await runSeed(seed, { ...optionsOf(shortest), named: [invariant], watch: timeline.take }).catch(
    () => undefined,
  );
  const first = again?.breaches.find((each) => kindOf(each) === kindOf(breach)) ?? breach;
  const [order = ''] = again?.concerned ?? [];
  const lines = timeline.of(order);
  return [
    `seed ${seed} breaks ${invariant}. The shortest run found: ${again?.commits ?? 0} commits, ${sumOf(again)} faults.`,
    `  ${first}`,
    ...(order === '' ? [] : [`  What happened to order ${timeline.numberOf(order)} (${order}):`]),
    ...(lines.length > linesAtMost ? [`    … ${lines.length - linesAtMost} before`] : []),
    ...lines.slice(-linesAtMost).map((line) => `    ${line.slice(0, 300)}`),
    `  again, step by step: ${commandOf(shortest, timeline.numberOf(order))}`,
  ];
}

async function breaks(variant: Variant, breach: string): Promise<boolean> {
  try {
    const { breaches } = await runSeed(variant.seed, { ...optionsOf(variant), named: [invariantOf(breach)] });
    return breaches.some((each) => kindOf(each) === kindOf(breach));
  } catch {
    return false;
  }
}

const sumOf = (outcome: Outcome | undefined): number =>
  [...(outcome?.faults.values() ?? [])].reduce((sum, count) => sum + count, 0);
