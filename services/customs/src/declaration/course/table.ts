import type { CustomsEvent } from '@portolan/contracts';

/** Where a declaration stands. NONE: it is not drafted. */
export const positions = [
  'NONE',
  'DRAFTED',
  'DOCUMENTS_SENT',
  'SUBMITTED',
  'STORED',
  'UNDER_REVIEW',
  'INSPECTION',
  'DETAINED',
  'AUDITED',
  'RELEASED',
  'CLOSED',
  'SUMMARISED',
  'ENTERED',
  'RETURNED',
  'SHIPPED_BACK',
  'CANCELLED',
] as const;
export type Position = (typeof positions)[number];

/** Who makes a move, or has to: the declarant (with the merchant behind it), the port, customs. */
export type Actor = 'declarant' | 'port' | 'customs';

interface SignRule {
  readonly by: Actor;
  /** The message, and its status, that causes it; with what is recorded of it here. */
  readonly cause: string;
  /** Undefined: of a declaration form, which is filed at the ordinary single window and not here. */
  readonly event: CustomsEvent['type'] | undefined;
}

/** What moves a declaration. */
export const signs = {
  DRAFT: { by: 'declarant', cause: 'the documents match', event: 'DeclarationDrafted' },
  SEND_DOCUMENTS: { by: 'port', cause: 'all documents taken', event: 'MessageSent' },
  ACCEPT_DOCUMENTS: { by: 'customs', cause: 'document replies 120', event: 'DocumentsAccepted' },
  SEND_LIST: { by: 'port', cause: 'list taken', event: 'MessageSent' },
  STORE: { by: 'customs', cause: '120', event: 'DeclarationStored' },
  REVIEW: { by: 'customs', cause: '300', event: 'DeclarationUnderReview' },
  INSPECT: { by: 'customs', cause: '500', event: 'DeclarationUnderReview' },
  DETAIN: { by: 'customs', cause: '501, 502, 503, 599', event: 'DeclarationUnderReview' },
  AUDIT: { by: 'customs', cause: 'audited (审结)', event: undefined },
  RELEASE: { by: 'customs', cause: '800; of exports 399, too', event: 'DeclarationReleased' },
  CLOSE: { by: 'customs', cause: '899', event: 'DeclarationClosed' },
  SUMMARISE: { by: 'declarant', cause: '701', event: 'DeclarationSummarised' },
  ENTER: { by: 'customs', cause: '792 with entryId', event: 'DeclarationEntered' },
  RETURN: { by: 'customs', cause: '100, 4, below 0', event: 'DeclarationReturned' },
  SHIP_BACK: { by: 'customs', cause: '700', event: 'DeclarationReturned' },
  RESUBMIT: { by: 'declarant', cause: 'mended and matched anew', event: 'DeclarationResubmitted' },
  CANCEL: { by: 'declarant', cause: '605/606 or 623/624 399', event: 'DeclarationCancelled' },
} as const satisfies Readonly<Record<string, SignRule>>;
export type Sign = keyof typeof signs;

/** By `sign` a declaration that stands at one of `from` comes to `to`; no other move exists. */
export interface Move {
  readonly sign: Sign;
  readonly from: readonly Position[];
  readonly to: Position;
}

const move = (sign: Sign, from: readonly Position[], to: Position): Move => ({ sign, from, to });

// Replies come out of order, and after a RETURNED only what customs says later goes on: so each step may be skipped.
const way: readonly Position[] = [
  ...(['DRAFTED', 'DOCUMENTS_SENT', 'SUBMITTED', 'STORED', 'UNDER_REVIEW', 'INSPECTION'] as const),
  ...(['RELEASED', 'CLOSED'] as const),
];
const before = (end: Position): readonly Position[] => [...way.slice(0, way.indexOf(end)), 'RETURNED'];

const list: readonly Move[] = [
  move('DRAFT', ['NONE'], 'DRAFTED'),
  move('SEND_DOCUMENTS', ['DRAFTED'], 'DOCUMENTS_SENT'),
  move('ACCEPT_DOCUMENTS', ['DRAFTED', 'DOCUMENTS_SENT', 'RETURNED'], 'DOCUMENTS_SENT'),
  // In a later version the list may go alone: its documents stand.
  move('SEND_LIST', ['DRAFTED', 'DOCUMENTS_SENT'], 'SUBMITTED'),
  move('STORE', before('STORED'), 'STORED'),
  move('REVIEW', before('UNDER_REVIEW'), 'UNDER_REVIEW'),
  move('INSPECT', before('INSPECTION'), 'INSPECTION'),
  move('RELEASE', before('RELEASED'), 'RELEASED'),
  move('CLOSE', before('CLOSED'), 'CLOSED'),
  move('RETURN', before('CLOSED'), 'RETURNED'),
  move('RESUBMIT', ['RETURNED'], 'DRAFTED'),
  // Only customs knows whether the goods have left: it is asked until the list is summed up.
  move('CANCEL', ['NONE', ...before('CLOSED'), 'CLOSED'], 'CANCELLED'),
];

