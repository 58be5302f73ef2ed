import { money } from '@portolan/money';
import { type Asked, anyHistory, holds, type Step } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { nextEarly } from './early-funds.ts';
import { type Escrow, type EscrowCommand, type EscrowEvent, escrow } from './escrow.ts';
import { leftOf } from './state.ts';

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
const refund = (part?: bigint): EscrowCommand => ({
  ...{ type: 'RefundEscrow', ...named, reason: 'RETURN' },
  ...(part === undefined ? {} : { amount: cny(part) }),
});
const dispute: EscrowCommand = { type: 'OpenDispute', ...named, amount: cny(10n), reason: 'WRONG' };
const accept: EscrowCommand = { type: 'AcceptEscrow', ...named };
const end: EscrowCommand = { type: 'EndInspection', ...byNo };
const record: EscrowCommand = { type: 'RecordRelease', ...byNo };
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
  ),
);

const sumOf = (history: readonly EscrowEvent[], type: 'EscrowFunded' | 'EscrowRefunded' | 'EscrowReleased'): bigint =>
  history.reduce((sum, event) => (event.type === type ? sum + event.data.amount.minor : sum), 0n);
const count = (history: readonly EscrowEvent[], type: EscrowEvent['type']) =>
  history.filter((event) => event.type === type).length;

function moneyIsKept({ after, history }: Step<Escrow, EscrowCommand, EscrowEvent>): void {
  const [funded, refunded] = [sumOf(history, 'EscrowFunded'), sumOf(history, 'EscrowRefunded')];
  const released = sumOf(history, 'EscrowReleased');
  const holding = ['FUNDED', 'INSPECTION', 'RELEASING'].includes(after.status);
  const held = holding ? leftOf(after).minor : 0n;
  holds(held >= 0n && refunded + released + held === funded, 'funded is refunded, released and held', history);
  holds(funded === 0n || funded === amount.minor, 'funded by what was agreed, once', history);
  for (const event of history) {
    if (event.type !== 'EscrowReleased') continue;
    const { fee, net, tax: withheld, amount: all } = event.data;
    const parts = [fee.minor, net.minor, withheld?.minor ?? 0n];
    holds(
      parts.every((part) => part >= 0n) && parts.reduce((sum, part) => sum + part) === all.minor,
      'what is released is divided to the cent',
      event,
    );
    holds(count(history, 'EscrowDisputed') <= count(history, 'EscrowRefunded'), 'a dispute ends in a refund', history);
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

it('what an escrow was funded with is what it refunded, released and holds', () => {
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
    },
    over: ({ status }) => (['RELEASED', 'CANCELLED', 'REFUNDED'].includes(status) ? status : undefined),
    // Each part of a refund is one of its own.
    counts: ({ type }) => type === 'RefundEscrow',
    laws(step) {
      moneyIsKept(step);
      creditsAreKept(step);
      holds(count(step.history, 'TaxGivenBack') <= 1, 'tax goes back once', step.history);
    },
  });
});
