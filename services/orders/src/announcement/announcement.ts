import type { Only, OrdersEvent } from '@portolan/contracts';
import type { Decision } from '@portolan/eventsourcing';

/** What a platform was told of an order: whose it is, and nothing priced. A stream of the platform, by order id. */
export interface Announcement {
  /** Tenant of the merchant; empty where no such order was announced to this platform. */
  readonly owner: string;
}

export type AnnouncementEvent = Only<OrdersEvent, 'OrderAnnounced'>;

export interface Announce {
  readonly type: 'Announce';
  readonly announced: AnnouncementEvent['data'];
}

export const announcement = {
  name: 'announcement',
  initial: { owner: '' } as Announcement,
  decide: ({ announced }: Announce, known: Announcement): Decision<AnnouncementEvent, never> =>
    known.owner === '' ? [{ type: 'OrderAnnounced', data: announced }] : [],
  evolve: (_: Announcement, { data }: AnnouncementEvent): Announcement => ({ owner: data.owner }),
};
