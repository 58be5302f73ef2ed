import type { Commands, Reaction } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import type { ParcelEvent } from '../parcel/parcel.ts';
import type { BookLineOf } from './book-lines.ts';
import { cancelling } from './cancelling.ts';
import { moving } from './moving.ts';
import { reserving } from './reserving.ts';

/**
 * What a parcel's own events do to the shelves. One reaction for all of them, so that they are done in the order in
 * which they happened: units are never put back while the picking of them is still on its way.
 */
export function shelves(commands: Commands, all: Aggregates, bookLineOf: BookLineOf): Reaction<ParcelEvent> {
  return {
    name: 'warehouse.shelves.v1',
    reads: ['warehouse'],
    on: { ...reserving(commands, all, bookLineOf), ...moving(all), ...cancelling(commands, all) },
  };
}
