import { money, multiply } from '@portolan/money';
import { type Asked, anyHistory, holds, type Step } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { nextEarly } from './early-funds.ts';
import { type Escrow, type EscrowCommand, type EscrowEvent, escrow } from './escrow.ts';
import { sumsOf } from './state.ts';

const cny = (minor: bigint) => money(minor, 'CNY');
const [amount, tax] = [cny(1_000n), cny(91n)];
const byNo = { orderNo: 'NB-1' };
const named = { orderId: 'o', ...byNo };
const bank = { servicerReference: 'CR1', bookedAt: '2026-03-02T00:10:00.000Z' };

const open: EscrowCommand = {
  ...{ type: 'OpenEscrow', escrowId: 'e', ...named, amount, tax, commission: '0.015', paymentHours: 72 },
};
const fund: EscrowCommand = { type: 'FundEscrow', ...byNo, fundsId: 'f1', amount, ...bank };
const inspect: EscrowCommand = { type: 'StartInspection', ...named, deliveredAt: '2026-03-02T09:00:00Z', days: 1 };
const slow: EscrowCommand = { ...inspect, days: 60 } as EscrowCommand;
const refund = (part?: bigint): EscrowCommand => ({
  ...{ type: 'RefundEscrow', ...named, reason: 'RETURN' },
  ...(part === undefined ? {} : { amount: cny(part) }),
});
const dispute: EscrowCommand = { type: 'OpenDispute', ...named, amount: cny(10n), reason: 'WRONG' };
const accept: EscrowCommand = { type: 'AcceptEscrow', ...named };
const end: EscrowCommand = { type: 'EndInspection', ...byNo };
const record: EscrowCommand = { type: 'RecordRelease', ...byNo };
const propose = (by: 'SELLER' | 'BUYER', first = 30): EscrowCommand => ({
  ...{ type: 'ProposeMilestones', ...byNo, by },
  milestones: [
    { name: 'production', trigger: 'PROOF', percent: first },
    { name: 'delivery', trigger: 'DELIVERY', percent: 100 - first },
  ],
});
const prove: EscrowCommand = { type: 'ProveMilestone', ...byNo, number: 1, document: 'QC-1', sha256: 'a1' };
const reach: EscrowCommand = { type: 'ReleaseMilestone', ...byNo, number: 1 };
const extend = (endsAt: string): EscrowCommand => ({ type: 'ExtendInspection', ...byNo, endsAt, mostDays: 400 });
const freeze = (holdId: string, kind: 'CLAIM' | 'CHARGEBACK' | 'WITHHOLDING', part: bigint): EscrowCommand => ({
  ...{ type: 'FreezePart', ...byNo, holdId, kind, amount: cny(part), refundsSettled: 9 },
  windows: { claimDays: 9_000, chargebackDays: 9_000, chargebackMostDays: 9_000 },
});
const settle = (holdId: string, part: bigint): EscrowCommand => ({
  ...{ type: 'SettlePart', ...byNo, holdId, toBuyer: cny(part) },
});
const reverse = (holdId: string): EscrowCommand => ({ type: 'ReverseCharge', ...byNo, holdId });
const giveBack: EscrowCommand = { type: 'GiveTaxBack', ...named };
const aside = (fundsId: string, of = amount): EscrowCommand => ({
  ...{ type: 'SetFundsAside', escrowId: 'e', ...byNo, fundsId, amount: of, ...bank },
});
/** What the process does with money that waits. */
const takeWaiting = (state: Escrow): EscrowCommand => {
  const next = nextEarly(state);
  if (next === undefined) return { type: 'CheckPayment', ...byNo };
  return next.take
    ? { type: 'FundEscrow', ...byNo, ...next.funds }
    : { type: 'PassFundsOver', ...byNo, fundsId: next.funds.fundsId, reason: next.reason };
};

