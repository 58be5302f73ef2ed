import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { React, Reaction } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import type { Allocation } from '../parcel/parcel.ts';
import { stockId } from '../stock/stock.ts';
import { accepted } from './accepted.ts';

/** What happens to a parcel happens to the units in it, bucket by bucket. */
export function moving({
  stock,
}: Aggregates): Reaction<Only<WarehouseEvent, 'ParcelPicked' | 'ParcelPacked' | 'ParcelDispatched'>> {
  const move = (type: 'Pick' | 'Pack' | 'Dispatch') => async (event: Moved, react: React) => {
    const { parcelId, allocations } = event.data;
    for (const { bucket, quantity } of allocations) {
      accepted(await react.execute(stock, stockId(bucket), { type, parcelId, quantity }));
    }
  };
  return {
    name: 'warehouse.moving.v1',
    reads: ['warehouse'],
    on: { ParcelPicked: move('Pick'), ParcelPacked: move('Pack'), ParcelDispatched: move('Dispatch') },
  };
}

interface Moved {
  readonly data: { readonly parcelId: string; readonly allocations: readonly Allocation[] };
}
