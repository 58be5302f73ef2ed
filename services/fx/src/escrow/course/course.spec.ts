import { readFileSync } from 'node:fs';
import { isRefusal } from '@portolan/eventsourcing';
import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { type EscrowCommand, type EscrowEvent, escrow } from '../escrow.ts';
import { against } from './against.ts';
import { diagram, tableOfMoves } from './diagram.ts';
import { type Position, positions } from './positions.ts';
import { course } from './table.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const amount = usd(1_000n);
const ids = { escrowId: 'e', orderId: 'o' };
const about = { ...ids, orderNo: 'N-1' };
const named = { orderId: 'o', orderNo: 'N-1' };
const byNo = { orderNo: 'N-1' };
const endsAt = '2026-03-09T00:00:00.000Z';
const bank = { fundsId: 'f', amount, servicerReference: 'CR1', bookedAt: '2026-03-02T00:10:00.000Z' };
const plan = [
  { number: 1, name: 'production', trigger: 'PROOF', percent: 30, amount: usd(300n) },
  { number: 2, name: 'delivery', trigger: 'DELIVERY', percent: 70, amount: usd(700n) },
];

const tax = usd(100n);
const opened: EscrowEvent = {
  type: 'EscrowOpened',
  data: { ...about, amount, tax, commission: '0.01', due: '2026-03-01T00:00:00.000Z' },
};
const agreed: EscrowEvent = { type: 'MilestonesAgreed', data: { ...ids, milestones: plan } };
const funded: EscrowEvent = { type: 'EscrowFunded', data: { ...ids, ...bank } };
const proven: EscrowEvent = { type: 'MilestoneProven', data: { ...ids, number: 1, document: 'QC', sha256: 'a' } };
const inspecting: EscrowEvent = { type: 'InspectionStarted', data: { ...ids, endsAt } };
const decided: EscrowEvent = { type: 'ReleaseDecided', data: { ...ids, amount, reason: 'ACCEPTED' } };
const released: EscrowEvent = {
  type: 'EscrowReleased',
  data: { ...ids, amount, fee: usd(9n), net: usd(891n), tax },
};
const refunded: EscrowEvent = {
  type: 'EscrowRefunded',
  data: { ...ids, amount, left: usd(0n), reason: 'RETURN', fundsId: 'f' },
};
const cancelled: EscrowEvent = { type: 'EscrowCancelled', data: { ...about, reason: 'BUYER' } };

const histories: Readonly<Record<Position, readonly EscrowEvent[]>> = {
  NONE: [],
  AWAITING_FUNDING: [opened, agreed],
  FUNDED: [opened, agreed, funded, proven],
  INSPECTION: [opened, agreed, funded, proven, inspecting],
  RELEASING: [opened, agreed, funded, proven, inspecting, decided],
  RELEASED: [opened, agreed, funded, proven, inspecting, decided, released],
  REFUNDED: [opened, agreed, funded, refunded],
  CANCELLED: [opened, agreed, cancelled],
};

const commands: Readonly<Partial<Record<EscrowCommand['type'], EscrowCommand>>> = {
  OpenEscrow: { type: 'OpenEscrow', ...about, amount: usd(1n), commission: '0', paymentHours: 72 },
  ProposeMilestones: {
    ...{ type: 'ProposeMilestones', ...byNo, by: 'SELLER' },
    milestones: [{ name: 'all', trigger: 'PROOF', percent: 100 }],
  },
  FundEscrow: { type: 'FundEscrow', ...byNo, ...bank, fundsId: 'g' },
  CheckPayment: { type: 'CheckPayment', ...byNo },
  ProveMilestone: { type: 'ProveMilestone', ...byNo, number: 1, document: 'QC', sha256: 'a' },
  ReleaseMilestone: { type: 'ReleaseMilestone', ...byNo, number: 1 },
  StartInspection: { type: 'StartInspection', ...named, deliveredAt: '2026-03-02T00:00:00Z', days: 3 },
  ExtendInspection: { type: 'ExtendInspection', ...byNo, endsAt: '2026-03-19T00:00:00.000Z', mostDays: 30 },
  OpenDispute: { type: 'OpenDispute', ...named, amount: usd(10n), reason: 'WRONG' },
  FreezePart: {
    ...{ type: 'FreezePart', ...byNo, holdId: 'h', kind: 'CLAIM', amount: usd(10n), refundsSettled: 1 },
    windows: { claimDays: 30, chargebackDays: 120, chargebackMostDays: 540 },
  },
  SettlePart: { type: 'SettlePart', ...byNo, holdId: 'h', toBuyer: usd(10n) },
  ReverseCharge: { type: 'ReverseCharge', ...byNo, holdId: 'h' },
  RefundEscrow: { type: 'RefundEscrow', ...named, amount: usd(10n), reason: 'RETURN' },
  AcceptEscrow: { type: 'AcceptEscrow', ...named },
  EndInspection: { type: 'EndInspection', ...byNo },
  RecordRelease: { type: 'RecordRelease', ...byNo },
  GiveTaxBack: { type: 'GiveTaxBack', ...named },
};

