import type { Fold, Invariant, Observed } from './invariant.ts';

/** An invariant with what it does with events of one type. */
export interface Watch {
  readonly invariant: Invariant;
  readonly fold: Fold<object, Observed>;
}

/** What is to be done with an event, by its type: looked up once an event, however many invariants there are. */
export interface Table {
  of(type: string): readonly Watch[];
  readonly all: readonly Invariant[];
}

export function tableOf(invariants: readonly Invariant[]): Table {
  const every = invariants.flatMap((invariant) => (invariant.each ? [{ invariant, fold: invariant.each }] : []));
  const byType = new Map<string, readonly Watch[]>();
  const types = new Set(invariants.flatMap(({ on }) => Object.keys(on)));
  for (const type of types) {
    const own = invariants.flatMap((invariant) => {
      const fold = (invariant.on as Readonly<Record<string, Fold<object, Observed>>>)[type];
      return fold === undefined ? [] : [{ invariant, fold }];
    });
    byType.set(type, [...every, ...own]);
  }
  return { of: (type) => byType.get(type) ?? every, all: invariants };
}
