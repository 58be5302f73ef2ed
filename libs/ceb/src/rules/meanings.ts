import { rankOf } from './statuses.ts';

/** What a returnStatus means for what it answers. */
export type Meaning =
  | 'progress'
  | 'accepted'
  | 'stored'
  | 'review'
  | 'released'
  | 'closed'
  | 'returned'
  /** A cancellation that customs grants. */
  | 'granted';

export interface Meant {
  readonly meaning: Meaning;
  /** Statuses of a higher rank are further on. Outcomes (returned) have none: they end the way, wherever it stands. */
  readonly rank: number;
}

interface Row extends Meant {
  readonly code: string;
  /** What it answers. */
  readonly answers: readonly string[];
  /** First day on which the code is read so (yyyy-mm-dd, China). */
  readonly validFrom: string;
}

const documents: readonly string[] = ['303', '403', '505', '311', '411', '511'];
const exports: readonly string[] = ['603'];
const imports: readonly string[] = ['621'];
const lists: readonly string[] = [...exports, ...imports];
const cancellations: readonly string[] = ['605', '623'];
const all: readonly string[] = [...documents, ...lists, ...cancellations];
const validFrom = '2018-06-30';

// An outcome is no rank: it ends the way, wherever it stands.
const row = (code: string, answers: readonly string[], meaning: Meaning): Row => ({
  ...{ code, answers, meaning, rank: meaning === 'returned' ? 0 : (rankOf(code) ?? 0), validFrom },
});

/**
 * returnStatus of the replies (CEB304, 404, 506, 604, 606; 312, 412, 512, 622, 624; edition 202205): what each
 * means. Sources disagree whether 120 or 399 concludes a document, and whether
 * 399 or 800 releases an export list: either is taken. An import list is released by 800 alone. Goods detained (501,
 * 502, 503, 599) are in customs' hands as inspected ones are; 700 ships them back.
 */
export const meanings: readonly Row[] = [
  row('1', all, 'progress'),
  row('2', all, 'progress'),
  row('3', all, 'progress'),
  row('120', documents, 'accepted'),
  row('399', documents, 'accepted'),
  row('120', lists, 'stored'),
  row('300', lists, 'review'),
  row('500', lists, 'review'),
  row('501', imports, 'review'),
  row('502', imports, 'review'),
  row('503', imports, 'review'),
  row('599', imports, 'review'),
  row('399', exports, 'released'),
  row('399', imports, 'progress'),
  row('800', lists, 'released'),
  row('899', lists, 'closed'),
  row('120', cancellations, 'progress'),
  row('300', cancellations, 'progress'),
  row('399', cancellations, 'granted'),
  row('4', all, 'returned'),
  row('100', all, 'returned'),
  row('700', imports, 'returned'),
];

/**
 * What a status means on replies to a message on a day; undefined: no table knows it. Negative: an error.
 * @param answers the message that it answers, by any name that ends with its number: CEB603
 * @param day yyyy-mm-dd, China
 */
export function meantBy(answers: string, code: string, day: string): Meant | undefined {
  if (/^-\d+$/.test(code)) return { meaning: 'returned', rank: 0 };
  const number = answers.slice(-3);
  return meanings.find((known) => known.code === code && known.answers.includes(number) && known.validFrom <= day);
}