const frozen = (kind: string): EscrowEvent => ({
  type: 'EscrowPartFrozen',
  data: { ...about, holdId: 'h', kind, amount: usd(10n), clawed: usd(0n) },
});
const lost: EscrowEvent = {
  type: 'EscrowPartSettled',
  data: {
    ...{ ...about, holdId: 'h', kind: 'CHARGEBACK', toBuyer: usd(10n), toSeller: usd(0n), left: usd(990n) },
    ...{ fundsId: 'f', clawed: usd(0n) },
  },
};
/** What must have happened for a guard to let the move through. */
const needed: Readonly<Partial<Record<EscrowCommand['type'], readonly EscrowEvent[]>>> = {
  SettlePart: [frozen('CLAIM')],
  ReverseCharge: [frozen('CHARGEBACK'), lost],
};

function historyFor(command: EscrowCommand['type'], position: Position): readonly EscrowEvent[] {
  const way = histories[position].filter(({ type }) => command !== 'ProveMilestone' || type !== 'MilestoneProven');
  const isMove = course.some((move) => move.command === command && move.from.includes(position));
  return isMove ? [...way, ...(needed[command] ?? [])] : way;
}

test('names for every command what it does at every position, once', () => {
  const known = [...new Set(course.map(({ command }) => command))];
  expect(Object.keys(commands).sort()).toEqual(known.sort());
  for (const command of known) {
    const rows = course.filter((move) => move.command === command);
    for (const position of positions) {
      const naming = rows.filter(({ from, otherwise }) => from.includes(position) || position in otherwise);
      const isOpen = position !== 'NONE' || command === 'OpenEscrow';
      expect(naming.length, `${command} at ${position}`).toBe(isOpen ? 1 : 0);
    }
  }
});

describe.each(course.map((move) => [`${move.command} → ${move.event}`, move] as const))('%s', (_, move) => {
  const tried = (position: Position) => {
    const { state, when } = given(escrow, historyFor(move.command, position));
    const command = commands[move.command];
    if (command === undefined) throw new Error(move.command);
    return {
      state,
      decision: when(command, facts(move.command === 'EndInspection' ? endsAt : '2026-03-06T00:00:00.000Z')).decision,
    };
  };

  test('leads where it says, from where it says', () => {
    const moved = move.from.filter((position) => {
      const { state, decision } = tried(position);
      if (isRefusal(decision)) {
        expect(Object.values(move.otherwise), position).not.toContain(decision.refused);
        return false;
      }
      const end = decision.reduce(escrow.evolve, state).status;
      expect(decision[0]?.type, position).toBe(move.event);
      expect([move.to ?? position, move.emptied], position).toContain(end);
      return true;
    });
    expect(moved).not.toEqual([]);
  });

  test.each(Object.keys(move.otherwise) as Position[])('at %s does what stands there', (position) => {
    const { decision } = tried(position);
    const expected = move.otherwise[position];
    if (expected === 'NOTHING') expect(decision).toEqual([]);
    else expect(isRefusal(decision) ? decision.refused : decision).toBe(expected);
  });
});

test('refuses nothing where a move starts', () => {
  expect(against('FundEscrow', { status: 'AWAITING_FUNDING', orderNo: 'N-1' })).toBeUndefined();
});

test('stands in ESCROW.md', () => {
  const readme = readFileSync(new URL('../../../ESCROW.md', import.meta.url), 'utf8');
  const squeezed = (text: string) => text.replace(/[ -]+/g, ' ');
  expect(squeezed(readme)).toContain(squeezed(diagram()));
  expect(squeezed(readme)).toContain(squeezed(tableOfMoves()));
});
