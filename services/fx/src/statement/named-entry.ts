import type { FxEvent, Only } from '@portolan/contracts';
import { type Decider, madeId } from '@portolan/eventsourcing';

type NamedEvent = Only<FxEvent, 'BankEntryNamed'>;

export interface NamedEntry {
  /** Under which the credit was told first; '' where it was not yet. */
  readonly servicerReference: string;
}

/** One stream per account and UETR. */
export function namedEntryId(account: string, uetr: string): string {
  return madeId('entry', account, uetr);
}

/**
 * A credit that the bank tells in a notice and again on a statement is one, also where the two give it references of
 * their own: the first one counts.
 */
export const namedEntry: Decider<NamedEntry, NamedEvent['data'], NamedEvent, never> & { readonly name: 'entry' } = {
  name: 'entry',
  initial: { servicerReference: '' },
  decide: (data, state) => (state.servicerReference === '' ? [{ type: 'BankEntryNamed', data }] : []),
  evolve: (_, { data: { servicerReference } }) => ({ servicerReference }),
};