const fundsId = fc.constantFrom('f1', 'f2', 'f3');
const some = fc.constantFrom(1_000n, 1_000n, 999n, 0n, -5n).map(cny);
const wild: fc.Arbitrary<Asked<Escrow, EscrowCommand>> = fc.oneof(
  fc.constantFrom<Asked<Escrow, EscrowCommand>>(open, inspect, dispute, accept, end, record, giveBack, takeWaiting),
  fc.bigInt(-5n, 1_100n).map(refund),
  fc.tuple(fundsId, some).map(([id, of]) => aside(id, of)),
  fc
    .tuple(fundsId, some)
    .map(([id, of]): EscrowCommand => ({ type: 'FundEscrow', ...byNo, fundsId: id, amount: of, ...bank })),
  fc
    .tuple(fundsId, fc.constantFrom('ESCROW_ALREADY_FUNDED', 'ESCROW_AMOUNT_DIFFERS'))
    .map(([id, reason]): EscrowCommand => ({ type: 'PassFundsOver', ...byNo, fundsId: id, reason })),
  fc.constantFrom<EscrowCommand>(
    { ...accept, orderId: 'other' },
    { ...open, amount: cny(7n) },
    { type: 'CheckPayment', ...byNo },
    { ...inspect, deliveredAt: 'yesterday' },
    ...[propose('SELLER'), propose('BUYER', 40), propose('BUYER', 101), prove, reach, { ...reach, number: 2 }],
    ...[extend('2026-03-09T00:00:00.000Z'), extend('soon'), reverse('h1'), reverse('h2')],
  ),
  fc
    .tuple(
      fc.constantFrom('h1', 'h2', 'h3'),
      fc.constantFrom('CLAIM' as const, 'CHARGEBACK' as const, 'WITHHOLDING' as const),
      fc.bigInt(-1n, 1_001n),
    )
    .map(([id, kind, part]) => freeze(id, kind, part)),
  fc.tuple(fc.constantFrom('h1', 'h2', 'h3'), fc.bigInt(-1n, 1_001n)).map(([id, part]) => settle(id, part)),
);

const sumOf = (history: readonly EscrowEvent[], type: 'EscrowFunded' | 'EscrowRefunded' | 'EscrowReleased'): bigint =>
  history.reduce((sum, event) => (event.type === type ? sum + event.data.amount.minor : sum), 0n);
const count = (history: readonly EscrowEvent[], type: EscrowEvent['type']) =>
  history.filter((event) => event.type === type).length;

function moneyIsKept({ after, history, events }: Step<Escrow, EscrowCommand, EscrowEvent>): void {
  const { funded, released, refunded, held, disputed } = sumsOf(after);
  const all = [released, refunded, held, disputed].map(({ minor }) => minor);
  holds(
    all.every((part) => part >= 0n) && all.reduce((sum, part) => sum + part) === funded.minor,
    'funded is released, refunded, held and disputed',
    all,
    history,
  );
  holds(funded.minor === sumOf(history, 'EscrowFunded'), 'funded once, by what was agreed', history);
  const open = after.status === 'RELEASED' || history.length === 0 ? 0n : after.left.minor;
  holds(open >= 0n, 'what is left is never below nothing', history);
  for (const event of events) {
    if (event.type !== 'EscrowReleased' && event.type !== 'EscrowPartReleased') continue;
    const { fee, net, tax: withheld, amount: whole } = event.data;
    const recovered = event.type === 'EscrowReleased' ? (event.data.recovered?.minor ?? 0n) : 0n;
    const parts = [fee.minor, net.minor, withheld?.minor ?? 0n, recovered];
    holds(
      parts.every((part) => part >= 0n) && parts.reduce((sum, part) => sum + part) === whole.minor,
      'what is released is divided to the cent',
      event,
    );
  }
}

function divisionIsWhole({ after, history }: Step<Escrow, EscrowCommand, EscrowEvent>): void {
  if (after.status !== 'RELEASED') return;
  const parts = history.flatMap((event) =>
    event.type === 'EscrowReleased' || event.type === 'EscrowPartReleased' ? [event.data] : [],
  );
  const sumBy = (pick: (data: (typeof parts)[number]) => bigint) => parts.reduce((sum, data) => sum + pick(data), 0n);
  const own = sumBy((data) => data.amount.minor - (data.tax?.minor ?? 0n));
  const fee = multiply(cny(own), '0.015').minor;
  holds(sumBy((data) => data.fee.minor) === fee, 'the parts pay the commission of the whole', parts);
  holds(sumBy((data) => data.tax?.minor ?? 0n) <= tax.minor, 'no more tax than was withheld', parts);
}

