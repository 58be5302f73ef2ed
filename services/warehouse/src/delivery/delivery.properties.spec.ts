import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { deliveryOf } from './delivery.ts';

const places: Readonly<Record<string, { operator: string; kind: string }>> = {
  SZX: { operator: 'operator', kind: 'forwarder' },
  NGB: { operator: 'operator', kind: 'bonded' },
};
const wild = fc.record({
  ...{ type: fc.constant('Count' as const), by: fc.constantFrom('operator', 'stranger'), deliveryId: fc.constant('D') },
  ...{ warehouseId: fc.constantFrom('SZX', 'NGB', 'XXX'), owner: fc.constantFrom('', 'merchant') },
  document: fc.string(),
  lines: fc.array(
    fc.record({ sku: fc.constantFrom('', 'CABLE'), lot: fc.constantFrom('', 'L'), quantity: fc.bigInt(0n, 3n) }),
    { maxLength: 3 },
  ),
});

it('a delivery is counted once, in whole units, never into bond', () => {
  anyHistory('warehouse delivery', {
    service: 'warehouse',
    aggregate: deliveryOf((id) => places[id]),
    roads: [[]],
    wild,
    events: { DeliveryCounted: true },
    over: ({ counted }) => (counted ? 'counted' : undefined),
    laws({ history }) {
      holds(history.length === 1, 'once', history);
      for (const { data } of history) {
        holds(data.warehouseId === 'SZX', 'not into bond by a count alone', data);
        holds(data.lines.length > 0 && data.lines.every(({ quantity }) => quantity > 0n), 'whole units', data);
      }
    },
  });
});
