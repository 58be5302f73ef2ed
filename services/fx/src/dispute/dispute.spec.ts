import { readFileSync } from 'node:fs';
import { isRefusal } from '@portolan/eventsourcing';
import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { diagram, tableOfMoves } from './course/diagram.ts';
import { type Kind, type Stage, type Status, stages, statuses } from './course/standing.ts';
import { course, following } from './course/table.ts';
import { actorOf, type DisputeCommand, type DisputeEvent, dispute, disputeId } from './dispute.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const amount = usd(10_000n);
const about = { disputeId: 'd', escrowId: 'e', orderId: 'o', orderNo: 'N-1' };
const days = { negotiation: 15, early: 3, evidence: 10 };
const open = (kind: Kind): DisputeCommand => ({ type: 'OpenDispute', ...about, kind, amount, reason: 'WRONG', days });
const due = '2026-03-17T01:00:00.000Z';
const opened = (kind: Kind, stage: Stage): DisputeEvent => ({
  type: 'DisputeOpened',
  data: { ...about, kind, stage, amount, reason: 'WRONG', due },
});
const held: DisputeEvent = { type: 'DisputeHeld', data: { disputeId: 'd', orderId: 'o', amount, clawed: usd(0n) } };
const evidence = { kind: 'ORDER', document: 'PO-1', sha256: 'aa' };
const shown: DisputeEvent = {
  type: 'DisputeEvidenceGiven',
  data: { disputeId: 'd', orderId: 'o', by: 'SELLER', ...evidence },
};
const resolved = (status: Status, toBuyer: bigint, stage: Stage, reason: string): DisputeEvent => ({
  type: 'DisputeResolved',
  data: { ...about, stage, status, toBuyer: usd(toBuyer), toSeller: usd(10_000n - toBuyer), reason },
});

const commands: Readonly<Record<DisputeCommand['type'], DisputeCommand>> = {
  OpenDispute: open('CLAIM'),
  RecordHold: { type: 'RecordHold', clawed: usd(0n) },
  RefuseHold: { type: 'RefuseHold', reason: 'ESCROW_DISPUTE_LATE' },
  GiveEvidence: { type: 'GiveEvidence', by: 'SELLER', ...evidence, sha256: 'bb' },
  Offer: { type: 'Offer', by: 'SELLER', toBuyer: usd(1n) },
  Accept: { type: 'Accept', by: 'SELLER' },
  Escalate: { type: 'Escalate', by: 'BUYER', days },
  MissDeadline: { type: 'MissDeadline', due, days },
  Decide: { type: 'Decide', toBuyer: usd(2_500n), reason: 'HALF_RIGHT' },
  Cancel: { type: 'Cancel', reason: 'WITHDRAWN' },
  Reverse: { type: 'Reverse' },
};

/** A history that ends at this stage and status. */
function historyAt(kind: Kind, stage: Stage, status: Status, isHeld: boolean): readonly DisputeEvent[] {
  if (status === 'NONE') return [];
  const start = [opened(kind, stage), ...(isHeld ? [held] : [])];
  if (status === 'OPENED') return start;
  if (status === 'CHALLENGED') return [...start, shown];
  return [...start, resolved(status, status === 'WON' || status === 'CANCELLED' ? 0n : 10_000n, stage, 'X')];
}

describe('the table', () => {
  const cases = (['CLAIM', 'CHARGEBACK'] as const).flatMap((kind) =>
    stages.flatMap((stage) => statuses.map((status) => [kind, stage, status] as const)),
  );

  it.each(cases)('of a %s at %s, %s: every command moves where it says, or is refused', (kind, stage, status) => {
    for (const command of Object.values(commands)) {
      if (command.type === 'OpenDispute') continue;
      const isHeld = command.type !== 'RecordHold' && command.type !== 'RefuseHold';
      const { state, when } = given(dispute, historyAt(kind, stage, status, isHeld));
      const { decision } = when(command, facts(due));
      const move = course.find(
        (one) =>
          one.command === command.type &&
          one.kinds.includes(kind) &&
          one.from.includes(status) &&
          one.stages.includes(stage),
      );
      const name = `${command.type} at ${stage} ${status}`;
      if (move === undefined) {
        expect(isRefusal(decision) || decision.length === 0, name).toBe(true);
        continue;
      }
      if (isRefusal(decision)) throw new Error(`${name}: ${decision.refused}`);
      expect(decision[0]?.type, name).toBe(move.event);
      const end = decision.reduce(dispute.evolve, state);
      expect(move.to, name).toContain(end.status);
      const next = move.next === 'following' ? following(stage) : (move.next ?? stage);
      expect(end.stage, name).toBe(next);
    }
  });

  it('stands in ESCROW.md', () => {
    const page = readFileSync(new URL('../../ESCROW.md', import.meta.url), 'utf8');
    const squeezed = (text: string) => text.replace(/[ -]+/g, ' ');
    expect(squeezed(page)).toContain(squeezed(diagram()));
    expect(squeezed(page)).toContain(squeezed(tableOfMoves()));
  });
});

