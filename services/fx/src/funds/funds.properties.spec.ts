import { money } from '@portolan/money';
import { anyHistory, holds, sealed } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type Credit, type FundsCommand, funds } from './funds.ts';

const entry = (minor: bigint): Credit => ({
  ...{ account: 'A1', side: 'SIDE_CREDIT', servicerReference: 'CR1', amount: money(minor, 'USD'), reversal: false },
  ...{ bookingDate: '2026-03-02', valueDate: '2026-03-02', remittance: 'SO-1', endToEndId: '', status: 'BOOK' },
  ...{ counterparty: sealed('payer'), reportedAt: '2026-03-02T00:10:00.000Z' },
});
const fundsId = 'f1';
const receive = (minor: bigint): FundsCommand => ({
  type: 'ReceiveFunds',
  fundsId,
  entry: entry(minor),
  orderNo: 'SO-1',
});
const leave: FundsCommand = { type: 'LeaveUnmatched', fundsId, reason: 'NO_ESCROW' };
const match = (escrowId: string): FundsCommand => ({ type: 'MatchFunds', fundsId, escrowId, orderId: 'o' });
const giveBack: FundsCommand = { type: 'ReturnFunds', fundsId, orderId: '', orderNo: '', reason: 'OPERATIONS' };
const wild: fc.Arbitrary<FundsCommand> = fc.oneof(
  fc.constantFrom(100n, 100n, 99n).map(receive),
  fc.constantFrom('e1', 'e2').map(match),
  fc.constantFrom('c1', 'e1').map((claimId): FundsCommand => ({ type: 'MatchClaim', fundsId, claimId, orderId: 'o' })),
  fc.constantFrom(leave, giveBack),
);

it('a credit is somebody’s once: matched to one thing or sent back, never both', () => {
  anyHistory('fx funds', {
    service: 'fx',
    aggregate: funds,
    roads: [
      [receive(100n), match('e1')],
      [receive(100n), leave, giveBack],
      [receive(100n), leave, match('e1')],
    ],
    wild,
    events: { FundsReceived: true, FundsMatched: true, FundsUnmatched: true, FundsReturnRequested: true },
    over: ({ status, matchedTo }) =>
      status === 'MATCHED' || status === 'RETURNING' ? `${status} ${matchedTo}` : undefined,
    laws({ history }) {
      const types = history.map(({ type }) => type);
      holds(new Set(types).size === types.length, 'each once', types);
      const ends = types.filter((type) => type === 'FundsMatched' || type === 'FundsReturnRequested');
      holds(ends.length <= 1, 'matched or sent back', types);
      const amounts = history.map(({ type, data }) => (type === 'FundsReceived' ? data.entry.amount : data.amount));
      holds(
        amounts.every(({ minor }) => minor === amounts[0]?.minor),
        'all of it',
        amounts,
      );
    },
  });
});
