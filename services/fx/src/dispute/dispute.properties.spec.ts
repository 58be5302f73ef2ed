import { money } from '@portolan/money';
import { type Asked, anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { stages } from './course/standing.ts';
import { type Dispute, type DisputeCommand, dispute } from './dispute.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const days = { negotiation: 15, early: 3, evidence: 10 };
const about = {
  disputeId: 'd',
  escrowId: 'e',
  orderId: 'o',
  orderNo: 'N-1',
  amount: usd(1_000n),
  reason: 'WRONG',
  days,
};
const open = (kind: 'CLAIM' | 'CHARGEBACK'): DisputeCommand => ({ type: 'OpenDispute', ...about, kind });
const hold: DisputeCommand = { type: 'RecordHold', clawed: usd(0n) };
const evidence = (by: 'SELLER' | 'BUYER', sha256: string): DisputeCommand => ({
  ...{ type: 'GiveEvidence', by, kind: 'ORDER', document: 'PO-1', sha256 },
});
const offer = (by: 'SELLER' | 'BUYER', minor: bigint): DisputeCommand => ({ type: 'Offer', by, toBuyer: usd(minor) });
const decide = (minor: bigint): DisputeCommand => ({ type: 'Decide', toBuyer: usd(minor), reason: 'SEEN' });
const missed: Asked<Dispute, DisputeCommand> = ({ due }) => ({ type: 'MissDeadline', due, days });
const escalate: DisputeCommand = { type: 'Escalate', by: 'BUYER', days };

it('a dispute only goes on, and what it resolves adds up', () => {
  anyHistory('fx dispute', {
    service: 'fx',
    aggregate: dispute,
    roads: [
      [open('CLAIM'), hold, evidence('SELLER', 'a'), escalate, missed, escalate, evidence('SELLER', 'b'), decide(400n)],
      [open('CLAIM'), hold, offer('SELLER', 300n), offer('BUYER', 300n)],
      [open('CHARGEBACK'), hold, missed, { type: 'Reverse' }],
    ],
    wild: fc.oneof(
      fc.constantFrom<Asked<Dispute, DisputeCommand>>(
        ...[open('CLAIM'), open('CHARGEBACK'), hold, escalate, missed, evidence('BUYER', 'c')],
        { type: 'Accept', by: 'BUYER' },
        { type: 'Cancel', reason: 'WITHDRAWN' },
        { type: 'RefuseHold', reason: 'ESCROW_CANCELLED' },
        { type: 'Reverse' },
        { type: 'MissDeadline', due: '2026-01-01T00:00:00.000Z', days },
      ),
      fc.bigInt(-1n, 1_001n).map(decide),
      fc
        .tuple(fc.constantFrom('SELLER' as const, 'BUYER' as const), fc.constantFrom(0n, 300n, 1_000n, 1_001n))
        .map(([by, minor]) => offer(by, minor)),
    ),
    events: {
      ...{ DisputeOpened: true, DisputeHeld: true, DisputeEvidenceGiven: true, DisputeOffered: true },
      ...{ DisputeEscalated: true, DisputeResolved: true, DisputeReversed: true },
    },
    over: ({ status }) => (['CANCELLED', 'WON'].includes(status) ? status : undefined),
    // Either may go on a stage, or take an offer back, as often as the stage lasts.
    counts: ({ type }) => type === 'Escalate' || type === 'Offer',
    laws({ before, after, events, history }) {
      holds(stages.indexOf(after.stage) >= stages.indexOf(before.stage) || before.status === 'NONE', 'it only goes on');
      const resolved = history.filter(({ type }) => type === 'DisputeResolved');
      holds(resolved.length <= 1, 'it is resolved once', history);
      for (const event of events) {
        if (event.type !== 'DisputeResolved') continue;
        const { toBuyer, toSeller } = event.data;
        const whole = toBuyer.minor + toSeller.minor;
        holds(toBuyer.minor >= 0n && toSeller.minor >= 0n, 'nobody gets less than nothing', event);
        holds(whole === 1_000n || (whole === 0n && !before.held), 'what was frozen is divided whole', event);
      }
    },
  });
});
