import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type ItemCommand, itemOf } from './item.ts';

const key = { warehouseId: 'W', owner: 'merchant', sku: 'CABLE' };
const wild: fc.Arbitrary<ItemCommand> = fc.oneof(
  fc.constantFrom('', 'L1', 'L2').map((lot): ItemCommand => ({ type: 'OpenLot', bucket: { ...key, lot } })),
  fc
    .tuple(fc.constantFrom('OpenBackorder', 'CloseBackorder'), fc.constantFrom('P1', 'P2', 'P3'))
    .map(([type, parcelId]): ItemCommand => ({ type, ...key, parcelId, orderId: `O-${parcelId}` })),
);

it('a lot stands in its row once, and nobody waits twice or loses the place', () => {
  anyHistory('warehouse item', {
    service: 'warehouse',
    aggregate: itemOf(() => 'operator'),
    roads: [[]],
    wild,
    events: { LotOpened: true, BackorderOpened: true, BackorderClosed: true },
    laws({ before, after }) {
      holds(new Set(after.lots).size === after.lots.length, 'a lot once', after);
      const waiting = after.waiting.map(({ parcelId }) => parcelId);
      holds(new Set(waiting).size === waiting.length, 'a parcel waits once', after);
      const stayed = before.waiting.map(({ parcelId }) => parcelId).filter((parcel) => waiting.includes(parcel));
      holds(stayed.join() === waiting.slice(0, stayed.length).join(), 'who waits keeps the place', before, after);
      holds(after.lots.slice(0, before.lots.length).join() === before.lots.join(), 'the earliest first', after);
    },
  });
});
