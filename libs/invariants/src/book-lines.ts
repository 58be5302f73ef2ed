import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Fold, Invariant, Observed } from './invariant.ts';

/** One line of an account book. stock = increased − reduced; available = stock − planned reductions. */
export interface BookLine {
  readonly increased: bigint;
  readonly reduced: bigint;
  readonly plannedIncrease: bigint;
  readonly plannedReduction: bigint;
}

type Booked = Observed<
  Only<WarehouseEvent, 'BookIncreasePlanned' | 'BookIncreased' | 'BookReductionPlanned' | 'BookReduced'>
>;

export const lineKey = ({ emsNo, recordNo }: { readonly emsNo: string; readonly recordNo: string }): string =>
  `${emsNo}/${recordNo}`;

const fold: Fold<BookLine, Booked> = {
  about: ({ data }) => [lineKey(data)],
  next(before, { type, data: { quantity } }) {
    const { increased, reduced, plannedIncrease, plannedReduction } = before;
    switch (type) {
      case 'BookIncreasePlanned':
        return { ...before, plannedIncrease: plannedIncrease + quantity };
      case 'BookIncreased':
        return { ...before, plannedIncrease: plannedIncrease - quantity, increased: increased + quantity };
      case 'BookReductionPlanned':
        return { ...before, plannedReduction: plannedReduction + quantity };
      case 'BookReduced':
        return { ...before, plannedReduction: plannedReduction - quantity, reduced: reduced + quantity };
    }
  },
};

/** What customs has on a line of the account book is never less than nothing, and moves only as it was planned. */
export const bookLines: Invariant<BookLine> = {
  name: 'book-lines',
  holds: {
    en: 'No line of an account book is below zero; goods are booked in and out as an approved list has planned.',
    zh: '账册任何一项都不为负；进出账均以核准的核注清单为准。',
  },
  flaws: {
    BELOW_ZERO: {
      en: 'Line {line} of the account book has {units} units {figure}.',
      zh: '账册项 {line} 的 {figure} 为 {units}。',
    },
  },
  across: false,
  begin: () => ({ increased: 0n, reduced: 0n, plannedIncrease: 0n, plannedReduction: 0n }),
  on: {
    BookIncreasePlanned: fold,
    BookIncreased: fold,
    BookReductionPlanned: fold,
    BookReduced: fold,
  },
  never({ increased, reduced, plannedIncrease, plannedReduction }, line) {
    const figures = { plannedIncrease, plannedReduction, available: increased - reduced - plannedReduction };
    for (const [figure, units] of Object.entries(figures)) {
      if (units < 0n) return { code: 'BELOW_ZERO', data: { line, figure, units: String(units) } };
    }
    return undefined;
  },
};
