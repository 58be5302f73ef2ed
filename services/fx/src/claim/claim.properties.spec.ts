import { money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type ClaimCommand, claim } from './claim.ts';

const open: ClaimCommand = {
  ...{ type: 'OpenClaim', claimId: 'c1', orderId: 'o', orderNo: 'SO-1', debtor: 'YANWEN', reason: 'LOST' },
  amount: money(500n, 'USD'),
};
const settle = (minor: bigint, fundsId: string): ClaimCommand => ({
  ...{ type: 'SettleClaim', reference: 'CLAIM-C1', fundsId, amount: money(minor, 'USD') },
});
const wild: fc.Arbitrary<ClaimCommand> = fc.oneof(
  fc
    .record({ amount: fc.bigInt(-1n, 2n).map((minor) => money(minor, 'USD')) })
    .map((change): ClaimCommand => ({ ...open, ...change })),
  fc.constantFrom('LOST', 'BORED').map((reason): ClaimCommand => ({ ...open, reason })),
  fc.constantFrom('YANWEN', 'no carrier').map((debtor): ClaimCommand => ({ ...open, debtor })),
  fc.tuple(fc.constantFrom(500n, 499n, 1n), fc.constantFrom('f1', 'f2')).map((paid) => settle(...paid)),
);

it('a claim is opened once and paid once, by one credit of as much', () => {
  anyHistory('fx claim', {
    service: 'fx',
    aggregate: claim,
    roads: [[open, settle(500n, 'f1')]],
    wild,
    events: { ClaimOpened: true, ClaimSettled: true },
    over: ({ status, fundsId }) => (status === 'SETTLED' ? fundsId : undefined),
    laws({ after, history }) {
      holds(history.length <= 2 && history[0]?.type === 'ClaimOpened', 'opened, then paid', history);
      for (const { data } of history) {
        const { minor } = data.amount;
        holds(minor > 0n && minor === after.amount.minor, 'as much as was claimed', data);
      }
    },
  });
});
