import type { CustomsEvent, customsRefusals, Only } from '@portolan/contracts';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';

/** Whose declaration a business key leads to. Undefined: nobody's. */
export type MessageKey = Claim | undefined;

export interface Claim {
  readonly tenant: string;
  readonly declarationId: string;
  readonly orderId: string;
}

export interface ClaimKey extends Claim {
  readonly type: 'ClaimKey';
  readonly kind: MessageKind;
  readonly ownerCode: string;
  readonly key: string;
}

export type MessageKeyEvent = Only<CustomsEvent, 'MessageKeyClaimed'>;

export const messageKeyId = (kind: MessageKind, ownerCode: string, key: string): string =>
  madeId('message-key', kind, ownerCode, key);

/**
 * Leads from the business key of a message to its declaration. Claimed before the message can go out, so a reply finds
 * it however fast it comes. Keys are the reply's own: order number of the platform (304), order number of the merchant
 * (404), waybill number of the carrier (506), list number of the declarant (604).
 */
export const messageKey: Decider<MessageKey, ClaimKey, MessageKeyEvent, keyof typeof customsRefusals> & {
  readonly name: string;
} = {
  name: 'message-key',
  initial: undefined,

  decide({ type: _type, ...claim }, holder) {
    if (holder === undefined) return [{ type: 'MessageKeyClaimed', data: claim }];
    if (holder.tenant === claim.tenant && holder.declarationId === claim.declarationId) return [];
    return refuse('MESSAGE_KEY_TAKEN', { key: claim.key, ownerCode: claim.ownerCode });
  },

  evolve(_state, { data: { tenant, declarationId, orderId } }) {
    return { tenant, declarationId, orderId };
  },
};
