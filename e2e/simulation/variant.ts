import { type Mishap, mishaps } from '@portolan/testkit/simulation';
import { bugs } from './planted/bugs.ts';
import { type RunOptions, usualOrders } from './run.ts';

/** A seed, as it is or with something left out. */
export interface Variant {
  readonly seed: string;
  /** Numbers of the orders that are placed; undefined: all. */
  readonly only?: readonly number[] | undefined;
  /** What does not go wrong. */
  readonly without: readonly Mishap[];
  /** So much goes wrong before the weather clears; undefined: as always. */
  readonly faults?: number | undefined;
  /** Number of the planted bug; 0: none. */
  readonly bug: number;
}

/** What a process was asked for. @throws Error for what is none */
export function variantOf(seed: string, env: Readonly<Record<string, string | undefined>>): Variant {
  const list = (name: string) => (env[name] ?? '').split(',').filter((each) => each !== '');
  const only = list('ONLY').map(Number);
  const without = list('WITHOUT') as Mishap[];
  const unknown = without.find((each) => !(each in mishaps));
  if (unknown !== undefined) throw new Error(`nothing that goes wrong is called ${unknown}`);
  return {
    ...{ seed, without, bug: Number(env['BUG'] ?? 0) },
    only: only.length === 0 ? undefined : only,
    faults: env['FAULTS'] === undefined ? undefined : Number(env['FAULTS']),
  };
}

/** How a variant is run. */
export function optionsOf({ only, without, faults, bug }: Variant): RunOptions {
  const planted = bugs.find(({ number }) => number === bug);
  return {
    ...{ orders: usualOrders, faults: true, faultsWanted: faults },
    only: only === undefined ? undefined : new Set(only),
    without: without.length === 0 ? undefined : new Set(without),
    edges: planted === undefined ? undefined : (world) => [planted.edge(world)],
  };
}

/** The one command that plays it again, one step after the other. */
export function commandOf({ seed, only, without, faults, bug }: Variant, order: string): string {
  const parts = [
    `make simulate SEEDS=1 FROM=${seed}`,
    ...(bug === 0 ? [] : [`BUG=${bug}`]),
    ...(only === undefined ? [] : [`ONLY=${only.join(',')}`]),
    ...(without.length === 0 ? [] : [`WITHOUT='${without.join(',')}'`]),
    ...(faults === undefined ? [] : [`FAULTS=${faults}`]),
    ...(order === '' ? [] : [`ORDER=${order}`]),
  ];
  return `${parts.join(' ')} STEPS=1`;
}
