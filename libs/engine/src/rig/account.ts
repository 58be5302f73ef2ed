import type { Codec } from '@portolan/contracts';
import { catalogueOf } from '@portolan/contracts';
import { CommandRefused } from '@portolan/contracts/engine/v1/history';
import type { Decision, Facts } from '@portolan/eventsourcing';
import { refuse } from '@portolan/eventsourcing';
import type { Aggregate, CommandContext } from '../model.ts';

export type AccountEvent =
  | { readonly type: 'Deposited'; readonly data: { readonly amount: number; readonly entry: string } }
  | { readonly type: 'Withdrawn'; readonly data: { readonly amount: number } };

export type AccountCommand =
  | { readonly type: 'Deposit'; readonly amount: number }
  | { readonly type: 'Withdraw'; readonly amount: number }
  | { readonly type: 'Empty' }
  | { readonly type: 'Break' };

export interface Account {
  readonly balance: number;
  readonly events: number;
}

/** A contract for tests: JSON inside a message that exists already. */
function codec(): Codec {
  return {
    encode: (message) => CommandRefused.encode({ command: JSON.stringify(message), code: '', data: {} }),
    decode: (input) => JSON.parse(CommandRefused.decode(input).command) as unknown,
    fromJSON: (object) => object,
    toJSON: (message) => message,
  };
}

export const bank = catalogueOf('bank', { Deposited: codec(), Withdrawn: codec() });
/** The same topic as an older version of the service knew it. */
export const olderBank = catalogueOf('bank', { Deposited: codec() });

export const account: Aggregate<Account, AccountCommand, AccountEvent, 'OVERDRAWN'> = {
  name: 'account',
  initial: { balance: 0, events: 0 },
  decide(command, state, facts: Facts): Decision<AccountEvent, 'OVERDRAWN'> {
    switch (command.type) {
      case 'Deposit':
        return [{ type: 'Deposited', data: { amount: command.amount, entry: facts.id('entry') } }];
      case 'Withdraw':
        if (command.amount > state.balance) return refuse('OVERDRAWN', { balance: String(state.balance) });
        return [{ type: 'Withdrawn', data: { amount: command.amount } }];
      case 'Empty':
        return state.balance === 0 ? [] : [{ type: 'Withdrawn', data: { amount: state.balance } }];
      case 'Break':
        throw new Error('this decider is broken');
    }
  },
  evolve(state, event) {
    const { amount } = event.data;
    const balance = event.type === 'Deposited' ? state.balance + amount : state.balance - amount;
    return { balance, events: state.events + 1 };
  },
  audience: (event) => (event.type === 'Deposited' ? [{ tenant: 'overseer', role: 'platform' }] : []),
};

export function context(commandId: string, more: Partial<CommandContext> = {}): CommandContext {
  return {
    tenant: 'acme',
    commandId,
    requestHash: '',
    correlation: 'order-1',
    causation: 'test',
    traceparent: '',
    ...more,
  };
}
