import { measureOf, money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { contract, declared, input, openClaim, paidFor, transport } from '../rig/refunds.ts';
import { type RefundClaimCommand, refundClaim } from './refund-claim.ts';
import { balanceOf, exportedOf, netOf, type RefundClaim, type RefundStatus, refundableOf } from './state.ts';

const cny = (minor: bigint) => money(minor, 'CNY');
const take = (document: typeof declared): RefundClaimCommand => ({ type: 'RecordDocument', document });
const submit = (submittedOn: string): RefundClaimCommand => ({ type: 'Submit', submittedOn, reference: 'F-1' });
const answer = (given: string, amount?: bigint, credited?: bigint, text = 'T'): RefundClaimCommand => ({
  ...{ type: 'AnswerClaim', answer: given, on: '2026-06-01', text },
  amount: amount === undefined ? undefined : cny(amount),
  credited: credited === undefined ? undefined : cny(credited),
});
const move = (kind: string, quantity: string, reference: string): RefundClaimCommand => ({
  ...{ type: 'MoveGoods', kind, quantity, reference },
});
const check = (day: string): RefundClaimCommand => ({ type: 'CheckDue', day });
const correct: RefundClaimCommand = { type: 'Correct', reason: 'mended' };
const approveAll = ({ submitted }: RefundClaim) => answer('APPROVED', submitted);
const payAll = ({ approved, credited, paid }: RefundClaim) => answer('PAID', approved - credited - paid);
const repayAll = ({ owed, repayments }: RefundClaim) => answer('REPAID', owed, undefined, `R-${repayments.length}`);

const documents = [declared, input, contract, transport].map(take);
const stock: RefundClaimCommand = { ...openClaim, tradeMode: '9810' };
const roads = [
  [openClaim, ...documents, submit('2026-05-10'), approveAll, payAll, move('RETURNED', '10', 'back'), repayAll],
  [
    openClaim,
    ...documents,
    submit('2026-05-10'),
    answer('QUERIED'),
    correct,
    take(paidFor),
    submit('2026-05-20'),
    approveAll,
  ],
  [openClaim, ...documents, submit('2026-05-10'), answer('REJECTED'), check('2029-03-02')],
  [
    ...[stock, ...documents, submit('2026-05-10'), approveAll, payAll, move('SOLD', '12', 'sale')],
    ...[{ type: 'Settle', settledOn: '2027-04-10' } as const, repayAll, move('SOLD', '8', 'sale 2'), correct],
    ...[submit('2027-06-10'), take(paidFor), submit('2027-06-10'), approveAll, payAll],
  ],
  [openClaim, check('2027-04-30'), check('2029-03-02')],
];

const quantity = fc.constantFrom('1', '7.5', '10', '29', '30', '31', '0', 'many');
const wild: fc.Arbitrary<RefundClaimCommand | ((state: RefundClaim) => RefundClaimCommand)> = fc.oneof(
  fc.constantFrom(...documents, take({ ...input, amount: cny(77_777n), refundRate: '0.09' }), take(paidFor)),
  fc
    .tuple(fc.constantFrom('SOLD', 'RETURNED', 'LOST', 'EATEN'), quantity, fc.nat({ max: 5 }))
    .map(([kind, of, reference]) => move(kind, of, String(reference))),
  fc
    .tuple(
      fc.constantFrom('QUERIED', 'APPROVED', 'REJECTED', 'PAID', 'REPAID', 'MAYBE'),
      fc.bigInt(-1n, 14_000n),
      fc.bigInt(0n, 2n),
    )
    .map(([given, amount, credited]) => answer(given, amount, credited, `T-${amount % 3n}`)),
  fc.constantFrom('2026-05-10', '2027-06-01', '2029-03-03').map(submit),
  fc.constantFrom('2027-04-10', '2027-05-01').map((settledOn): RefundClaimCommand => ({ type: 'Settle', settledOn })),
  fc.constantFrom('2026-12-31', '2027-04-30', '2029-03-02').map(check),
  fc.constantFrom(correct, { type: 'Withdraw' as const }, approveAll, payAll, repayAll),
);

// How far a claim has come. Only a correction takes it back; more goods may come back after a repayment.
const far: Readonly<Record<RefundStatus, number>> = {
  ...{ NONE: 0, OPEN: 1, DOCUMENTS_COMPLETE: 2, SUBMITTED: 3, QUERIED: 4, APPROVED: 5, REJECTED: 5, PAID: 6 },
  ...{ REPAYMENT_DUE: 7, REPAID: 8, LAPSED: 9 },
};

it('never refunds more than the line gives, and all goods stand somewhere', () => {
  anyHistory('fx refund-claim', {
    service: 'fx',
    aggregate: refundClaim,
    roads,
    wild,
    events: {
      ...{
        RefundClaimOpened: true,
        RefundDocumentRecorded: true,
        RefundClaimSubmitted: true,
        RefundClaimQueried: true,
      },
      ...{ RefundClaimApproved: true, RefundClaimRejected: true, RefundClaimPaid: true, RefundClaimCorrected: true },
      ...{ RefundGoodsMoved: true, RefundSettled: true, RefundRepaymentDue: true, RefundRepaid: true },
      ...{ RefundClaimOverdue: true, RefundClaimLapsed: true },
    },
    over: ({ status }) => (status === 'LAPSED' ? 'LAPSED' : undefined),
    laws({ before, after, events }) {
      const whole = refundableOf(after)?.minor ?? 0n;
      const net = netOf(after);
      holds(net >= 0n && net <= whole, 'what was refunded and stays is at most the refund of the line', net, whole);
      holds(after.paid <= after.approved - after.credited, 'no more is paid than was approved for payment', after);
      const { exported, ...parts } = balanceOf(after);
      const sum = Object.values(parts).reduce((all, part) => all + (measureOf(part) ?? -1n), 0n);
      holds(
        measureOf(exported) === sum && sum === exportedOf(after),
        'sold + unsold + returned + lost = exported',
        parts,
      );
      const back = far[after.status] < far[before.status];
      const may = events.some(({ type }) => type === 'RefundClaimCorrected' || type === 'RefundRepaymentDue');
      holds(!back || may, 'a claim goes back only by a correction', before.status, after.status);
    },
  });
});
