import { rankOf, takenRank } from '@portolan/ceb/statuses';
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

// An outcome is no rank: it ends the way, wherever it stands.
const row = (code: string, kinds: readonly MessageKind[], meaning: Meaning): StatusRow => ({
  ...{ code, kinds, meaning, rank: meaning === 'returned' ? 0 : (rankOf(code) ?? 0), validFrom },
});

/** Rank from which customs itself has the message: 120. */
export const taken = takenRank;

/**
 * returnStatus of the replies (CEB304, 404, 506, 604, 606, 702; 312, 412, 512, 622, 624, 626; edition 202205): what each
 * means here; how far on it is says libs/ceb. Sources disagree whether 120 or 399 concludes a document, and whether
 * 399 or 800 releases an export list: either is taken. An import list is released by 800 alone. Goods detained (501,
 * 502, 503, 599) are in customs' hands as inspected ones are; 700 ships them back.
 */
export const statusRows: readonly StatusRow[] = [
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
  row('120', summaries, 'progress'),
  row('300', summaries, 'progress'),
  row('399', summaries, 'accepted'),
  row('120', returns, 'progress'),
  row('300', returns, 'progress'),
  row('399', returns, 'granted'),
  row('4', all, 'returned'),
  row('100', all, 'returned'),
  row('700', imports, 'returned'),
];

/** What a status means on replies to this kind of message on a day; undefined: no table knows it. Negative: an error. */
export function statusOf(kind: MessageKind, code: string, day: string): Status | undefined {
  if (/^-\d+$/.test(code)) return { meaning: 'returned', rank: 0 };
  return statusRows.find((known) => known.code === code && known.kinds.includes(kind) && known.validFrom <= day);
}
