import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type InboundCommand, inboundOf, missingGoods } from './inbound.ts';

const line = fc.record({
  sku: fc.constantFrom('CABLE', 'LAMP', ''),
  lot: fc.constantFrom('', 'L1'),
  quantity: fc.bigInt(0n, 5n),
});
const lines = fc.array(line, { maxLength: 3 });
const inboundId = fc.constant('I1');
const places: Readonly<Record<string, { operator: string; kind: string }>> = {
  PDX: { operator: 'operator', kind: 'overseas' },
  NGB: { operator: 'operator', kind: 'bonded' },
};
const expected = { inboundId: 'I1', orderId: 'O1', orderNo: 'BK-1', owner: 'merchant' };
const expect = (warehouseId: string, announced: { sku: string; lot: string; quantity: bigint }[]): InboundCommand => ({
  type: 'Expect',
  expected: { ...expected, warehouseId, lines: announced },
});
const wild: fc.Arbitrary<InboundCommand> = fc.oneof(
  fc.tuple(fc.constantFrom('PDX', 'NGB', 'XXX'), lines).map((some) => expect(...some)),
  fc.record({ type: fc.constant('Count'), inboundId, deliveryId: fc.constantFrom('D1', 'D2'), lines }),
  fc.record({
    ...{ type: fc.constant('Resolve'), inboundId },
    resolution: fc.constantFrom('CLAIM', 'FOUND', 'ACCEPTED', 'LOST'),
  }),
);
const announced = [{ sku: 'CABLE', lot: 'L1', quantity: 4n }];
const count = (quantity: bigint): InboundCommand => ({
  ...{ type: 'Count', inboundId: 'I1', deliveryId: 'D1', lines: [{ sku: 'CABLE', lot: '', quantity }] },
});

it('goods that an order sends are counted once, and a difference is closed once', () => {
  anyHistory('warehouse inbound', {
    service: 'warehouse',
    aggregate: inboundOf((id) => places[id]),
    roads: [
      [expect('PDX', announced), count(4n)],
      [expect('PDX', announced), count(2n), { type: 'Resolve', inboundId: 'I1', resolution: 'CLAIM' }],
    ],
    wild,
    events: {
      ...{ GoodsExpected: true, ExpectedGoodsCounted: true },
      ...{ InboundDiscrepancyOpened: true, InboundDiscrepancyResolved: true },
    },
    over: ({ state }) => (state === 'COUNTED' || state === 'RESOLVED' ? state : undefined),
    laws({ history, after }) {
      const types = history.map(({ type }) => type);
      holds(new Set(types).size === types.length, 'each step is taken once', types);
      const differs = after.differing.length > 0;
      holds(differs === types.includes('InboundDiscrepancyOpened'), 'a difference has its case', after);
      for (const { sku, quantity } of missingGoods(after.expected, after.differing))
        holds(
          quantity > 0n && after.expected.some((one) => one.sku === sku),
          'only what was announced is missing',
          sku,
        );
    },
  });
});
