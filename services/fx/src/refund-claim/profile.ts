import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { Decider } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';

/** TRADER 免退税, PRODUCER 免抵退税; NONE: its exports are not claimed for. */
export type RefundMethod = 'TRADER' | 'PRODUCER' | 'NONE';

export interface RefundProfile {
  readonly method: RefundMethod;
}

export interface SetRefundProfile {
  readonly type: 'SetRefundProfile';
  readonly method: string;
}

export const refundProfileId = (tenant: string): string => madeId('refund-profile', tenant);

const methods: readonly string[] = ['TRADER', 'PRODUCER', 'NONE'] satisfies RefundMethod[];

/** How a merchant's tax is refunded. A claim keeps the method that stood when its export was declared. */
export const refundProfile: Decider<
  RefundProfile,
  SetRefundProfile,
  Only<FxEvent, 'RefundProfileSet'>,
  Extract<keyof typeof fxRefusals, 'REFUND_METHOD_UNKNOWN'>
> & { readonly name: 'refund-profile' } = {
  name: 'refund-profile',
  initial: { method: 'NONE' },
  decide({ method }, state) {
    if (!methods.includes(method)) return refuse('REFUND_METHOD_UNKNOWN', { method });
    return method === state.method ? [] : [{ type: 'RefundProfileSet', data: { method } }];
  },
  evolve: (_state, { data }) => ({ method: data.method as RefundMethod }),
};
