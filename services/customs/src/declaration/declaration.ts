import { takenRank } from '@portolan/ceb/statuses';
import type { Complete, customsRefusals } from '@portolan/contracts';
import type { MessageKind, Reply, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { type Decider, type Decision, madeId, refuse } from '@portolan/eventsourcing';
import type { Money } from '@portolan/money';
import { decideNotice, evolveBill } from './bills.ts';
import { afterReply, type Cancel, cancel, nextAttempt, sentBack } from './cancelling.ts';
import { allowed, moveTo, standsOn } from './position.ts';
import { decideReply, evolveReply, withMessage } from './replies.ts';
import { type Draft, draft } from './resubmitting.ts';
import { type Declaration, type DeclarationEvent, kindsOf, type MessageState } from './state.ts';

export { cancellationNo, nextAttempt } from './cancelling.ts';
export { type Declaration, type DeclarationEvent, isReturned, type Papers, unanswered } from './state.ts';

export type DeclarationCommand =
  | Draft
  | Cancel
  | {
      readonly type: 'RecordSent';
      readonly declarationId: string;
      readonly kind: MessageKind;
      readonly copMsgId: string;
      readonly sha256: string;
    }
  /** The single window said that the message itself is wrong: sending it again would not help. */
  | {
      readonly type: 'RecordRejection';
      readonly declarationId: string;
      readonly kind: MessageKind;
      readonly status: string;
      readonly info: string;
    }
  | { readonly type: 'RecordReply'; readonly declarationId: string; readonly reply: Complete<Reply> }
  /** Its list is part of a summary that was asked for, or counts in a month's statistics. */
  | {
      readonly type: 'RecordSummary';
      readonly declarationId: string;
      readonly summaryId: string;
      readonly month: string;
      readonly statisticsFlag: string;
    }
  /** Goods of it came back: so much of its tax is not levied. */
  | {
      readonly type: 'RecordReturn';
      readonly declarationId: string;
      readonly number: number;
      readonly amount: Money;
    }
  /** Customs declared its list under a number. */
  | {
      readonly type: 'RecordEntry';
      readonly declarationId: string;
      readonly summaryId: string;
      readonly entryId: string;
    }
  | { readonly type: 'RecordNotice'; readonly declarationId: string; readonly notice: Complete<TaxNotice> }
  /** The time is up within which customs answers a message. */
  | {
      readonly type: 'CheckAnswer';
      readonly declarationId: string;
      readonly kind: MessageKind;
      readonly copMsgId: string;
      /** 1 for the first time. */
      readonly times: number;
    };

export const declarationId = (tenant: string, orderId: string): string => madeId('declaration', tenant, orderId);

type Code = keyof typeof customsRefusals;

/** The list of one order and the messages around it, until it is closed or taken back. */
export const declaration: Decider<Declaration, DeclarationCommand, DeclarationEvent, Code> & {
  readonly name: string;
} = {
  name: 'declaration',
  initial: {
    papers: undefined,
    orderId: '',
    position: 'NONE',
    listVersion: 0,
    messages: {},
    replaced: [],
    replies: [],
    documentsAccepted: false,
    released: false,
    releasedAt: '',
    givenBack: {},
    preNo: '',
    invtNo: '',
    duplicate: false,
    cancelled: false,
    cancellation: undefined,
    bills: {},
  },

  decide(command, state, facts): Decision<DeclarationEvent, Code> {
    const { declarationId } = command;
    if (command.type === 'Draft') return draft(command, state, facts.at);
    if (command.type === 'Cancel') return cancel(command, state, facts.at);
    if (state.papers === undefined) return refuse('DECLARATION_NOT_FOUND', { id: declarationId });
    switch (command.type) {
      case 'RecordSent': {
        const message = state.messages[command.kind];
        if (message === undefined || message.sent || message.copMsgId !== command.copMsgId) return [];
        const { kind, copMsgId, sha256 } = command;
        return [{ type: 'MessageSent', data: { declarationId, kind, copMsgId, sha256 } }];
      }
      case 'RecordRejection': {
        const { kind, status, info } = command;
        const message = state.messages[kind];
        // What customs has taken is not thrown back at the door: it was handed over once more.
        if (message?.outcome === status || (message?.rank ?? 0) >= takenRank) return [];
        const led = [sentBack(declarationId, state.orderId, kind, status, info)];
        if (!standsOn(state, led)) return [];
        return [...led, ...afterReply(declarationId, { answers: kind, invtNo: '' }, led, state, facts.at)];
      }
      case 'RecordReply':
        return decideReply(command, state, facts);
      case 'RecordSummary': {
        const { summaryId, month, statisticsFlag } = command;
        const data = { declarationId, orderId: state.orderId, summaryId, month, statisticsFlag };
        return allowed(state, { type: 'DeclarationSummarised', data });
      }
      case 'RecordReturn': {
        const { number: returnNumber, amount } = command;
        if (state.givenBack[returnNumber] !== undefined) return [];
        return [{ type: 'ImportTaxGivenBack', data: { declarationId, orderId: state.orderId, returnNumber, amount } }];
      }
      case 'RecordEntry': {
        const { summaryId, entryId } = command;
        return allowed(state, {
          type: 'DeclarationEntered',
          data: { declarationId, orderId: state.orderId, summaryId, entryId },
        });
      }
      case 'RecordNotice':
        return decideNotice(declarationId, command.notice, state);
      case 'CheckAnswer': {
        const { kind, copMsgId, times } = command;
        const message = state.messages[kind];
        const silent = message !== undefined && !message.answered && !message.retired && !state.cancelled;
        if (!silent || message.copMsgId !== copMsgId || times !== message.overdue + 1) return [];
        const data = { declarationId, orderId: state.orderId, kind, times, copMsgId };
        return [{ type: 'DeclarationOverdue', data }];
      }
    }
  },

  evolve(state, event) {
    return moveTo(changed(state, event), event);
  },
};

function changed(state: Declaration, event: DeclarationEvent): Declaration {
  switch (event.type) {
    case 'DeclarationDrafted': {
      const { declarationId: _id, orderId, ...papers } = event.data;
      return { ...state, orderId, papers, listVersion: 1 };
    }
    case 'DeclarationResubmitted': {
      const { declarationId: _id, orderId, listVersion, ...papers } = event.data;
      const next = { ...state, orderId, papers, listVersion, documentsAccepted: false, duplicate: false };
      return withMessage(next, kindsOf(papers).list, { retired: true, outcome: '' });
    }
    case 'MessageQueued':
      return queue(state, event.data);
    case 'MessageSent':
      return withMessage(state, event.data.kind, { sent: true });
    case 'DeclarationOverdue':
      return withMessage(state, event.data.kind, { overdue: event.data.times });
    case 'ReplyRecorded':
      return evolveReply(state, event.data.reply, event.data.moves);
    case 'DocumentsAccepted':
      return { ...state, documentsAccepted: true };
    case 'DeclarationStored':
      return { ...state, preNo: event.data.preNo, invtNo: event.data.invtNo };
    case 'DeclarationReleased':
      return { ...state, released: true, releasedAt: event.data.releasedAt.instant, invtNo: event.data.invtNo };
    case 'DeclarationReturned': {
      const { kind, status } = event.data;
      const duplicate = state.duplicate || status === 'DUPLICATE_KEY';
      return withMessage({ ...state, duplicate, released: false }, kind, { outcome: status, answered: true });
    }
    case 'CancellationRequested': {
      const { copNo, reason } = event.data;
      return { ...state, cancellation: { copNo, reason, attempt: nextAttempt(state), open: true } };
    }
    case 'CancellationReturned':
      return closeCancellation(state, event.data.status);
    case 'ImportTaxGivenBack': {
      const { returnNumber, amount } = event.data;
      return { ...state, givenBack: { ...state.givenBack, [returnNumber]: amount } };
    }
    case 'DeclarationCancelled':
      return { ...state, orderId: event.data.orderId, cancelled: true };
    default:
      return evolveBill(state, event);
  }
}

function queue(state: Declaration, data: Extract<DeclarationEvent, { type: 'MessageQueued' }>['data']): Declaration {
  const { kind, guid, copMsgId, appTime, appType } = data;
  const before = state.messages[kind];
  const message: MessageState = {
    ...{ guid, copMsgId, appTime, appType: appType || '1' },
    ...{ sent: false, answered: false, rank: 0, accepted: false, outcome: '', since: '' },
    // What was once kept under the key stays kept there, whatever becomes of later versions.
    ...{ kept: before?.kept ?? false, after: before?.since ?? '', retired: false, overdue: 0 },
  };
  const isList = state.papers !== undefined && kindsOf(state.papers).list === kind;
  return {
    ...state,
    messages: { ...state.messages, [kind]: message },
    replaced: before === undefined ? state.replaced : [...state.replaced, before.guid],
    documentsAccepted: state.documentsAccepted || isList,
  };
}

function closeCancellation(state: Declaration, status: string): Declaration {
  if (state.papers === undefined || state.cancellation === undefined) return state;
  const closed = { ...state, cancellation: { ...state.cancellation, open: false } };
  const { cancellation } = kindsOf(state.papers);
  return withMessage(closed, cancellation, { outcome: status, answered: true });
}
