import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type {
  DeclarationList,
  MessageKind,
  OrderDocument,
  ReceiptDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import { madeId, madeUuid } from '@portolan/eventsourcing';
import { chinaTime } from './china-time.ts';

/** What is declared: the list and the three documents it was matched with. */
export interface Papers {
  readonly list: Complete<DeclarationList>;
  readonly order: Complete<OrderDocument>;
  readonly receipt: Complete<ReceiptDocument>;
  readonly waybill: Complete<WaybillDocument>;
}

/** A declaration on its way through the single window. Undefined papers: it does not exist. */
export interface Declaration {
  readonly papers: Papers | undefined;
  readonly orderId: string;
  readonly messages: Readonly<Partial<Record<MessageKind, MessageState>>>;
  /** Marks of the replies already recorded. */
  readonly replies: readonly string[];
  readonly documentsAccepted: boolean;
  readonly released: boolean;
  readonly preNo: string;
  readonly invtNo: string;
}

/** Where one message stands with customs. */
export interface MessageState {
  readonly copMsgId: string;
  readonly sent: boolean;
  /** Rank of the furthest status; 0 before the first. */
  readonly rank: number;
  /** Stored or concluded by customs. */
  readonly accepted: boolean;
  /** The status that sent it back, or ''. */
  readonly outcome: string;
  /** Return time of the reply that moved it last, RFC 3339. */
  readonly since: string;
}

export type DeclarationEvent = Only<
  CustomsEvent,
  | 'DeclarationDrafted'
  | 'MessageQueued'
  | 'MessageSent'
  | 'ReplyRecorded'
  | 'DocumentsAccepted'
  | 'DeclarationStored'
  | 'DeclarationUnderReview'
  | 'DeclarationReleased'
  | 'DeclarationClosed'
  | 'DeclarationReturned'
  | 'UnknownStatusRaised'
>;

/** The three documents go first; the list follows when customs has stored them. */
export const documentKinds = ['MESSAGE_KIND_CEB303', 'MESSAGE_KIND_CEB403', 'MESSAGE_KIND_CEB505'] as const;

/** Fixes the ids and the time under which a message is built and sent, however often: its bytes are always the same. */
export function queued(declarationId: string, kind: MessageKind, at: string): DeclarationEvent {
  return {
    type: 'MessageQueued',
    data: {
      declarationId,
      kind,
      guid: madeUuid('guid', declarationId, kind).toUpperCase(),
      copMsgId: madeId('dxp', declarationId, kind),
      appTime: chinaTime(at),
    },
  };
}
