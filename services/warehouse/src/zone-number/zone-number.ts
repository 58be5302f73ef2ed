import type { Only, WarehouseEvent } from '@portolan/contracts';
import { type Decision, madeId } from '@portolan/eventsourcing';

/**
 * Which list or pass one of our message numbers (EtpsPreentNo) belongs to. Claimed before the message can leave the
 * house, so that the zone's answer finds it however fast it comes. It stands under the suite's own tenant: whose a number
 * is shows only when an answer is matched.
 */
export interface ZoneNumber {
  /** Empty where the number is not ours. */
  readonly id: string;
  readonly kind: string;
  readonly tenant: string;
}

export type ZoneNumberEvent = Only<WarehouseEvent, 'ZoneNumberClaimed'>;

export interface ClaimNumber {
  readonly type: 'Claim';
  readonly claimed: ZoneNumberEvent['data'];
}

export const zoneNumberId = (messageNo: string): string => madeId('zone-number', messageNo);

export const zoneNumber = {
  name: 'zone-number',
  initial: { id: '', kind: '', tenant: '' } as ZoneNumber,
  decide: ({ claimed }: ClaimNumber, known: ZoneNumber): Decision<ZoneNumberEvent, never> =>
    known.id === '' ? [{ type: 'ZoneNumberClaimed', data: claimed }] : [],
  evolve: (_: ZoneNumber, { data: { id, kind, tenant } }: ZoneNumberEvent): ZoneNumber => ({ id, kind, tenant }),
  audience: (event: ZoneNumberEvent) => [{ tenant: event.data.tenant, role: 'zone_operator' }],
};
