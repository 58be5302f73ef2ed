import type { Complete, FxEvent, Only } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { BankStatement } from '@portolan/contracts/fx/v1/types';
import type { Decider } from '@portolan/eventsourcing';

/** What a message said beside notices and statuses: one event each. */
export type FurtherEvent = Only<
  FxEvent,
  'BankStatementRead' | 'PaymentReturnRead' | 'RecallAnswerRead' | 'RecallRequestRead' | 'CreditTransferRead'
>;
type InboundEvent = Only<FxEvent, 'BankMessageReceived' | 'BankMessageRefused' | 'BankReportUnmatched'> | FurtherEvent;

export type InboundCommand =
  | {
      readonly type: 'ReceiveMessage';
      readonly message: Only<FxEvent, 'BankMessageReceived'>['data'];
      readonly further?: readonly FurtherEvent[];
    }
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
  /** The statements that stood in it. */
  readonly statements: readonly Complete<BankStatement>[];
}

/**
 * One message that the bank pushed. Its id is made from its bytes, so the same bytes are kept once, and their first
 * reading counts.
 */
export const inbound: Decider<Inbound, InboundCommand, InboundEvent, never> & { readonly name: 'inbound' } = {
  name: 'inbound',
  initial: { known: false, flaw: undefined, statements: [] },

  decide(command, state) {
    switch (command.type) {
      case 'ReceiveMessage': {
        const { message, further = [] } = command;
        return state.known ? [] : [{ type: 'BankMessageReceived', data: message }, ...further];
      }
      case 'RefuseMessage':
        return state.known ? [] : [{ type: 'BankMessageRefused', data: command.message }];
      case 'ReportUnmatched': {
        const { messageId, reference, reason } = command;
        return [{ type: 'BankReportUnmatched', data: { messageId, reference, reason } }];
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'BankMessageRefused':
        return { ...state, known: true, flaw: event.data.flaws[0] };
      case 'BankStatementRead':
        return { ...state, statements: [...state.statements, event.data.statement] };
      default:
        return { ...state, known: true };
    }
  },
};
