import { money } from '@portolan/money';
import { anyHistory, holds, sealed } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type Credit, type FundsCommand, funds } from './funds.ts';
import { type FundsEvent, leftOf } from './state.ts';

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
const line = (no: number, minor: bigint) => ({
  ...{ lineId: `l${no}`, escrowId: `e${no}`, orderId: `o${no}`, orderNo: `SO-${no}`, amount: money(minor, 'USD') },
});
const allot = (...lines: ReturnType<typeof line>[]): FundsCommand => ({
  ...{ type: 'AllotFunds', fundsId, lines, rule: 'PART_PAYMENT', reason: '', decidedBy: '' },
});
const drop = (no: number): FundsCommand => ({ type: 'DropAllotment', fundsId, lineId: `l${no}`, reason: 'NO' });
const hold: FundsCommand = { type: 'HoldFunds', fundsId, reason: 'OTHER', note: '', decidedBy: 'p' };
const clear: FundsCommand = { type: 'ClearFunds', fundsId, evidence: 'C-1', note: '', decidedBy: 'p' };
const some = (minor?: bigint) => (minor === undefined ? {} : { amount: money(minor, 'USD') });
const release = (minor?: bigint): FundsCommand => ({
  ...{ type: 'ReleaseFunds', fundsId, reason: 'OPERATIONS', evidence: '', decidedBy: 'p', ...some(minor) },
});
const returnPart = (minor?: bigint, decidedBy = 'p'): FundsCommand => ({
  ...{ type: 'ReturnPart', fundsId, orderId: '', orderNo: '', reason: 'OPERATIONS', decidedBy, ...some(minor) },
});
const parts = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.bigInt(-1n, 101n));
const wild: fc.Arbitrary<FundsCommand> = fc.oneof(
  fc.constantFrom(100n, 100n, 99n).map(receive),
  fc.constantFrom('e1', 'e2').map(match),
  fc.constantFrom('c1', 'e1').map((claimId): FundsCommand => ({ type: 'MatchClaim', fundsId, claimId, orderId: 'o' })),
  fc.constantFrom(leave, giveBack, hold, clear),
  fc.array(parts, { minLength: 1, maxLength: 3 }).map((all) => allot(...all.map(([no, minor]) => line(no, minor)))),
  fc.integer({ min: 1, max: 4 }).map(drop),
  fc.option(fc.bigInt(0n, 101n), { nil: undefined }).map(release),
  fc
    .tuple(fc.option(fc.bigInt(0n, 101n), { nil: undefined }), fc.constantFrom('', 'p'))
    .map(([minor, who]) => returnPart(minor, who)),
);

/** What became of a credit, of its events alone: the sums of what is kept, was released and went back. */
function spent(history: readonly FundsEvent[]): bigint {
  let total = 0n;
  for (const { type, data } of history) {
    const out = ['FundsMatched', 'FundsReturnRequested', 'FundsAllotted', 'FundsReleased', 'FundsPartReturnRequested'];
    if (out.includes(type)) total += amountOf(data).minor;
    if (type === 'FundsAllotmentDropped') total -= data.amount.minor;
  }
  return total;
}
const amountOf = (data: FundsEvent['data']) => ('amount' in data ? data.amount : data.entry.amount);

it('a credit is somebody’s once: matched to one thing or sent back, never both', () => {
  anyHistory('fx funds', {
    service: 'fx',
    aggregate: funds,
    roads: [
      [receive(100n), match('e1')],
      [receive(100n), leave, giveBack],
      [receive(100n), leave, match('e1')],
      [receive(100n), leave, allot(line(1, 60n), line(2, 30n)), drop(1), hold, clear, release(20n), returnPart()],
    ],
    wild,
    events: {
      ...{ FundsReceived: true, FundsMatched: true, FundsUnmatched: true, FundsReturnRequested: true },
      ...{ FundsAllotted: true, FundsAllotmentDropped: true, FundsHeld: true, FundsCleared: true },
      ...{ FundsReleased: true, FundsPartReturnRequested: true },
    },
    // A part of the same amount can be given twice.
    counts: ({ type }) => type === 'ReleaseFunds' || type === 'ReturnPart',
    over: ({ status, matchedTo }) =>
      status === 'MATCHED' || status === 'RETURNING' ? `${status} ${matchedTo}` : undefined,
    laws({ after, history, command, before }) {
      const [received] = history;
      const all = received === undefined ? 0n : amountOf(received.data).minor;
      holds(leftOf(after).minor >= 0n, 'nothing is given that is not there', history);
      const inSuspense = after.status === 'RECEIVED' || after.status === 'UNMATCHED' ? leftOf(after).minor : 0n;
      holds(spent(history) + inSuspense === all, 'received is matched, kept, released, sent back and left', history);
      const types = history.map(({ type }) => type);
      const once = types.filter((type) => ['FundsReceived', 'FundsMatched', 'FundsReturnRequested'].includes(type));
      holds(new Set(once).size === once.length, 'in whole once', types);
      const ends = types.filter((type) => type === 'FundsMatched' || type === 'FundsReturnRequested');
      holds(ends.length <= 1, 'matched or sent back', types);
      const touched = before.held !== undefined && leftOf(after).minor < leftOf(before).minor;
      const person = ('decidedBy' in command && command.decidedBy !== '') || command.type === 'ReturnFunds';
      holds(!touched || (person && types.at(-1) !== 'FundsAllotted'), 'what is held only goes back', types);
    },
  });
});
