import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type ClaimKey, messageKey } from './message-key.ts';

const wild: fc.Arbitrary<ClaimKey> = fc.record({
  ...{ type: fc.constant('ClaimKey'), kind: fc.constant('MESSAGE_KIND_CEB303'), ownerCode: fc.constant('C') },
  ...{ key: fc.constant('SO-1'), tenant: fc.constantFrom('one', 'other'), declarationId: fc.constantFrom('D1', 'D2') },
  orderId: fc.constant('O1'),
});

it('a key of a message leads to one declaration for good', () => {
  anyHistory('customs message key', {
    service: 'customs',
    aggregate: messageKey,
    roads: [[]],
    wild,
    events: { MessageKeyClaimed: true },
    over: (holder) => holder && `${holder.tenant} ${holder.declarationId}`,
    laws: ({ history }) => holds(history.length === 1, 'once', history),
  });
});