describe('a dispute', () => {
  const claim = [opened('CLAIM', 'INQUIRY'), held];
  const atDispute = [opened('CLAIM', 'DISPUTE'), held];

  it('begins as inquiry, a chargeback as dispute; each with its deadline', () => {
    given(dispute, [])
      .when(open('CLAIM'))
      .then([opened('CLAIM', 'INQUIRY')]);
    const back = opened('CHARGEBACK', 'DISPUTE');
    const data = { ...back.data, due: '2026-03-12T01:00:00.000Z' };
    given(dispute, [])
      .when(open('CHARGEBACK'))
      .then([{ ...back, data } as DisputeEvent]);
    given(dispute, claim).when(open('CLAIM')).thenNothing();
    expect(disputeId('t', 'a')).not.toBe(disputeId('t', 'b'));
  });

  it('that nobody opened answers nothing', () => {
    given(dispute, []).when(commands.Decide).thenRefused('DISPUTE_NOT_FOUND');
  });

  it('escalates by itself when the two have not agreed in 15 days; evidence is due 10 days later', () => {
    const escalated: DisputeEvent = {
      type: 'DisputeEscalated',
      data: { disputeId: 'd', orderId: 'o', stage: 'DISPUTE', by: 'TIME', due: '2026-03-27T01:00:00.000Z' },
    };
    given(dispute, claim).when(commands.MissDeadline, facts(due)).then([escalated]);
    given(dispute, claim).when(commands.MissDeadline, facts('2026-03-17T00:59:59.999Z')).thenNothing();
    // Its timer repeated, or late: the deadline is another one by now.
    given(dispute, [...claim, escalated])
      .when(commands.MissDeadline, facts('2026-05-01T00:00:00.000Z'))
      .thenNothing();
  });

  it('may be escalated after 3 days, not at once', () => {
    const early = facts('2026-03-05T00:59:59.999Z');
    given(dispute, claim)
      .when(commands.Escalate, early)
      .thenRefused('DISPUTE_EARLY', { from: '2026-03-05T01:00:00.000Z' });
    expect(given(dispute, claim).when(commands.Escalate, facts('2026-03-05T01:00:00.000Z')).decision).toHaveLength(1);
  });

  it('is lost where no evidence comes in time, and goes on where it does', () => {
    given(dispute, atDispute)
      .when(commands.MissDeadline, facts(due))
      .then([resolved('EXPIRED', 10_000n, 'DISPUTE', 'NO_EVIDENCE')]);
    given(dispute, [...atDispute, shown])
      .when(commands.MissDeadline, facts(due))
      .thenNothing();
  });

  it('takes a piece of evidence once from each side', () => {
    const again: DisputeCommand = { type: 'GiveEvidence', by: 'SELLER', ...evidence };
    given(dispute, [...claim, shown])
      .when(again)
      .thenNothing();
    const other = given(dispute, claim).when({ ...again, by: 'BUYER' }).decision;
    expect(isRefusal(other) ? '' : other.reduce(dispute.evolve, given(dispute, claim).state).status).toBe('OPENED');
  });

  it('is settled where both name the same, or one takes what the other offers', () => {
    const offered: DisputeEvent = {
      type: 'DisputeOffered',
      data: { disputeId: 'd', orderId: 'o', by: 'SELLER', toBuyer: usd(4_000n) },
    };
    const same: DisputeCommand = { type: 'Offer', by: 'BUYER', toBuyer: usd(4_000n) };
    const agreed = resolved('ACCEPTED', 4_000n, 'INQUIRY', 'MUTUAL');
    given(dispute, [...claim, offered])
      .when(same)
      .then([{ ...offered, data: { ...offered.data, by: 'BUYER' } } as DisputeEvent, agreed]);
    given(dispute, [...claim, offered])
      .when({ type: 'Accept', by: 'BUYER' })
      .then([agreed]);
    given(dispute, claim).when({ type: 'Accept', by: 'BUYER' }).thenRefused('DISPUTE_NOTHING_OFFERED');
    given(dispute, claim)
      .when(commands.Accept)
      .then([resolved('ACCEPTED', 10_000n, 'INQUIRY', 'MUTUAL')]);
  });

  it('is decided in any split, to the cent', () => {
    given(dispute, atDispute)
      .when(commands.Decide)
      .then([resolved('LOST', 2_500n, 'DISPUTE', 'HALF_RIGHT')]);
    for (const wrong of [usd(-1n), usd(10_001n), money(1n, 'CNY')]) {
      given(dispute, atDispute)
        .when({ type: 'Decide', toBuyer: wrong, reason: 'X' })
        .thenRefused('DISPUTE_SHARE_INVALID');
    }
    given(dispute, claim).when(commands.Decide).thenRefused('DISPUTE_NOT_NOW');
  });

  it('is not resolved before its money stands still', () => {
    given(dispute, [opened('CLAIM', 'INQUIRY')])
      .when(commands.Cancel)
      .thenRefused('DISPUTE_NOT_HELD');
    const nothing = { ...resolved('CANCELLED', 0n, 'INQUIRY', 'ESCROW_DISPUTE_LATE').data, toSeller: usd(0n) };
    given(dispute, [opened('CLAIM', 'INQUIRY')])
      .when(commands.RefuseHold)
      .then([{ type: 'DisputeResolved', data: nothing } as DisputeEvent]);
  });

  it('over a card may be reversed after it was lost', () => {
    const lost = [opened('CHARGEBACK', 'DISPUTE'), held, resolved('LOST', 10_000n, 'DISPUTE', 'X')];
    const reversed: DisputeEvent = { type: 'DisputeReversed', data: { ...about, amount } };
    given(dispute, lost).when(commands.Reverse).then([reversed]);
    given(dispute, [...lost, reversed])
      .when(commands.Reverse)
      .thenNothing();
  });

  it('says who acts next', () => {
    expect(actorOf({ stage: 'INQUIRY', status: 'OPENED' })).toBe('seller');
    expect(actorOf({ stage: 'INQUIRY', status: 'CHALLENGED' })).toBe('buyer');
    expect(actorOf({ stage: 'ARBITRATION', status: 'CHALLENGED' })).toBe('platform');
    expect(actorOf({ stage: 'DISPUTE', status: 'WON' })).toBe('');
  });
});
