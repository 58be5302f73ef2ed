import type { FxEvent, Only } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { Decider } from '@portolan/eventsourcing';

type InboundEvent = Only<FxEvent, 'BankMessageReceived' | 'BankMessageRefused' | 'BankReportUnmatched'>;

export type InboundCommand =
  | { readonly type: 'ReceiveMessage'; readonly message: Only<FxEvent, 'BankMessageReceived'>['data'] }
  | { readonly type: 'RefuseMessage'; readonly message: Only<FxEvent, 'BankMessageRefused'>['data'] }
  | {
      readonly type: 'ReportUnmatched';
      readonly messageId: string;
      readonly reference: string;
      readonly reason: string;
    };

export interface Inbound {
  readonly known: boolean;
  /** First flaw of one that could not be read. */
  readonly flaw: Flaw | undefined;
}

/**
 * One message that the bank pushed. Its id is made from its bytes, so the same bytes are kept once, and their first
 * reading counts.
 */
export const inbound: Decider<Inbound, InboundCommand, InboundEvent, never> & { readonly name: 'inbound' } = {
  name: 'inbound',
  initial: { known: false, flaw: undefined },

  decide(command, state) {
    switch (command.type) {
      case 'ReceiveMessage':
        return state.known ? [] : [{ type: 'BankMessageReceived', data: command.message }];
      case 'RefuseMessage':
        return state.known ? [] : [{ type: 'BankMessageRefused', data: command.message }];
      case 'ReportUnmatched': {
        const { messageId, reference, reason } = command;
        return [{ type: 'BankReportUnmatched', data: { messageId, reference, reason } }];
      }
    }
  },

  evolve(state, event) {
    return { known: true, flaw: event.type === 'BankMessageRefused' ? event.data.flaws[0] : state.flaw };
  },
};