// Goods that come in can be detained (扣留) and shipped back (退运).
const detained: readonly Sign[] = ['RELEASE', 'CLOSE', 'RETURN', 'CANCEL'];
const importList: readonly Move[] = [
  ...list.map(({ sign, from, to }) => {
    const shipped: readonly Position[] = sign === 'CANCEL' ? ['SHIPPED_BACK'] : [];
    return detained.includes(sign) ? move(sign, [...from, 'DETAINED', ...shipped], to) : move(sign, from, to);
  }),
  move('DETAIN', before('RELEASED'), 'DETAINED'),
  move('SHIP_BACK', [...before('CLOSED'), 'DETAINED'], 'SHIPPED_BACK'),
];

/** The courses that a declaration can take. */
export const courses = {
  /** Released list by list; the lists of a month are declared together (statisticsFlag B) or only counted (A). */
  EXPORT_LIST: [
    ...list,
    move('SUMMARISE', ['CLOSED'], 'SUMMARISED'),
    move('ENTER', ['CLOSED', 'SUMMARISED'], 'ENTERED'),
  ],
  IMPORT_LIST: importList,
  /** 报关单: filed in full at the ordinary single window; audited (审结), released, closed. */
  FORM: [
    move('DRAFT', ['NONE'], 'DRAFTED'),
    move('SEND_LIST', ['DRAFTED'], 'SUBMITTED'),
    move('STORE', ['SUBMITTED', 'RETURNED'], 'STORED'),
    move('REVIEW', ['STORED'], 'UNDER_REVIEW'),
    move('AUDIT', ['STORED', 'UNDER_REVIEW'], 'AUDITED'),
    move('INSPECT', ['AUDITED'], 'INSPECTION'),
    move('RELEASE', ['AUDITED', 'INSPECTION'], 'RELEASED'),
    move('CLOSE', ['RELEASED'], 'CLOSED'),
    move('RETURN', ['SUBMITTED', 'STORED', 'UNDER_REVIEW'], 'RETURNED'),
    move('RESUBMIT', ['RETURNED'], 'DRAFTED'),
    move('CANCEL', ['DRAFTED', 'SUBMITTED', 'STORED', 'UNDER_REVIEW', 'AUDITED', 'RETURNED'], 'CANCELLED'),
  ],
} as const satisfies Readonly<Record<string, readonly Move[]>>;
export type Course = keyof typeof courses;

interface Standing {
  /** Who has to act while it stands here; undefined: nobody, it has come to its end. */
  readonly owner: Actor | undefined;
  /** Until when, and by which rule; undefined: the law gives no time. */
  readonly deadline?: { readonly en: string; readonly zh: string; readonly source: string };
}

const answer = {
  en: 'an answer within PORTOLAN_CUSTOMS_ANSWER_HOURS, else it is sent again',
  zh: '超过约定时间无回执即重发',
  source: 'ours',
} as const;

/** Who is waited for, and until when. */
export const standings: Readonly<Record<Position, Standing>> = {
  NONE: { owner: 'declarant' },
  DRAFTED: { owner: 'declarant' },
  DOCUMENTS_SENT: { owner: 'customs', deadline: answer },
  SUBMITTED: { owner: 'customs', deadline: answer },
  STORED: { owner: 'customs' },
  UNDER_REVIEW: { owner: 'customs' },
  INSPECTION: { owner: 'customs' },
  DETAINED: { owner: 'customs' },
  AUDITED: { owner: 'customs' },
  RELEASED: { owner: 'customs' },
  CLOSED: {
    owner: 'declarant',
    deadline: {
      en: 'export lists that are to be declared: the 15th of the next month',
      zh: '须汇总申报的出口清单：次月15日前',
      source: 'GACC announcement 2018 No. 194',
    },
  },
  SUMMARISED: { owner: 'customs' },
  ENTERED: { owner: undefined },
  RETURNED: { owner: 'declarant' },
  SHIPPED_BACK: { owner: 'declarant' },
  CANCELLED: { owner: undefined },
};