function oneWayBack({ before, events }: Step<Escrow, EscrowCommand, EscrowEvent>): void {
  const isCharged = before.frozen.some(({ kind }) => kind === 'CHARGEBACK');
  for (const event of events) {
    const refunds =
      event.type === 'EscrowRefunded' ||
      (event.type === 'EscrowPartSettled' && event.data.kind !== 'CHARGEBACK' && event.data.toBuyer.minor > 0n);
    holds(!(isCharged && refunds), 'a payment is charged back or refunded, never both', before, event);
    if (event.type === 'EscrowPartFrozen' && event.data.kind === 'CHARGEBACK')
      holds(before.frozen.length === 0, 'a chargeback finds nothing else disputed', before);
  }
}

function creditsAreKept({ after, history }: Step<Escrow, EscrowCommand, EscrowEvent>): void {
  const waiting = after.early.map(({ fundsId: id }) => id);
  holds(new Set(waiting).size === waiting.length, 'a credit waits once', waiting);
  holds(after.fundsId === '' || !waiting.includes(after.fundsId), 'what funded it does not wait', after);
  const set = count(history, 'FundsSetAside');
  const went = count(history, 'FundsPassedOver') + waiting.length;
  holds(set - went === 0 || set - went === 1, 'what was set aside waits, was passed over, or funded it', history);
}

it('what an escrow was funded with is what it released, refunded, holds, and what is disputed', () => {
  anyHistory('fx escrow', {
    service: 'fx',
    aggregate: escrow,
    roads: [
      [open, fund, inspect, dispute, refund(10n), accept, record, giveBack],
      [
        aside('f2', cny(5n)),
        aside('f1'),
        open,
        takeWaiting,
        takeWaiting,
        aside('f3'),
        takeWaiting,
        inspect,
        end,
        record,
      ],
      [open, aside('f2', cny(5n)), refund()],
      [
        open,
        propose('SELLER'),
        propose('BUYER'),
        fund,
        prove,
        reach,
        slow,
        extend('2027-03-05T09:00:00Z'),
        accept,
        record,
      ],
      [open, fund, inspect, freeze('h1', 'CLAIM', 300n), accept, settle('h1', 120n), end, record, giveBack],
      [open, fund, inspect, end, record, freeze('h1', 'CHARGEBACK', 300n), settle('h1', 300n), reverse('h1')],
      [open, fund, freeze('h1', 'CLAIM', 1_000n), settle('h1', 1_000n), inspect, end, record],
      [open, fund, refund(400n), refund()],
    ],
    wild,
    events: {
      ...{ EscrowOpened: true, FundsSetAside: true, FundsPassedOver: true, PaymentMismatched: true },
      ...{ PaymentOverdue: true, EscrowFunded: true, InspectionStarted: true, EscrowDisputed: true },
      ...{
        EscrowRefunded: true,
        EscrowCancelled: true,
        ReleaseDecided: true,
        EscrowReleased: true,
        TaxGivenBack: true,
      },
      ...{ MilestonesProposed: true, MilestonesAgreed: true, MilestoneProven: true, EscrowPartReleased: true },
      ...{ InspectionExtended: true, EscrowPartFrozen: true, EscrowPartSettled: true, EscrowChargeReversed: true },
    },
    over: ({ status }) => (['RELEASED', 'CANCELLED', 'REFUNDED'].includes(status) ? status : undefined),
    // Each part of a refund is one of its own.
    counts: ({ type }) => type === 'RefundEscrow' || type === 'ProposeMilestones',
    laws(step) {
      moneyIsKept(step);
      divisionIsWhole(step);
      oneWayBack(step);
      creditsAreKept(step);
      holds(count(step.history, 'TaxGivenBack') <= 1, 'tax goes back once', step.history);
    },
  });
});
