import { announcement } from './announcement/announcement.ts';
import { deliveryOf } from './delivery/delivery.ts';
import { itemOf } from './item/item.ts';
import { parcelOf } from './parcel/parcel.ts';
import type { OperatorOf } from './sites.ts';
import { stockOf } from './stock/stock.ts';

/** What this service decides about, for the warehouses it was configured with. */
export function aggregates(operatorOf: OperatorOf) {
  return {
    delivery: deliveryOf(operatorOf),
    item: itemOf(operatorOf),
    stock: stockOf(operatorOf),
    announcement,
    parcel: parcelOf(operatorOf),
  };
}

export type Aggregates = ReturnType<typeof aggregates>;
