import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { buyer, orderId, terms, time, usd } from '../rig/story.ts';
import { offered } from '../rig/worlds.ts';
import { type OrderCommand, order } from './order.ts';

const place: OrderCommand = { type: 'PlaceOrder', orderId, terms, buyer, offered };
const abandon: OrderCommand = { type: 'AbandonOrder', orderId, orderNo: terms.orderNo };
const progress: readonly OrderCommand[] = [
  { type: 'RecordPayment', orderId, amount: usd(6500) },
  { type: 'RecordClearance', orderId, declarationId: 'D1', invtNo: 'I1' },
  { type: 'RecordShipping', orderId, shipmentId: 'S1' },
  { type: 'RecordDelivery', orderId, deliveredAt: time('2026-03-09T10:00:00.000Z') },
  { type: 'RecordStocking', orderId },
  { type: 'RecordSettlement', orderId, paidOut: usd(6300) },
  { type: 'RecordCancellation', orderId, ending: 'ENDING_CANCELLED' },
  { type: 'RecordRefund', orderId, ending: 'ENDING_LOST', amount: usd(6500) },
];
const wild: fc.Arbitrary<OrderCommand> = fc.oneof(
  fc.constantFrom(place, abandon, ...progress),
  fc
    .bigInt(-2n, 9_000n)
    .map((minor): OrderCommand => ({ ...place, terms: { ...terms, total: { minor, currency: 'USD' } } })),
  fc
    .record({ value: fc.constantFrom('0', '2', '-1', '1.5', '999999999'), price: fc.bigInt(-1n, 3_000n) })
    .map(({ value, price }): OrderCommand => {
      const [first, ...rest] = terms.lines;
      const line = { ...first, quantity: { value, unit: 'C62' }, price: { minor: price, currency: 'USD' } };
      return { ...place, terms: { ...terms, lines: first === undefined ? [] : [{ ...first, ...line }, ...rest] } };
    }),
  fc
    .constantFrom('9610', '1210', '9810', 'LOCAL', 'XXXX')
    .map((mode): OrderCommand => ({ ...place, terms: { ...terms, mode } })),
);

it('an order is placed or given up, and each stage is reached once', () => {
  anyHistory('orders order', {
    service: 'orders',
    aggregate: order,
    roads: [[place, ...progress], [abandon]],
    wild,
    events: {
      ...{ OrderPlaced: true, OrderAbandoned: true, OrderPaid: true, OrderCleared: true, OrderShipped: true },
      ...{ OrderDelivered: true, OrderStocked: true, OrderSettled: true, OrderCancelled: true, OrderRefunded: true },
    },
    over: ({ abandoned }) => (abandoned ? 'given up' : undefined),
    laws({ after, history }) {
      const types = history.map(({ type }) => type);
      holds(new Set(types).size === types.length, 'each once', types);
      holds(types[0] === (after.abandoned ? 'OrderAbandoned' : 'OrderPlaced'), 'nothing before it is placed', types);
      holds(!after.abandoned || types.length === 1, 'nothing of one that was given up', types);
      for (const event of history) {
        if (event.type !== 'OrderPlaced') continue;
        const { goodsValue, freight, tax, discount, total, lines } = event.data.terms;
        const due = goodsValue.minor + freight.minor + (tax?.minor ?? 0n) - discount.minor;
        const sum = lines.reduce((all, line) => all + line.price.minor * BigInt(line.quantity.value), 0n);
        holds(due === total.minor && sum === goodsValue.minor, 'what was placed adds up to the cent', event);
      }
    },
  });
});
