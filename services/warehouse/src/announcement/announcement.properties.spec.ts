import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type Announce, announcement } from './announcement.ts';

const owner = fc.constantFrom('one', 'other');
const wild: fc.Arbitrary<Announce> = fc.oneof(
  owner.map(
    (of): Announce => ({
      type: 'Announce',
      announced: {
        type: 'ParcelAnnounced',
        data: { parcelId: 'P', orderId: `O-${of}`, orderNo: 'SO', warehouseId: 'W', owner: of },
      },
    }),
  ),
  owner.map(
    (of): Announce => ({
      type: 'Announce',
      announced: {
        type: 'ReturnAnnounced',
        data: { returnId: 'R', orderId: `O-${of}`, orderNo: 'SO', warehouseId: 'W', owner: of },
      },
    }),
  ),
);

it('whose a parcel is stays as it was told first', () => {
  anyHistory('warehouse announcement', {
    service: 'warehouse',
    aggregate: announcement,
    roads: [[]],
    wild,
    events: { ParcelAnnounced: true, ReturnAnnounced: true },
    over: ({ owner: of }) => of || undefined,
    laws: ({ history }) => holds(history.length === 1, 'told once', history),
  });
});
