import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { payment } from './payment.ts';

const wild = fc.tuple(fc.constantFrom(1, 2, 3), fc.constantFrom('m', 'other')).map(([attempt, tenant]) => ({
  ...{ payoutId: 'p', orderId: 'o', tenant, messageId: `MP-${attempt}`, endToEndId: `EP-${attempt}` },
}));

it('a reference of a payment is registered once, and stays', () => {
  anyHistory('fx payment', {
    service: 'fx',
    aggregate: payment,
    roads: [[]],
    wild,
    events: { PaymentRegistered: true },
    laws({ before, after }) {
      const { endToEndIds } = after;
      holds(new Set(endToEndIds).size === endToEndIds.length, 'once', endToEndIds);
      holds(endToEndIds.slice(0, -1).join() === before.endToEndIds.join(), 'one after another', before, after);
    },
  });
});
