import type { MessageKind } from '@portolan/contracts/customs/v1/types';

/** What a returnStatus means for the declaration. */
export type Meaning =
  | 'progress'
  | 'accepted'
  | 'stored'
  | 'review'
  | 'released'
  | 'closed'
  | 'returned'
  /** A cancellation, or a return, that customs grants. */
  | 'granted';

export interface Status {
  readonly meaning: Meaning;
  /** Statuses of a higher rank are further on. Outcomes (returned) have none: they end the way, wherever it stands. */
  readonly rank: number;
}

interface StatusRow extends Status {
  readonly code: string;
  readonly kinds: readonly MessageKind[];
  /** First day on which the code is read so (yyyy-mm-dd, China). */
  readonly validFrom: string;
}

const documents: readonly MessageKind[] = [
  'MESSAGE_KIND_CEB303',
  'MESSAGE_KIND_CEB403',
  'MESSAGE_KIND_CEB505',
  'MESSAGE_KIND_CEB311',
  'MESSAGE_KIND_CEB411',
  'MESSAGE_KIND_CEB511',
];
const exports: readonly MessageKind[] = ['MESSAGE_KIND_CEB603'];
const imports: readonly MessageKind[] = ['MESSAGE_KIND_CEB621'];
const lists: readonly MessageKind[] = [...exports, ...imports];
const cancellations: readonly MessageKind[] = ['MESSAGE_KIND_CEB605', 'MESSAGE_KIND_CEB623'];
const summaries: readonly MessageKind[] = ['MESSAGE_KIND_CEB701'];
const returns: readonly MessageKind[] = ['MESSAGE_KIND_CEB625'];
const all: readonly MessageKind[] = [...documents, ...lists, ...cancellations, ...summaries, ...returns];
const validFrom = '2018-06-30';

const row = (code: string, kinds: readonly MessageKind[], meaning: Meaning, rank: number): StatusRow => ({
  code,
  kinds,
  meaning,
  rank,
  validFrom,
});

/** Rank from which customs itself has the message: 120. */
export const taken = 4;

/**
 * returnStatus of the replies (CEB304, 404, 506, 604, 606, 702; 312, 412, 512, 622, 624, 626; edition 202205), in the order
 * 1 < 2 < 3 < 120 < 300 < 500 < 399 < 800 < 899. Sources disagree whether 120 or 399 concludes a document, and whether
 * 399 or 800 releases an export list: either is taken. An import list is released by 800 alone. Goods detained (501,
 * 502, 503, 599) are in customs' hands as inspected ones are; 700 ships them back.
 */
export const statusRows: readonly StatusRow[] = [
  row('1', all, 'progress', 1),
  row('2', all, 'progress', 2),
  row('3', all, 'progress', 3),
  row('120', documents, 'accepted', taken),
  row('399', documents, 'accepted', 8),
  row('120', lists, 'stored', taken),
  row('300', lists, 'review', 5),
  row('500', lists, 'review', 6),
  row('501', imports, 'review', 7),
  row('502', imports, 'review', 7),
  row('503', imports, 'review', 7),
  row('599', imports, 'review', 7),
  row('399', exports, 'released', 8),
  row('399', imports, 'progress', 8),
  row('800', lists, 'released', 9),
  row('899', lists, 'closed', 10),
  row('120', cancellations, 'progress', taken),
  row('300', cancellations, 'progress', 5),
  row('399', cancellations, 'granted', 8),
  row('120', summaries, 'progress', taken),
  row('300', summaries, 'progress', 5),
  row('399', summaries, 'accepted', 8),
  row('120', returns, 'progress', taken),
  row('300', returns, 'progress', 5),
  row('399', returns, 'granted', 8),
  row('4', all, 'returned', 0),
  row('100', all, 'returned', 0),
  row('700', imports, 'returned', 0),
];

/** What a status means on replies to this kind of message on a day; undefined: no table knows it. Negative: an error. */
export function statusOf(kind: MessageKind, code: string, day: string): Status | undefined {
  if (/^-\d+$/.test(code)) return { meaning: 'returned', rank: 0 };
  return statusRows.find((known) => known.code === code && known.kinds.includes(kind) && known.validFrom <= day);
}
