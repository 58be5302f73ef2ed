import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { commissionOf, type Tier } from './commission.ts';
import { type EscrowCommand, type EscrowEvent, escrow } from './escrow.ts';
import { nextActor, shownAs } from './shown.ts';
import { sumsOf } from './state.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const amount = usd(1_000_000n);
const ids = { escrowId: 'e', orderId: 'o' };
const about = { ...ids, orderNo: 'N-1' };
const byNo = { orderNo: 'N-1' };
const bookedAt = '2026-03-02T00:10:00.000Z';
const endsAt = '2026-03-09T00:00:00.000Z';
const opened: EscrowEvent = {
  type: 'EscrowOpened',
  data: { ...about, amount, commission: '0.015', due: '2026-03-05T01:00:00.000Z' },
};
const funded: EscrowEvent = {
  type: 'EscrowFunded',
  data: { ...ids, fundsId: 'f', amount, servicerReference: 'CR1', bookedAt },
};
const inspecting: EscrowEvent = { type: 'InspectionStarted', data: { ...ids, endsAt } };
const plan = [
  { number: 1, name: 'production', trigger: 'PROOF', percent: 30, amount: usd(300_000n) },
  { number: 2, name: 'delivery', trigger: 'DELIVERY', percent: 70, amount: usd(700_000n) },
];
const agreed: EscrowEvent = { type: 'MilestonesAgreed', data: { ...ids, milestones: plan } };
const proven: EscrowEvent = { type: 'MilestoneProven', data: { ...ids, number: 1, document: 'QC', sha256: 'a' } };
const frozen = (kind: string, part: bigint, clawed = 0n): EscrowEvent => ({
  type: 'EscrowPartFrozen',
  data: { ...about, holdId: 'h', kind, amount: usd(part), clawed: usd(clawed) },
});
const windows = { claimDays: 30, chargebackDays: 120, chargebackMostDays: 540 };
const freeze = (kind: 'CLAIM' | 'CHARGEBACK' | 'WITHHOLDING', part: bigint, holdId = 'g'): EscrowCommand => ({
  ...{ type: 'FreezePart', ...byNo, holdId, kind, amount: usd(part), refundsSettled: 0, windows },
});
const propose = (...percents: readonly number[]): EscrowCommand => ({
  ...{ type: 'ProposeMilestones', ...byNo, by: 'SELLER' },
  milestones: percents.map((percent) => ({ name: 'step', trigger: 'PROOF', percent })),
});
const end: EscrowCommand = { type: 'EndInspection', ...byNo };

describe('milestones', () => {
  it.each([[[30, 60]], [[0, 100]], [[100, 1]], [[33.5, 66.5]]])('are not %j percent', (percents) => {
    given(escrow, [opened])
      .when(propose(...percents))
      .thenRefused('ESCROW_MILESTONES_INVALID');
  });

  it('share the amount out to the cent: 10.00 in three is 3.34, 3.33 and 3.33', () => {
    const ten = { ...opened, data: { ...opened.data, amount: usd(1_000n) } } as EscrowEvent;
    const { decision } = given(escrow, [ten]).when(propose(34, 33, 33));
    const [proposed] = decision as readonly EscrowEvent[];
    expect(proposed?.type === 'MilestonesProposed' && proposed.data.milestones.map((one) => one.amount.minor)).toEqual([
      340n,
      330n,
      330n,
    ]);
  });

  it('are released once they are proven; nobody releases what there is not', () => {
    const reach: EscrowCommand = { type: 'ReleaseMilestone', ...byNo, number: 1 };
    given(escrow, [opened, agreed, funded]).when(reach).thenRefused('ESCROW_MILESTONE_UNPROVEN');
    given(escrow, [opened, agreed, funded])
      .when({ ...reach, number: 2 })
      .thenRefused('ESCROW_MILESTONE_UNKNOWN');
    // 30 % of 10,000.00, less 1.5 %.
    const data = {
      ...{ ...ids, part: 1, amount: usd(300_000n), fee: usd(4_500n), net: usd(295_500n), left: usd(700_000n) },
      ...{ reason: 'MILESTONE', milestone: 1 },
    };
    const released: EscrowEvent = { type: 'EscrowPartReleased', data };
    given(escrow, [opened, agreed, funded, proven]).when(reach).then([released]);
    given(escrow, [opened, agreed, funded, proven, released]).when(reach).thenNothing();
    given(escrow, [opened, agreed, funded, proven, frozen('CLAIM', 800_000n)])
      .when(reach)
      .thenRefused('ESCROW_REFUND_INVALID');
  });
});

