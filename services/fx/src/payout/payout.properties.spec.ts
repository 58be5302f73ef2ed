import { money } from '@portolan/money';
import { type Asked, anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type Payout, type PayoutCommand, type PayoutEvent, payout } from './payout.ts';

const amount = money(898_313n, 'CNY');
const create = (attempt: number, change: Partial<{ beneficiary: string; currency: string }> = {}): PayoutCommand => ({
  ...{ type: 'CreatePayout', payoutId: 'h765rdya6vxffvve3x8fs7cqm4', orderId: 'o', amount, attempt, tenant: 'm' },
  ...{ beneficiary: 'Co.', currency: 'CNY', purpose: 'PURPOSE_MERCHANT', fundsId: '', reference: '', orderNo: 'SO-1' },
  ...change,
});
const sent = ({ attempt }: Payout): PayoutCommand => ({ type: 'RecordSent', attempt, sha256: 'aa' });
const report =
  (status: string, earlier = 0) =>
  ({ attempt }: Payout): PayoutCommand => ({
    ...{ type: 'ReportStatus', attempt: attempt - earlier, status, reason: '', additionalInformation: '' },
  });
const settle =
  (minor = amount.minor, servicerReference = 'DB1', earlier = 0) =>
  ({ attempt }: Payout): PayoutCommand => ({
    ...{ type: 'SettlePayout', attempt: attempt - earlier, amount: money(minor, 'CNY') },
    ...{ servicerReference, valueDate: '2026-03-02' },
  });

const earlier = fc.constantFrom(0, 0, 1);
const wild: fc.Arbitrary<Asked<Payout, PayoutCommand>> = fc.oneof(
  fc.constantFrom(1, 2, 3).map((attempt) => create(attempt)),
  fc.constantFrom(create(1, { beneficiary: '' }), create(1, { currency: 'USD' })),
  fc
    .tuple(fc.constantFrom('RCVD', 'ACTC', 'ACCP', 'ACSP', 'ACSC', 'ACCC', 'RJCT', 'CANC', 'XXXX'), earlier)
    .map((said) => report(...said)),
  fc.tuple(fc.constantFrom(amount.minor, 1n), fc.constantFrom('DB1', 'DB2'), earlier).map((said) => settle(...said)),
  fc.constant(sent),
);
const dataOf = <Type extends PayoutEvent['type']>(history: readonly PayoutEvent[], type: Type) =>
  history.filter((event): event is Extract<PayoutEvent, { type: Type }> => event.type === type);

it('a payment is made once: anew only after the bank rejected the last, settled once', () => {
  anyHistory('fx payout', {
    service: 'fx',
    aggregate: payout,
    roads: [
      [create(1), sent, report('ACCP'), report('ACSC'), settle()],
      [create(1), sent, report('RJCT'), create(2), sent, settle()],
    ],
    wild,
    events: { PayoutCreated: true, PayoutSent: true, PayoutAccepted: true, PayoutRejected: true, PayoutSettled: true },
    over: ({ status }) => (status === 'SETTLED' ? status : undefined),
    laws({ history, before, after }) {
      const created = dataOf(history, 'PayoutCreated').map(({ data }) => data.attempt);
      holds(
        created.every((attempt, index) => attempt === index + 1),
        'attempts run 1, 2, 3',
        created,
      );
      const rejected = dataOf(history, 'PayoutRejected').length;
      holds(created.length <= rejected + 1, 'nothing is sent anew but after it was rejected', history);
      const settled = dataOf(history, 'PayoutSettled');
      holds(settled.length <= 1, 'settled once', history);
      holds(
        settled.every(({ data }) => data.amount.minor === amount.minor),
        'with what was sent',
        settled,
      );
      holds(
        after.attempt !== before.attempt || after.rank >= before.rank,
        'a status only moves forward',
        before,
        after,
      );
    },
  });
});
