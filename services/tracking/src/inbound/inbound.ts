import type { Only, TrackingEvent } from '@portolan/contracts';
import type { Decision } from '@portolan/eventsourcing';

/** A message of a carrier, kept as it came. One stream per message, under the suite's own tenant. */
export interface Inbound {
  readonly received: 'not' | 'readable' | 'unreadable';
  /** First mistake of an unreadable message. */
  readonly flaw: { readonly field: string; readonly reason: string } | undefined;
  /** Ids of its scans that belong to no shipment. */
  readonly unmatched: readonly string[];
}

export type InboundEvent = Only<TrackingEvent, 'CarrierMessageReceived' | 'CarrierMessageRefused' | 'ScanUnmatched'>;

/** What was read of it; without any scan it is kept as unreadable. */
export interface ReceiveCarrierMessage {
  readonly type: 'Receive';
  readonly message: Extract<InboundEvent, { type: 'CarrierMessageReceived' }>['data'];
}

/** The number of one of its scans belongs to no shipment of ours. */
export interface ReportUnmatched {
  readonly type: 'ReportUnmatched';
  readonly messageId: string;
  readonly scan: Extract<InboundEvent, { type: 'ScanUnmatched' }>['data']['scan'];
}

export const inbound = {
  name: 'inbound',
  initial: { received: 'not', flaw: undefined, unmatched: [] } as Inbound,
  decide(command: ReceiveCarrierMessage | ReportUnmatched, state: Inbound): Decision<InboundEvent, never> {
    if (command.type === 'ReportUnmatched') {
      const { messageId, scan } = command;
      if (state.unmatched.includes(scan.scanId)) return [];
      return [{ type: 'ScanUnmatched', data: { messageId, scan } }];
    }
    const { message } = command;
    if (state.received !== 'not') return [];
    const { messageId, carrier, raw, scans, flaws } = message;
    if (scans.length > 0) return [{ type: 'CarrierMessageReceived', data: message }];
    return [{ type: 'CarrierMessageRefused', data: { messageId, carrier, raw, flaws } }];
  },
  evolve(state: Inbound, event: InboundEvent): Inbound {
    switch (event.type) {
      case 'CarrierMessageReceived':
        return { ...state, received: 'readable' };
      case 'CarrierMessageRefused':
        return { ...state, received: 'unreadable', flaw: event.data.flaws[0] };
      case 'ScanUnmatched':
        return { ...state, unmatched: [...state.unmatched, event.data.scan.scanId] };
    }
  },
};