describe('an inspection', () => {
  const extend = (to: string): EscrowCommand => ({ type: 'ExtendInspection', ...byNo, endsAt: to, mostDays: 60 });

  it('is extended before it ends, to a later instant, not for ever', () => {
    const history = [opened, funded, inspecting];
    const later = '2026-03-20T00:00:00.000Z';
    given(escrow, history)
      .when(extend(later))
      .then([{ type: 'InspectionExtended', data: { ...ids, endsAt: later } }]);
    for (const wrong of ['2026-03-08T00:00:00.000Z', '2026-05-09T00:00:00.000Z', 'soon'])
      given(escrow, history).when(extend(wrong)).thenRefused('ESCROW_EXTENSION_INVALID');
    given(escrow, history).when(extend(later), facts(endsAt)).thenRefused('ESCROW_EXTENSION_INVALID');
  });
});

describe('a part that is frozen', () => {
  it('is not more than there is, in the paid currency, within its window', () => {
    given(escrow, [opened, funded]).when(freeze('CLAIM', 1_000_001n)).thenRefused('ESCROW_DISPUTE_AMOUNT');
    given(escrow, [opened, funded]).when(freeze('CLAIM', 0n)).thenRefused('ESCROW_DISPUTE_AMOUNT');
    const cny: EscrowCommand = { ...(freeze('CLAIM', 1n) as object), amount: money(1n, 'CNY') } as EscrowCommand;
    given(escrow, [opened, funded]).when(cny).thenRefused('ESCROW_REFUND_CURRENCY');
    const history = [opened, funded, inspecting];
    const at = (time: string, kind: 'CLAIM' | 'CHARGEBACK') =>
      given(escrow, history).when(freeze(kind, 1n), facts(time));
    expect(at('2026-04-08T00:00:00.000Z', 'CLAIM').decision).toHaveLength(1);
    at('2026-04-08T00:00:00.001Z', 'CLAIM').thenRefused('ESCROW_DISPUTE_LATE', {
      ...{ orderNo: 'N-1', until: '2026-04-08T00:00:00.000Z' },
    });
    // 120 days from the delivery.
    expect(at('2026-07-07T00:00:00.000Z', 'CHARGEBACK').decision).toHaveLength(1);
    at('2026-07-07T00:00:00.001Z', 'CHARGEBACK').thenRefused('ESCROW_DISPUTE_LATE');
    // Never delivered: at most 540 days from the payment.
    given(escrow, [opened, funded])
      .when(freeze('CHARGEBACK', 1n), facts('2027-08-24T00:10:00.001Z'))
      .thenRefused('ESCROW_DISPUTE_LATE');
  });

  it('by a chargeback excludes refunds and all other disputes; a refund on its way excludes a chargeback', () => {
    const history = [opened, funded, frozen('CHARGEBACK', 10n)];
    const refund: EscrowCommand = { type: 'RefundEscrow', orderId: 'o', ...byNo, amount: usd(5n), reason: 'RETURN' };
    given(escrow, history).when(refund).thenRefused('ESCROW_CHARGED_BACK');
    given(escrow, history).when(freeze('CLAIM', 5n)).thenRefused('ESCROW_CHARGED_BACK');
    given(escrow, [opened, funded, frozen('CLAIM', 10n)])
      .when(freeze('CHARGEBACK', 5n))
      .thenRefused('ESCROW_DISPUTED');
    const refunded: EscrowEvent = {
      type: 'EscrowRefunded',
      data: { ...ids, amount: usd(5n), left: usd(999_995n), reason: 'RETURN', fundsId: 'f' },
    };
    given(escrow, [opened, funded, refunded]).when(freeze('CHARGEBACK', 5n)).thenRefused('ESCROW_REFUND_UNDER_WAY');
    given(escrow, [
      opened,
      funded,
      inspecting,
      { type: 'ReleaseDecided', data: { ...ids, amount, reason: 'ACCEPTED' } },
    ])
      .when(freeze('CLAIM', 5n))
      .thenRefused('ESCROW_RELEASE_PENDING');
  });

  it('lets the rest go when the inspection ends, and follows once it is settled', () => {
    const history = [opened, funded, inspecting, frozen('CLAIM', 300_000n)];
    const { state, decision } = ((then) => ({ ...then, decision: then.when(end, facts(endsAt)).decision }))(
      given(escrow, history),
    );
    expect(decision).toMatchObject([{ type: 'EscrowPartReleased', data: { amount: usd(700_000n), milestone: 0 } }]);
    expect([shownAs(state), nextActor(state)]).toEqual(['DISPUTED', 'platform']);
    given(escrow, [...history, ...(decision as EscrowEvent[])])
      .when(end, facts(endsAt))
      .thenRefused('ESCROW_DISPUTED');
    const settled = given(escrow, [...history, ...(decision as EscrowEvent[])]).when({
      ...{ type: 'SettlePart', ...byNo, holdId: 'h', toBuyer: usd(100_000n) },
    }).decision as EscrowEvent[];
    const after = given(escrow, [...history, ...(decision as EscrowEvent[]), ...settled]);
    expect(sumsOf(after.state)).toEqual({
      ...{ funded: amount, released: usd(700_000n), refunded: usd(100_000n) },
      ...{ disputed: usd(0n), held: usd(200_000n) },
    });
    after
      .when(end, facts(endsAt))
      .then([{ type: 'ReleaseDecided', data: { ...ids, amount: usd(200_000n), reason: 'INSPECTION_ENDED' } }]);
  });

  it('is settled once, by a share of it', () => {
    const history = [opened, funded, frozen('CLAIM', 10n)];
    const settle = (toBuyer = usd(11n), holdId = 'h'): EscrowCommand => ({
      ...{ type: 'SettlePart', ...byNo, holdId, toBuyer },
    });
    given(escrow, history).when(settle()).thenRefused('ESCROW_SPLIT_INVALID');
    given(escrow, history)
      .when(settle(usd(1n), 'other'))
      .thenRefused('ESCROW_HOLD_UNKNOWN');
    given(escrow, history)
      .when({ type: 'ReverseCharge', ...byNo, holdId: 'h' })
      .thenRefused('ESCROW_HOLD_UNKNOWN');
  });
});

