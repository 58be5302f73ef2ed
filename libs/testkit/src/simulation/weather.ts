import type { World } from './world.ts';

/** What goes wrong with one operation, or with one machine. */
export const mishaps = {
  crash: 'a machine dies, and comes back some time later',
  leave: 'a machine is asked to stop, and another one started',
  upgrade: 'a machine is replaced by one of a later release, whose contracts say more',
  pause: 'a machine stands still, somebody takes its place, and it wakes up',
  skew: 'the clock of a machine jumps',
  'store away': 'a store does not do it, and says so',
  'store lost': 'a store does not do it, and nobody is told',
  'store unanswered': 'a store does it, and nobody is told',
  'store hangs': 'a store takes seconds, and may have done it',
  'store again': 'a transaction runs once more from its beginning',
  'store slow': 'a store takes a hundred times as long',
  'log away': 'the log does not take records, and says so',
  'log lost': 'the log does not take records, and nobody is told',
  'log unanswered': 'the log takes records, and nobody is told',
  'log forgets': 'the log says that it has records, and has not',
  'log late': 'records that were not acknowledged stand there later',
  'log doubled': 'a batch is delivered once more',
  'log slow': 'a partition comes later than all the others',
  'call lost': 'a call between services never arrives',
  'call unanswered': 'a call between services is carried out, its answer is lost',
  'call doubled': 'a call between services arrives twice',
  'call slow': 'a call between services takes seconds',
  partition: 'two services cannot reach each other for a while',
  'outside silent': 'a call to the outside world, or from it, never arrives',
  'outside unanswered': 'it arrives, and the answer is lost',
  'outside doubled': 'it arrives twice',
  'outside slow': 'it takes seconds',
  'outside contradicts': 'somebody outside says the contrary of what was said before',
  'handler fails': 'an event makes its handler fail, whoever runs it, for a while',
} as const;

export type Mishap = keyof typeof mishaps;

/** How often what goes wrong: a share of the operations it may hit, 0 to 1. */
export type Rates = Readonly<Partial<Record<Mishap, number>>>;

/** Decides what goes wrong. */
export interface Weather {
  /** Whether this goes wrong now; if so, it is counted. */
  strikes(mishap: Mishap): boolean;
  /** Counts one that was decided elsewhere. */
  note(mishap: Mishap): void;
  /** From now on nothing goes wrong any more. */
  clear(): void;
  isClear(): boolean;
  counts(): ReadonlyMap<Mishap, number>;
  total(): number;
}

export function createWeather({ chance, trace }: World, rates: Rates): Weather {
  const counts = new Map<Mishap, number>();
  let clear = false;

  function note(mishap: Mishap): void {
    counts.set(mishap, (counts.get(mishap) ?? 0) + 1);
    trace.text(mishap);
  }

  return {
    strikes(mishap) {
      const rate = rates[mishap];
      if (clear || rate === undefined || !chance.likely(rate)) return false;
      note(mishap);
      return true;
    },
    note,
    clear() {
      clear = true;
    },
    isClear: () => clear,
    counts: () => counts,
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}
