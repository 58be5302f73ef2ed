import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type ClaimOrderNumber, orderNumber } from './order-number.ts';

const order = fc.constantFrom('O1', 'O2', 'O3');
const wild: fc.Arbitrary<ClaimOrderNumber> = fc.record({
  ...{ type: fc.constant('ClaimOrderNumber'), orderNo: fc.constant('SO-1'), orderId: order },
  inPlaceOf: fc.oneof(fc.constant(''), order),
});

it('a number names one order at a time, and goes on only from the one that it names', () => {
  anyHistory('orders order number', {
    service: 'orders',
    aggregate: orderNumber,
    roads: [[]],
    wild,
    events: { OrderNumberClaimed: true },
    laws({ before, command, after, at }) {
      holds(
        before.orderId === '' || command.inPlaceOf === before.orderId,
        'taken over from its holder',
        command,
        before,
      );
      holds(after.orderId === command.orderId && after.claimedAt === at, 'as it was asked', after);
    },
  });
});
