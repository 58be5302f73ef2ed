import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { announcement } from './announcement.ts';

const wild = fc.constantFrom('one', 'other').map((owner) => ({
  type: 'Announce' as const,
  announced: { orderId: 'O1', orderNo: 'SO-1', platformCode: 'P', owner },
}));

it('whose an order is stays as the platform was told first', () => {
  anyHistory('orders announcement', {
    service: 'orders',
    aggregate: announcement,
    roads: [[]],
    wild,
    events: { OrderAnnounced: true },
    over: ({ owner }) => owner || undefined,
    laws: ({ history }) => holds(history.length === 1, 'told once', history),
  });
});