describe('the commission ladder', () => {
  const tier = (above: string, rate: string, more: Partial<Tier> = {}): Tier => ({
    ...{ category: '', currency: 'USD', above, rate, from: '2026-01-01', to: '', source: '', checked: false },
    ...more,
  });
  const ladder = [
    ...[tier('0', '0.05'), tier('300', '0.045'), tier('1000', '0.02')],
    ...[tier('0', '0.08', { category: 'JEWELLERY' }), tier('300', '0.01', { from: '2027-01-01' })],
  ];
  const at = '2026-03-02T01:00:00.000Z';

  it.each([
    ['299.99', '', '0.05'],
    ['300.00', '', '0.045'],
    ['1000.00', '', '0.02'],
    ['5000.00', 'JEWELLERY', '0.08'],
  ])('of USD %s of category %j is %s', (value, category, rate) => {
    const asked = { amount: usd(BigInt(value.replace('.', ''))), category, at };
    expect(commissionOf(ladder, asked, '0.015')).toBe(rate);
  });

  it('changes with its day, and holds where no step fits', () => {
    const later = { amount: usd(30_000n), category: '', at: '2027-01-01T00:00:00.000Z' };
    expect(commissionOf([...ladder].reverse(), later, '0.015')).toBe('0.01');
    expect(commissionOf(ladder, { ...later, amount: money(1n, 'EUR') }, '0.015')).toBe('0.015');
    expect(commissionOf([], later, '0.015')).toBe('0.015');
  });
});
