import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import { sameContent } from '@portolan/eventsourcing';
import {
  appTypeOf,
  type Declaration,
  type DeclarationEvent,
  isReturned,
  kindsOf,
  type Papers,
  queued,
  queuedList,
} from './state.ts';

export interface Draft {
  readonly type: 'Draft';
  readonly declarationId: string;
  readonly orderId: string;
  readonly papers: Papers;
  /** A message whose business key leads to another declaration already: nothing can be sent. */
  readonly taken?: { readonly kind: MessageKind; readonly key: string };
}

/** What a match leads to: the first draft, or, where it was sent back, the next version. Nothing while one stands. */
export function draft(command: Draft, state: Declaration, at: string): DeclarationEvent[] {
  const { declarationId, orderId, papers, taken } = command;
  if (state.cancelled) return [];
  if (state.papers === undefined) {
    const drafted: DeclarationEvent = { type: 'DeclarationDrafted', data: { declarationId, orderId, ...papers } };
    return [drafted, ...(taken === undefined ? firstMessages(command, at) : [duplicate(declarationId, taken)])];
  }
  if (!isReturned(state)) return [];
  const listVersion = state.listVersion + 1;
  const again: DeclarationEvent = {
    type: 'DeclarationResubmitted',
    data: { declarationId, orderId, listVersion, ...papers },
  };
  return [again, ...(taken === undefined ? nextMessages(command, state, at) : [duplicate(declarationId, taken)])];
}

function firstMessages({ declarationId, papers }: Draft, at: string): DeclarationEvent[] {
  return kindsOf(papers).documents.map((kind) => queued(declarationId, kind, at));
}

/**
 * A document that customs has stored, and that has not changed, stands. One that is still unanswered and unchanged is
 * waited for. The others go again, and the list after them; where all stand, the list goes at once.
 */
function nextMessages({ declarationId, papers }: Draft, state: Declaration, at: string): DeclarationEvent[] {
  const next: Declaration = { ...state, listVersion: state.listVersion + 1 };
  const { documents } = kindsOf(papers);
  const changed = documents.filter((kind) => !stands(kind, state, papers));
  const messages = changed.map((kind) =>
    queued(declarationId, kind, at, next.listVersion, typeOf(kind, state, papers), state.messages[kind]?.appTime),
  );
  const allAccepted = changed.length === 0 && documents.every((kind) => state.messages[kind]?.accepted === true);
  return allAccepted ? [queuedList(declarationId, next, papers, at)] : messages;
}

function stands(kind: MessageKind, state: Declaration, papers: Papers): boolean {
  const message = state.messages[kind];
  if (message === undefined || message.outcome !== '') return false;
  return sameContent(documentOf(kind, state.papers), documentOf(kind, papers));
}

// Another waybill or payment has a number of its own: under that it is new.
function typeOf(kind: MessageKind, state: Declaration, papers: Papers): string {
  return keyOf(kind, state.papers) === keyOf(kind, papers) ? appTypeOf(state.messages[kind]) : '1';
}

function keyOf(kind: MessageKind, papers: Papers | undefined): string {
  if (kind === 'MESSAGE_KIND_CEB411') return `${papers?.payment?.institution.code} ${papers?.payment?.transactionId}`;
  const isWaybill = kind === 'MESSAGE_KIND_CEB505' || kind === 'MESSAGE_KIND_CEB511';
  return isWaybill ? `${papers?.waybill.carrier.code} ${papers?.waybill.waybillNo}` : (papers?.order.orderNo ?? '');
}

function documentOf(kind: MessageKind, papers: Papers | undefined): unknown {
  switch (kind) {
    case 'MESSAGE_KIND_CEB303':
    case 'MESSAGE_KIND_CEB311':
      return papers?.order;
    case 'MESSAGE_KIND_CEB403':
      return papers?.receipt;
    case 'MESSAGE_KIND_CEB411':
      return papers?.payment;
    default:
      return papers?.waybill;
  }
}

function duplicate(declarationId: string, { kind, key }: NonNullable<Draft['taken']>): DeclarationEvent {
  return { type: 'DeclarationReturned', data: { declarationId, kind, status: 'DUPLICATE_KEY', info: key } };
}
