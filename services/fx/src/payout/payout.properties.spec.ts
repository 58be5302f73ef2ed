import { money } from '@portolan/money';
import { type Asked, anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type PayoutCommand, payout } from './payout.ts';
import type { Payout, PayoutEvent } from './state.ts';

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

const unknown = ({ attempt }: Payout): PayoutCommand => ({
  ...{ type: 'MarkUnknown', attempt, account: 'CN-1', endToEndId: 'E', sentOn: '2026-03-02' },
});
const notBooked = ({ attempt }: Payout): PayoutCommand => ({ type: 'ReportNotBooked', attempt });
const announce = ({ attempt }: Payout): PayoutCommand => ({
  ...{ type: 'AnnounceReturn', attempt, amount, reason: 'AC04', additionalInformation: '' },
});
const back =
  (servicerReference = 'CR1') =>
  ({ attempt }: Payout): PayoutCommand => ({
    ...{ type: 'ReturnPayout', attempt, amount, reason: '', servicerReference, creditedTo: 'MERCHANT' },
  });
const recall: PayoutCommand = { type: 'RecallPayout', reason: 'CUST' };
const answer =
  (status: string) =>
  ({ attempt }: Payout): PayoutCommand => ({ type: 'AnswerRecall', attempt, status, reason: '' });

const earlier = fc.constantFrom(0, 0, 1);
const wild: fc.Arbitrary<Asked<Payout, PayoutCommand>> = fc.oneof(
  fc.constantFrom(1, 2, 3).map((attempt) => create(attempt)),
  fc.constantFrom(create(1, { beneficiary: '' }), create(1, { currency: 'USD' })),
  fc
    .tuple(fc.constantFrom('RCVD', 'ACTC', 'ACCP', 'ACSP', 'ACSC', 'ACCC', 'RJCT', 'CANC', 'XXXX'), earlier)
    .map((said) => report(...said)),
  fc.tuple(fc.constantFrom(amount.minor, 1n), fc.constantFrom('DB1', 'DB2'), earlier).map((said) => settle(...said)),
  fc.constantFrom('CNCL', 'RJCR', 'PDCR').map(answer),
  fc.constantFrom('CR1', 'CR2').map(back),
  fc.constantFrom<Asked<Payout, PayoutCommand>>(sent, unknown, notBooked, announce, recall),
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
      [create(1), sent, unknown, notBooked, create(2), sent, report('ACSP'), report('ACCP'), settle(), report('RJCT')],
      [create(1), sent, settle(), recall, answer('PDCR'), answer('CNCL'), announce, back()],
      [create(1), sent, recall, answer('CNCL')],
    ],
    wild,
    events: {
      ...{ PayoutCreated: true, PayoutSent: true, PayoutAccepted: true, PayoutRejected: true, PayoutSettled: true },
      ...{ PayoutUnknown: true, PayoutStatusIgnored: true, PayoutContradicted: true, PayoutReturnAnnounced: true },
      ...{ PayoutReturned: true, PayoutRecallRequested: true, PayoutRecallAnswered: true },
    },
    over: ({ status }) => (status === 'SETTLED' || status === 'RETURNED' ? 'gone' : undefined),
    laws({ history, before, after }) {
      const created = dataOf(history, 'PayoutCreated').map(({ data }) => data.attempt);
      holds(
        created.every((attempt, index) => attempt === index + 1),
        'attempts run 1, 2, 3',
        created,
      );
      const rejected = dataOf(history, 'PayoutRejected').length;
      holds(created.length <= rejected + 1, 'nothing is sent anew but after it was rejected', history);
      const freed = dataOf(history, 'PayoutRejected').filter(({ data }) => data.reason === 'NOT_BOOKED').length;
      holds(
        freed <= dataOf(history, 'PayoutUnknown').length,
        'only what was unknown is found on no statement',
        history,
      );
      holds(dataOf(history, 'PayoutReturned').length <= 1, 'comes back once', history);
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
