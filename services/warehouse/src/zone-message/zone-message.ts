import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import type { Decision } from '@portolan/eventsourcing';

/** A message that the zone's system pushed, kept as it came. One stream per message, under the suite's own tenant. */
export interface ZoneMessage {
  readonly received: 'not' | 'readable' | 'unreadable';
  /** First mistake of an unreadable message. */
  readonly flaw: Flaw | undefined;
  /** Kinds and numbers of its replies that belong to nothing of ours. */
  readonly unmatched: readonly string[];
}

export type ZoneMessageEvent = Only<
  WarehouseEvent,
  'ZoneMessageReceived' | 'ZoneMessageRefused' | 'ZoneReplyUnmatched'
>;

type Received = Extract<ZoneMessageEvent, { type: 'ZoneMessageReceived' }>['data'];

/** What was read of it; one with a flaw is kept as unreadable. */
export type ZoneMessageCommand =
  | { readonly type: 'Receive'; readonly message: Received & { readonly flaws: readonly Flaw[] } }
  | {
      readonly type: 'ReportUnmatched';
      readonly messageId: string;
      readonly reply: Received['replies'][number];
    };

export const zoneMessage = {
  name: 'zone-message',
  initial: { received: 'not', flaw: undefined, unmatched: [] } as ZoneMessage,
  decide(command: ZoneMessageCommand, state: ZoneMessage): Decision<ZoneMessageEvent, never> {
    if (command.type === 'ReportUnmatched') {
      const { messageId, reply } = command;
      return state.unmatched.includes(keyOf(reply)) ? [] : [{ type: 'ZoneReplyUnmatched', data: { messageId, reply } }];
    }
    if (state.received !== 'not') return [];
    const { messageId, raw, replies, flaws } = command.message;
    if (flaws.length === 0) return [{ type: 'ZoneMessageReceived', data: { messageId, raw, replies } }];
    return [{ type: 'ZoneMessageRefused', data: { messageId, raw, flaws: [...flaws] } }];
  },
  evolve(state: ZoneMessage, event: ZoneMessageEvent): ZoneMessage {
    switch (event.type) {
      case 'ZoneMessageReceived':
        return { ...state, received: 'readable' };
      case 'ZoneMessageRefused':
        return { ...state, received: 'unreadable', flaw: event.data.flaws[0] };
      case 'ZoneReplyUnmatched':
        return { ...state, unmatched: [...state.unmatched, keyOf(event.data.reply)] };
    }
  },
};

const keyOf = ({ kind, messageNo }: { readonly kind: string; readonly messageNo: string }): string =>
  `${kind} ${messageNo}`;
