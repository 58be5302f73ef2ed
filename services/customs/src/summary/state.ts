import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { Reply, SummaryKey, SummaryList, SummaryResult } from '@portolan/contracts/customs/v1/types';
import { madeId } from '@portolan/eventsourcing';

export type SummaryEvent = Only<
  CustomsEvent,
  | 'SummaryOpened'
  | 'SummaryListAdded'
  | 'SummaryApplied'
  | 'SummaryPartSent'
  | 'SummaryReplyRecorded'
  | 'SummaryAccepted'
  | 'SummaryReturned'
  | 'SummaryDeclared'
  | 'SummaryOverdue'
  | 'StatisticsStated'
  | 'UnknownStatusRaised'
>;

/** A month's closed lists of one key. */
export interface Summary {
  /** Undefined: no list has closed yet. */
  readonly opened: Opened | undefined;
  /** By the last two characters of their numbers, so that one more list costs little, however many there are. */
  readonly lists: Readonly<Record<string, readonly Complete<SummaryList>[]>>;
  readonly applications: readonly Application[];
  /** Statistics only: their lists, once the month's figures stand. */
  readonly stated: readonly string[];
  readonly overdue: boolean;
}

interface Opened {
  readonly month: string;
  readonly key: Complete<SummaryKey>;
  readonly dueFrom: string;
  readonly dueUntil: string;
}

export interface Application {
  readonly number: number;
  readonly copNo: string;
  readonly invtNos: readonly string[];
  readonly appTime: string;
  readonly sumNo: string;
  readonly state: 'APPLIED' | 'ACCEPTED' | 'RETURNED';
  /** CopMsgIds of parts that the window took. */
  readonly sent: readonly string[];
  /** Marks of the replies already recorded. */
  readonly replies: readonly string[];
  /** Rank of the furthest status. */
  readonly rank: number;
  /** Number of the declaration, or '' while it has none, by declSeqNo. */
  readonly declared: Readonly<Record<string, Declared>>;
}

interface Declared {
  readonly invtNos: readonly string[];
  readonly entryId: string;
  readonly state: string;
  readonly returned: string;
}

/** Of at most 30 characters (CEB701). */
export const applicationNo = (summaryId: string, application: number): string =>
  madeId('summary-application', summaryId, application).slice(0, 30);

export function allLists({ lists }: Summary): Complete<SummaryList>[] {
  return Object.values(lists)
    .flat()
    .toSorted((one, other) => (one.invtNo < other.invtNo ? -1 : 1));
}

export function isKnown({ lists }: Summary, invtNo: string): boolean {
  return lists[invtNo.slice(-2)]?.some((list) => list.invtNo === invtNo) ?? false;
}

/** Lists that no application asks for, or only one that was sent back; of statistics, those that are not counted yet. */
export function waiting(state: Summary): Complete<SummaryList>[] {
  const live = state.applications.filter((application) => application.state !== 'RETURNED');
  const taken = new Set([...live.flatMap(({ invtNos }) => invtNos), ...state.stated]);
  return allLists(state).filter(({ invtNo }) => !taken.has(invtNo));
}

/** The same reply twice has the same mark. */
export function markOf({ key, status, returnTime, info }: Complete<Reply>): string {
  return madeId('summary-reply', key, status, returnTime.original, info);
}

/** The application that customs made a declaration of: by its number, before that by its lists. */
export function applicationOf({ applications }: Summary, result: Complete<SummaryResult>): Application | undefined {
  const live = applications.filter(({ state }) => state !== 'RETURNED');
  return (
    live.find(({ sumNo }) => sumNo !== '' && sumNo === result.sumNo) ??
    live.find(({ invtNos, sumNo }) => sumNo === '' && result.invtNos.every((invtNo) => invtNos.includes(invtNo)))
  );
}
