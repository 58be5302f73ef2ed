import type { CustomsEvent, customsRefusals, Only } from '@portolan/contracts';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';

/** Whose list a number of customs names. Undefined: nobody's. */
export type ListNumber = Holder | undefined;

export interface Holder {
  readonly tenant: string;
  readonly declarationId: string;
  readonly orderId: string;
}

export interface GiveNumber extends Holder {
  readonly type: 'GiveNumber';
  readonly invtNo: string;
}

export type ListNumberEvent = Only<CustomsEvent, 'ListNumberGiven'>;

export const listNumberId = (invtNo: string): string => madeId('list-number', invtNo);

/** Leads from customs' number of a list (invtNo) to its declaration: a tax notice names nothing else. */
export const listNumber: Decider<ListNumber, GiveNumber, ListNumberEvent, keyof typeof customsRefusals> & {
  readonly name: string;
} = {
  name: 'list-number',
  initial: undefined,

  decide({ type: _type, ...given }, holder) {
    if (holder === undefined) return [{ type: 'ListNumberGiven', data: given }];
    if (holder.tenant === given.tenant && holder.declarationId === given.declarationId) return [];
    return refuse('LIST_NUMBER_TAKEN', { invtNo: given.invtNo });
  },

  evolve(_state, { data: { tenant, declarationId, orderId } }) {
    return { tenant, declarationId, orderId };
  },
};
