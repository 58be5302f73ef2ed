import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { Decider } from '@portolan/eventsourcing';

/** One message that leaves, by its CopMsgId. Undefined: it was never written. */
export type SentMessage = Kept | undefined;

export interface Kept {
  readonly tenant: string;
  /** The declaration, summary or return that it belongs to. */
  readonly aboutId: string;
  readonly orderId: string;
  readonly kind: MessageKind;
  readonly guid: string;
  /** The key by which it is answered. */
  readonly ownerCode: string;
  readonly key: string;
  /** Number of the certificate that signed it. */
  readonly certificate: string;
  /** Of the exact bytes. */
  readonly sha256: string;
  readonly size: number;
  /** The bytes, compressed. */
  readonly original: Complete<Sealed>;
}

export interface KeepSigned extends Kept {
  readonly type: 'KeepSigned';
  readonly copMsgId: string;
}

export type SentMessageEvent = Only<CustomsEvent, 'MessageSigned'>;

/**
 * Keeps the bytes of a message before it goes out, once: whenever and however often it goes, these are what goes, also
 * under another certificate or another version of the software. They are the evidence of what customs was told.
 */
export const sentMessage: Decider<SentMessage, KeepSigned, SentMessageEvent, never> & {
  readonly name: string;
  audience(event: SentMessageEvent): readonly { readonly tenant: string; readonly role: string }[];
} = {
  name: 'sent-message',
  initial: undefined,
  decide: ({ type: _type, ...kept }, before) => (before === undefined ? [{ type: 'MessageSigned', data: kept }] : []),
  evolve: (_state, { data: { copMsgId: _id, ...kept } }) => kept,
  audience: ({ data: { tenant } }) => [{ tenant, role: 'merchant' }],
};
