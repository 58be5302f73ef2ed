import type { React } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import type { Allocation } from '../parcel/parcel.ts';
import { stockId } from '../stock/stock.ts';
import { accepted } from './accepted.ts';

/** What happens to a parcel happens to the units in it, bucket by bucket. */
export function moving({ stock }: Aggregates) {
  const move = (type: 'Pick' | 'Pack' | 'Dispatch') => async (event: Moved, react: React) => {
    const { parcelId, allocations } = event.data;
    for (const { bucket, quantity } of allocations) {
      accepted(await react.execute(stock, stockId(bucket), { type, parcelId, quantity }));
    }
  };
  return { ParcelPicked: move('Pick'), ParcelPacked: move('Pack'), ParcelDispatched: move('Dispatch') };
}

interface Moved {
  readonly data: { readonly parcelId: string; readonly allocations: readonly Allocation[] };
}
