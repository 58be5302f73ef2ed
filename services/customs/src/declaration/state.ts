import { chinaMoment, chinaTime } from '@portolan/china';
import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type {
  DeclarationList,
  MessageKind,
  OrderDocument,
  PaymentDocument,
  ReceiptDocument,
  TaxAssessment,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import { madeId, madeUuid } from '@portolan/eventsourcing';
import type { Money } from '@portolan/money';
import { listMode, type TradeMode } from './course/modes.ts';
import { after } from './course/moving.ts';
import type { Position } from './course/table.ts';

/** What is declared: the list and the documents it was matched with. */
export interface Papers {
  readonly list: Complete<DeclarationList>;
  readonly order: Complete<OrderDocument>;
  /** 9610 */
  readonly receipt?: Complete<ReceiptDocument>;
  readonly waybill: Complete<WaybillDocument>;
  /** 1210, and the tax as assessed on the day of the match. */
  readonly payment?: Complete<PaymentDocument>;
  readonly tax?: Complete<TaxAssessment>;
}

/** A declaration on its way through the single window. Undefined papers: it does not exist. */
export interface Declaration {
  readonly papers: Papers | undefined;
  readonly orderId: string;
  /** Where it stands on the course of its mode. */
  readonly position: Position;
  /** 1 at first, one more for each time it was sent back and drafted anew. */
  readonly listVersion: number;
  /** Of the present version. */
  readonly messages: Readonly<Partial<Record<MessageKind, MessageState>>>;
  /** Guids of messages that a later version has replaced. */
  readonly replaced: readonly string[];
  /** Marks of the replies already recorded. */
  readonly replies: readonly string[];
  readonly documentsAccepted: boolean;
  /** Customs let the goods go, and did not take that back. */
  readonly released: boolean;
  /** The last time, RFC 3339; '' before it was released. */
  readonly releasedAt: string;
  /** Of its tax, what is not levied since goods came back, by number of the return. */
  readonly givenBack: Readonly<Record<number, Money>>;
  readonly preNo: string;
  readonly invtNo: string;
  /** Its number belongs to another declaration: nothing was sent. */
  readonly duplicate: boolean;
  readonly cancelled: boolean;
  readonly cancellation: Cancellation | undefined;
  /** By taxNo. */
  readonly bills: Readonly<Record<string, Bill>>;
}

/** A request to take the list back. */
export interface Cancellation {
  readonly copNo: string;
  readonly reason: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Customs has not answered yet. */
  readonly open: boolean;
}

export interface Bill {
  /** Undefined: its 816 is still under way. */
  readonly total: Money | undefined;
  /** Status of the notice that moved it last: 1 generated, 2 aggregated, 3 void. */
  readonly status: string;
  /** A notice that waits for the bill: its status, or ''. */
  readonly kept: string;
}

/** Where one message stands with customs. */
export interface MessageState {
  readonly guid: string;
  readonly copMsgId: string;
  readonly appTime: string;
  readonly appType: string;
  readonly sent: boolean;
  /** Anything was said about it. */
  readonly answered: boolean;
  /** The port or customs has it under its key, whatever became of it. */
  readonly kept: boolean;
  /** Rank of the furthest status; 0 before the first. */
  readonly rank: number;
  /** Stored or concluded by customs. */
  readonly accepted: boolean;
  /** The status that sent it back, or ''. */
  readonly outcome: string;
  /** Return time of the reply that moved it last, RFC 3339. */
  readonly since: string;
  /** Return time of the last reply that moved the version before it; what is not later is about that one. */
  readonly after: string;
  /** A later version takes its place, but is not queued yet. */
  readonly retired: boolean;
  /** How often it was overdue. */
  readonly overdue: number;
}

export type DeclarationEvent = Only<
  CustomsEvent,
  | 'DeclarationDrafted'
  | 'DeclarationResubmitted'
  | 'MessageQueued'
  | 'MessageSent'
  | 'ReplyRecorded'
  | 'DocumentsAccepted'
  | 'DeclarationStored'
  | 'DeclarationUnderReview'
  | 'DeclarationReleased'
  | 'DeclarationClosed'
  | 'DeclarationReturned'
  | 'DeclarationOverdue'
  | 'UnknownStatusRaised'
  | 'CancellationRequested'
  | 'CancellationReturned'
  | 'DeclarationCancelled'
  | 'TaxNoticeKept'
  | 'TaxBillGenerated'
  | 'TaxBillAggregated'
  | 'TaxBillVoided'
  | 'DeclarationSummarised'
  | 'DeclarationEntered'
  | 'ImportTaxGivenBack'
>;

interface Kinds {
  /** The documents go first; the list follows when customs has stored them. */
  readonly documents: readonly MessageKind[];
  readonly list: MessageKind;
  readonly cancellation: MessageKind;
}

/** The mode by which it is declared. @throws Error where no list is declared so */
export function modeOf({ list }: Pick<Papers, 'list'>): TradeMode {
  return listMode(list.tradeMode, list.import === undefined ? 'E' : 'I');
}

/** Which messages a declaration consists of: its mode decides. */
export function kindsOf(papers: Papers): Kinds {
  const { documents, optional, direction } = modeOf(papers);
  const left = papers.receipt === undefined ? optional : [];
  const sent = documents.filter((kind) => !left.includes(kind));
  return direction === 'I'
    ? { documents: sent, list: 'MESSAGE_KIND_CEB621', cancellation: 'MESSAGE_KIND_CEB623' }
    : { documents: sent, list: 'MESSAGE_KIND_CEB603', cancellation: 'MESSAGE_KIND_CEB605' };
}

/** CEB605 and 623 ask for a list to be taken back. */
export function isCancellation(kind: MessageKind): boolean {
  return kind === 'MESSAGE_KIND_CEB605' || kind === 'MESSAGE_KIND_CEB623';
}

/**
 * Fixes the ids and the time under which a message is built and sent, however often: its bytes are always the same.
 * @param version of the list, or the attempt of a cancellation: each has ids of its own.
 * @param before appTime of the version before it: customs takes a later one alone.
 */
export function queued(
  declarationId: string,
  kind: MessageKind,
  at: string,
  version = 1,
  appType = '1',
  before = '',
): DeclarationEvent {
  const parts = version === 1 ? [declarationId, kind] : [declarationId, kind, version];
  return {
    type: 'MessageQueued',
    data: {
      declarationId,
      kind,
      guid: madeUuid('guid', ...parts).toUpperCase(),
      copMsgId: madeId('dxp', ...parts),
      appTime: timeAfter(before, at),
      appType,
    },
  };
}

function timeAfter(before: string, at: string): string {
  const now = chinaTime(at);
  const last = now > before ? undefined : chinaMoment(`${before}000`);
  return last === undefined ? now : chinaTime(new Date(Date.parse(last.instant) + 1_000).toISOString());
}

/** The list of the present version, as new (1) or as the change of what was kept under its number (2). */
export function queuedList(declarationId: string, state: Declaration, papers: Papers, at: string): DeclarationEvent {
  const kind = kindsOf(papers).list;
  const before = state.messages[kind];
  return queued(declarationId, kind, at, state.listVersion, appTypeOf(before), before?.appTime);
}

/**
 * The number of a document stays the same in every version, and what the port or customs has kept under a number can
 * only be changed (2): a new one (1) would be a duplicate key. What neither has kept (never sent, or thrown back by the
 * port itself) does not exist there: a change of it would be unknown, so it is new again.
 */
export function appTypeOf(before: MessageState | undefined): string {
  return before?.kept === true ? '2' : '1';
}

/** True where a document or the list was sent back, nothing has been said since, and it may go again. */
export function isReturned(state: Declaration): boolean {
  if (state.papers === undefined || state.cancelled) return false;
  if (after(modeOf(state.papers).course, state.position, 'RESUBMIT') === undefined) return false;
  const { documents, list } = kindsOf(state.papers);
  const returned = [...documents, list].some((kind) => (state.messages[kind]?.outcome ?? '') !== '');
  return state.duplicate || returned;
}

/** Messages that customs did not answer in its time, and that are still waited for. */
export function unanswered({ messages, cancelled }: Declaration) {
  if (cancelled) return [];
  return Object.entries(messages).flatMap(([kind, message]) => {
    if (message === undefined || message.answered || message.retired || message.overdue === 0) return [];
    return [{ kind: kind as MessageKind, copMsgId: message.copMsgId, overdue: message.overdue }];
  });
}
