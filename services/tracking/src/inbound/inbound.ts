import type { Only, TrackingEvent } from '@portolan/contracts';
import type { Decision } from '@portolan/eventsourcing';

/** A message of a carrier, kept as it came. One stream per message, under the suite's own tenant. */
export interface Inbound {
  readonly received: 'not' | 'readable' | 'unreadable';
  /** First mistake of an unreadable message. */
  readonly flaw: { readonly field: string; readonly reason: string } | undefined;
}

export type InboundEvent = Only<TrackingEvent, 'CarrierMessageReceived' | 'CarrierMessageRefused'>;

/** What was read of it; without any scan it is kept as unreadable. */
export interface ReceiveCarrierMessage {
  readonly type: 'Receive';
  readonly message: Extract<InboundEvent, { type: 'CarrierMessageReceived' }>['data'];
}

export const inboundTenant = 'portolan';

export const inbound = {
  name: 'inbound',
  initial: { received: 'not', flaw: undefined } as Inbound,
  decide({ message }: ReceiveCarrierMessage, state: Inbound): Decision<InboundEvent, never> {
    if (state.received !== 'not') return [];
    const { messageId, carrier, raw, scans, flaws } = message;
    if (scans.length > 0) return [{ type: 'CarrierMessageReceived', data: message }];
    return [{ type: 'CarrierMessageRefused', data: { messageId, carrier, raw, flaws } }];
  },
  evolve(_: Inbound, event: InboundEvent): Inbound {
    if (event.type === 'CarrierMessageReceived') return { received: 'readable', flaw: undefined };
    return { received: 'unreadable', flaw: event.data.flaws[0] };
  },
};
