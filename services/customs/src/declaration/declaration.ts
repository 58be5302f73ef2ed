import type { Complete, customsRefusals } from '@portolan/contracts';
import type { MessageKind, Reply } from '@portolan/contracts/customs/v1/types';
import { type Decider, type Facts, madeId, refuse } from '@portolan/eventsourcing';
import { decideReply, evolveReply } from './replies.ts';
import {
  type Declaration,
  type DeclarationEvent,
  documentKinds,
  type MessageState,
  type Papers,
  queued,
} from './state.ts';

export type { Declaration, DeclarationEvent, Papers } from './state.ts';

export type DeclarationCommand =
  | {
      readonly type: 'Draft';
      readonly declarationId: string;
      readonly orderId: string;
      readonly papers: Papers;
      /** A message whose business key leads to another declaration already: nothing can be sent. */
      readonly taken?: { readonly kind: MessageKind; readonly key: string };
    }
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
  | { readonly type: 'RecordReply'; readonly declarationId: string; readonly reply: Complete<Reply> };

export const declarationId = (tenant: string, orderId: string): string => madeId('declaration', tenant, orderId);

export const declaration: Decider<Declaration, DeclarationCommand, DeclarationEvent, keyof typeof customsRefusals> & {
  readonly name: string;
} = {
  name: 'declaration',
  initial: {
    papers: undefined,
    orderId: '',
    messages: {},
    replies: [],
    documentsAccepted: false,
    released: false,
    preNo: '',
    invtNo: '',
  },

  decide(command, state, facts) {
    const { declarationId } = command;
    if (command.type === 'Draft') return state.papers === undefined ? draft(command, facts) : [];
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
        if (state.messages[kind]?.outcome === status) return [];
        return [{ type: 'DeclarationReturned', data: { declarationId, kind, status, info } }];
      }
      case 'RecordReply':
        return decideReply(command, state, facts);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'DeclarationDrafted': {
        const { orderId, list, order, receipt, waybill } = event.data;
        return { ...state, orderId, papers: { list, order, receipt, waybill } };
      }
      case 'MessageQueued': {
        const { kind, copMsgId } = event.data;
        const queued: MessageState = { copMsgId, sent: false, rank: 0, accepted: false, outcome: '', since: '' };
        return { ...state, messages: { ...state.messages, [kind]: queued } };
      }
      case 'MessageSent': {
        const message = state.messages[event.data.kind];
        if (message === undefined) return state;
        return { ...state, messages: { ...state.messages, [event.data.kind]: { ...message, sent: true } } };
      }
      default:
        return evolveReply(state, event);
    }
  },
};

function draft(command: Extract<DeclarationCommand, { type: 'Draft' }>, facts: Facts): DeclarationEvent[] {
  const { declarationId, orderId, papers, taken } = command;
  const drafted: DeclarationEvent = { type: 'DeclarationDrafted', data: { declarationId, orderId, ...papers } };
  if (taken !== undefined) {
    const data = { declarationId, kind: taken.kind, status: 'DUPLICATE_KEY', info: taken.key };
    return [drafted, { type: 'DeclarationReturned', data }];
  }
  return [drafted, ...documentKinds.map((kind) => queued(declarationId, kind, facts.at))];
}
