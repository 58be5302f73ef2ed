/** Modes of the trade that customs declares here. */
export type Mode = '9610' | '1210' | '9810';

/** Where a declaration can be at the end of the day. UNDER_WAY: at no end. */
export const ends = ['RELEASED', 'RETURNED', 'SHIPPED_BACK', 'CANCELLED', 'UNDER_WAY'] as const;
export type End = (typeof ends)[number];

export interface Mishap {
  /** What happens, and what people do about it. */
  readonly en: string;
  readonly modes: readonly Mode[];
  /** Of the order number: by it the outside world knows what to play. */
  readonly suffix: string;
  /** Where it has to be at the end of the day. */
  readonly ends: End;
}

const all: readonly Mode[] = ['9610', '1210', '9810'];
const sold: readonly Mode[] = ['9610', '1210'];

/** What the single window plays, and what brings the declaration to its end all the same. */
const played = (suffix: string, en: string, modes = all, end: End = 'RELEASED'): Mishap => ({
  ...{ en, modes, suffix: `~${suffix}`, ends: end },
});
/** What people do, or forget. */
const made = (en: string, modes: readonly Mode[], end: End = 'RELEASED'): Mishap => ({
  ...{ en, modes, suffix: '', ends: end },
});

/** Everything that can go wrong until customs has let the goods go. */
export const mishaps = {
  'customs-100': played('customs-100', 'customs returns the list; the step is repeated'),
  'customs-800-100': played('customs-800-100', 'customs takes its release back; the step is repeated'),
  'customs-4': played('customs-4', 'the port cannot send the list to customs; the step is repeated'),
  'customs-900': played('customs-900', 'the port throws the list back for its form; the step is repeated'),
  'customs-429': played('customs-429', 'the window is too busy to take the list'),
  'customs-silent': played('customs-silent', 'nobody answers to the list'),
  'customs-late': played('customs-late', 'every answer comes 26 hours late'),
  'customs-shuffled': played('customs-shuffled', 'all answers at once, the last first, each twice'),
  'customs-contradict': played('customs-contradict', 'after the release a return, then a status that no table knows'),
  'customs-300': played('customs-300', 'an officer reviews the list for days'),
  'customs-500': played('customs-500', 'the goods are inspected'),
  'customs-502': played('customs-502', 'the goods are detained for days', ['1210']),
  'customs-700': played('customs-700', 'the goods are shipped back; called off', ['1210'], 'SHIPPED_BACK'),
  'customs-cancel-100': played('customs-cancel-100', 'called off once released; refused at first', all, 'CANCELLED'),
  'carrier-label': played('carrier-label', 'the carrier refuses the label; the step is repeated'),
  'left-returned': { ...played('customs-100', 'customs returns the list, and nobody sees to it'), ends: 'RETURNED' },
  'called-off': made('called off while customs has the list', all, 'CANCELLED'),
  'coupon-forgotten': made('the platform forgets the coupon: the documents disagree; it is put in', ['1210']),
  'above-limit': made('too dear for retail import: the documents disagree; called off', ['1210'], 'CANCELLED'),
  'goods-unfiled': made('an article is not filed; it is, and the step is repeated', ['9610']),
  'payment-differs': made('the buyer pays too little; it goes back, the rest of the road follows', sold),
} as const satisfies Readonly<Record<string, Mishap>>;

export type MishapName = keyof typeof mishaps;
export const mishapNames = Object.keys(mishaps) as readonly MishapName[];
