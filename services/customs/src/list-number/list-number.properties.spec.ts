import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type GiveNumber, listNumber } from './list-number.ts';

const wild: fc.Arbitrary<GiveNumber> = fc.record({
  ...{ type: fc.constant('GiveNumber'), invtNo: fc.constant('I1'), tenant: fc.constantFrom('one', 'other') },
  ...{ declarationId: fc.constantFrom('D1', 'D2'), orderId: fc.constant('O1') },
});

it('a number of customs names one list, and is never given twice', () => {
  anyHistory('customs list number', {
    service: 'customs',
    aggregate: listNumber,
    roads: [[]],
    wild,
    events: { ListNumberGiven: true },
    over: (holder) => holder && `${holder.tenant} ${holder.declarationId}`,
    laws: ({ history }) => holds(history.length === 1, 'once', history),
  });
});
