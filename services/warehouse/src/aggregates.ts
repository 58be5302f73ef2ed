import { announcement } from './announcement/announcement.ts';
import { book } from './book/book.ts';
import { bookItem } from './book-item/book-item.ts';
import { deliveryOf } from './delivery/delivery.ts';
import { gatePass } from './gate-pass/gate-pass.ts';
import { inboundOf } from './inbound/inbound.ts';
import { itemOf } from './item/item.ts';
import { parcelOf } from './parcel/parcel.ts';
import { returnOf } from './return/return.ts';
import type { OperatorOf, SiteOf } from './sites.ts';
import { stockOf } from './stock/stock.ts';
import { verificationListOf } from './verification-list/verification-list.ts';
import { zoneMessage } from './zone-message/zone-message.ts';
import { zoneNumber } from './zone-number/zone-number.ts';

/** What this service decides about, for the warehouses it was configured with. */
export function aggregates(siteOf: SiteOf) {
  const operatorOf: OperatorOf = (warehouseId) => siteOf(warehouseId)?.operator;
  return {
    delivery: deliveryOf(siteOf),
    inbound: inboundOf(siteOf),
    goodsReturn: returnOf(siteOf),
    item: itemOf(operatorOf),
    stock: stockOf(operatorOf),
    announcement,
    parcel: parcelOf(siteOf),
    book,
    bookItem,
    verificationList: verificationListOf(siteOf),
    gatePass,
    zoneNumber,
    zoneMessage,
  };
}

export type Aggregates = ReturnType<typeof aggregates>;
