import type { Only, OrdersEvent } from '@portolan/contracts';
import type { Reaction } from '@portolan/engine';
import { announcement } from '../announcement/announcement.ts';
import type { Partners } from '../partners.ts';

/** Tells a platform that works with this installation whose order it is, so that it can put the order's document. */
export function announcingReaction({
  platforms,
}: Pick<Partners, 'platforms'>): Reaction<Only<OrdersEvent, 'OrderPlaced'>> {
  return {
    name: 'orders.announcing.v1',
    reads: ['orders'],
    on: {
      OrderPlaced: async ({ data: { orderId, terms }, meta }, react) => {
        const { code } = terms.platform;
        const platform = Object.hasOwn(platforms, code) ? platforms[code] : undefined;
        if (platform === undefined) return;
        const announced = { orderId, orderNo: terms.orderNo, owner: meta.tenant, platformCode: code };
        await react.execute(announcement, orderId, { type: 'Announce', announced }, { tenant: platform });
      },
    },
  };
}
