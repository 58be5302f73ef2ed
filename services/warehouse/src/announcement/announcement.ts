import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Decision } from '@portolan/eventsourcing';

/**
 * What the operator of a warehouse was told of a parcel or a return: whose it is. A stream of the operator, by parcel
 * or return id.
 */
export interface Announcement {
  /** Tenant of the merchant; empty where no such thing was announced to this operator. */
  readonly owner: string;
  readonly orderId: string;
}

export type AnnouncementEvent = Only<WarehouseEvent, 'ParcelAnnounced' | 'ReturnAnnounced'>;

export interface Announce {
  readonly type: 'Announce';
  readonly announced: AnnouncementEvent;
}

export const announcement = {
  name: 'announcement',
  initial: { owner: '', orderId: '' } as Announcement,
  decide: ({ announced }: Announce, known: Announcement): Decision<AnnouncementEvent, never> =>
    known.owner === '' ? [announced] : [],
  evolve: (_: Announcement, { data }: AnnouncementEvent): Announcement => ({
    owner: data.owner,
    orderId: data.orderId,
  }),
  audience: (event: AnnouncementEvent): Audience[] => [{ tenant: event.data.owner, role: 'merchant' }],
};
