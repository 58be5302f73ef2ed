import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { zoneNumber } from './zone-number.ts';

const wild = fc
  .record({ id: fc.constantFrom('V1', 'G1'), kind: fc.constantFrom('LIST', 'PASS'), tenant: fc.constantFrom('a', 'b') })
  .map((of) => ({ type: 'Claim' as const, claimed: { messageNo: 'N1', ...of } }));

it('a number of ours belongs to who claimed it first', () => {
  anyHistory('warehouse zone number', {
    service: 'warehouse',
    aggregate: zoneNumber,
    roads: [[]],
    wild,
    events: { ZoneNumberClaimed: true },
    over: ({ id }) => id || undefined,
    laws: ({ history }) => holds(history.length === 1, 'claimed once', history),
  });
});
