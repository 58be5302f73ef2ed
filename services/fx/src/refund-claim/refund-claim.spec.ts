import { isRefusal } from '@portolan/eventsourcing';
import { parseMoney } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, it } from 'vitest';
import { contract, declared, input, openClaim, paidFor, standing, transport } from '../rig/refunds.ts';
import { type RefundClaimCommand, refundClaim } from './refund-claim.ts';
import type { RefundClaimEvent } from './state.ts';

const cny = (text: string) => parseMoney(text, 'CNY');
const usd = (text: string) => parseMoney(text, 'USD');
const opened: RefundClaimEvent = { type: 'RefundClaimOpened', data: standing };
const stock: RefundClaimEvent = { type: 'RefundClaimOpened', data: { ...standing, tradeMode: '9810' } };

const recorded = (document: typeof declared, state: string): RefundClaimEvent => ({
  type: 'RefundDocumentRecorded',
  data: { claimId: 'c', document, state, ...(document.kind === 'INPUT_INVOICE' ? { refundable: cny('130.00') } : {}) },
});
const complete: readonly RefundClaimEvent[] = [
  recorded(declared, 'OPEN'),
  recorded(input, 'OPEN'),
  recorded(contract, 'OPEN'),
  recorded(transport, 'DOCUMENTS_COMPLETE'),
];
const submit = { type: 'Submit', submittedOn: '2026-05-10', reference: 'F-1' } as const;
const submitted = (amount: string, beforeSale = false, quantity = '30'): RefundClaimEvent => ({
  type: 'RefundClaimSubmitted',
  data: {
    ...{ claimId: 'c', number: 1, submittedOn: '2026-05-10', reference: 'F-1' },
    ...{ amount: cny(amount), quantity, beforeSale },
  },
});
const approved = (amount: string, settleBy = '', credited = '0.00'): RefundClaimEvent => ({
  type: 'RefundClaimApproved',
  data: {
    ...{ claimId: 'c', number: 1, amount: cny(amount), credited: cny(credited) },
    ...{ approvedOn: '2026-06-01', settleBy },
  },
});
const paid: RefundClaimEvent = {
  type: 'RefundClaimPaid',
  data: { claimId: 'c', amount: cny('130.00'), paidOn: '2026-06-05', reference: 'T-1' },
};
const answer = (given: string, amount?: string, credited?: string): RefundClaimCommand => ({
  ...{ type: 'AnswerClaim', answer: given, on: '2026-06-01', text: 'T-1' },
  amount: amount === undefined ? undefined : cny(amount),
  credited: credited === undefined ? undefined : cny(credited),
});
const move = (kind: string, quantity: string, reference = `${kind}-1`): RefundClaimCommand => ({
  ...{ type: 'MoveGoods', kind, quantity, reference },
});
const history = (...events: RefundClaimEvent[]) => given(refundClaim, events);
const overdue = (kind: string, due: string): RefundClaimEvent => ({
  type: 'RefundClaimOverdue',
  data: { claimId: 'c', kind, due },
});
const due = (amount: string, reason: string, owed = amount): RefundClaimEvent => ({
  type: 'RefundRepaymentDue',
  data: { claimId: 'c', amount: cny(amount), reason, owed: cny(owed) },
});

const onApril30 = { type: 'CheckDue', day: '2027-04-30' } as const;

describe('a refund claim', () => {
  it('is opened once for a line', () => {
    given(refundClaim, []).when(openClaim).then([opened]);
    history(opened).when(openClaim).thenNothing();
    const other = { ...openClaim, line: { ...openClaim.line, total: usd('1.00') } };
    history(opened).when(other).thenRefused('REFUND_CLAIM_EXISTS', { line: '1' });
    for (const wrong of [
      { line: { ...openClaim.line, quantity: { value: '0', unit: 'C62' } } },
      { line: { ...openClaim.line, hsCode: '8518' } },
      { line: { ...openClaim.line, total: usd('0.00') } },
      { tradeMode: '1210' },
      { exportedOn: '2026-02-30' },
    ]) {
      given(refundClaim, [])
        .when({ ...openClaim, ...wrong })
        .thenRefused('REFUND_LINE_INVALID');
    }
    given(refundClaim, []).when(submit).thenRefused('REFUND_CLAIM_NOT_FOUND');
  });

  it('takes documents until nothing is missing', () => {
    history(opened)
      .when({ type: 'RecordDocument', document: input })
      .then([
        {
          type: 'RefundDocumentRecorded',
          data: { claimId: 'c', document: input, state: 'OPEN', refundable: cny('130.00') },
        },
      ]);
    history(opened, recorded(contract, 'OPEN')).when({ type: 'RecordDocument', document: contract }).thenNothing();
    const producers = { ...input, kind: 'EXPORT_INVOICE' };
    history(opened).when({ type: 'RecordDocument', document: producers }).thenRefused('REFUND_DOCUMENT_KIND');
    for (const wrong of [
      { number: '' },
      { dated: 'soon' },
      { amount: usd('5.00') },
      { amount: cny('0.00') },
      { vatRate: '13' },
      { refundRate: '0.17' },
    ]) {
      history(opened)
        .when({ type: 'RecordDocument', document: { ...input, ...wrong } })
        .thenRefused('REFUND_DOCUMENT_INVALID');
    }
    history(opened).when(submit).thenRefused('REFUND_DOCUMENTS_MISSING');
  });

  it('is filed for the purchase at the refund rate: 1,000.00 × 0.13', () => {
    history(opened, ...complete)
      .when(submit)
      .then([submitted('130.00')]);
    history(opened, ...complete, submitted('130.00'))
      .when(submit)
      .thenRefused('REFUND_NOT_NOW', { state: 'SUBMITTED' });
  });

  it('needs the receipt once it is late, and is never filed after the last day', () => {
    const late = { ...submit, submittedOn: '2027-05-01' };
    history(opened, ...complete)
      .when(late)
      .thenRefused('REFUND_DOCUMENTS_MISSING', { missing: 'RECEIPT' });
    const receipt = recorded(paidFor, 'DOCUMENTS_COMPLETE');
    history(opened, ...complete, receipt)
      .when({ ...late, submittedOn: '2029-03-03' })
      .thenRefused('REFUND_TOO_LATE', { lastDay: '2029-03-02' });
  });

  it('is queried, approved, rejected, paid', () => {
    const filed = [opened, ...complete, submitted('130.00')];
    history(...filed)
      .when({ type: 'AnswerClaim', answer: 'MAYBE', on: '', text: '', amount: undefined, credited: undefined })
      .thenRefused('REFUND_ANSWER_UNKNOWN');
    history(...filed)
      .when(answer('QUERIED'))
      .then([{ type: 'RefundClaimQueried', data: { claimId: 'c', number: 1, question: 'T-1' } }]);
    history(...filed)
      .when(answer('REJECTED'))
      .then([{ type: 'RefundClaimRejected', data: { claimId: 'c', number: 1, reason: 'T-1' } }]);
    history(...filed)
      .when(answer('APPROVED', '130.00'))
      .then([approved('130.00')]);
    history(...filed)
      .when(answer('APPROVED', '130.01'))
      .thenRefused('REFUND_AMOUNT_EXCEEDED', { amount: 'CNY 130.01', most: 'CNY 130.00' });
    history(...filed)
      .when(answer('APPROVED', '10.00', '10.01'))
      .thenRefused('REFUND_AMOUNT_INVALID');
    history(...filed, approved('130.00'))
      .when({ ...answer('PAID', '130.00'), on: '2026-06-05' } as RefundClaimCommand)
      .then([paid]);
    history(...filed, approved('130.00'))
      .when(answer('PAID', '129.99'))
      .thenRefused('REFUND_AMOUNT_DIFFERS', { amount: 'CNY 129.99', expected: 'CNY 130.00' });
    history(...filed)
      .when(answer('PAID', '130.00'))
      .thenRefused('REFUND_NOT_NOW');
  });

  it('goes back to be mended, and is filed anew', () => {
    const correct = { type: 'Correct', reason: 'The invoice was replaced' } as const;
    const corrected: RefundClaimEvent = {
      type: 'RefundClaimCorrected',
      data: { claimId: 'c', reason: correct.reason, state: 'DOCUMENTS_COMPLETE' },
    };
    history(opened, ...complete, submitted('130.00'))
      .when(correct)
      .then([corrected]);
    history(opened).when(correct).thenRefused('REFUND_NOT_NOW');
  });
});

describe('goods that come back', () => {
  it('shrink a claim that was not filed', () => {
    const back: RefundClaimEvent = {
      type: 'RefundGoodsMoved',
      data: {
        ...{ claimId: 'c', movementId: '', kind: 'RETURNED', quantity: '10' },
        balance: { exported: '30', sold: '20', unsold: '0', returned: '10', lost: '0' },
      },
    };
    // 130.00 × 20 / 30, rounded down.
    history(opened, ...complete, back)
      .when(submit)
      .then([submitted('86.66', false, '20')]);
  });

  it('are owed back once they were refunded, and repaid', () => {
    const refunded = [opened, ...complete, submitted('130.00'), approved('130.00'), paid];
    given(refundClaim, refunded)
      .when(move('RETURNED', '31'))
      .thenRefused('REFUND_QUANTITY_EXCEEDED', { quantity: '31', left: '30' });
    given(refundClaim, refunded).when(move('EATEN', '1')).thenRefused('REFUND_QUANTITY_INVALID');
    given(refundClaim, [...refunded, due('43.34', 'RETURNED')])
      .when(answer('REPAID', '43.35'))
      .thenRefused('REFUND_AMOUNT_EXCEEDED');
    given(refundClaim, [...refunded, due('43.34', 'RETURNED')])
      .when(answer('REPAID', '43.34'))
      .then([
        {
          type: 'RefundRepaid',
          data: { claimId: 'c', amount: cny('43.34'), repaidOn: '2026-06-01', reference: 'T-1', owed: cny('0.00') },
        },
      ]);
  });

  it('are told of once under a reference', () => {
    const [event] = [...moved(move('RETURNED', '10'), [opened, ...complete])];
    history(opened, ...complete, ...(event === undefined ? [] : [event]))
      .when(move('RETURNED', '10'))
      .thenNothing();
    history(opened, ...complete, ...(event === undefined ? [] : [event]))
      .when(move('RETURNED', '9'))
      .thenRefused('REFUND_MOVEMENT_DIFFERS', { reference: 'RETURNED-1' });
  });
});

describe('stock abroad (9810)', () => {
  const refunded = [stock, ...complete, submitted('130.00', true), approved('130.00', '2027-04-30')];

  it('is refunded before it is sold', () => {
    history(stock, ...complete)
      .when(submit)
      .then([submitted('130.00', true)]);
    history(stock, ...complete, submitted('130.00', true))
      .when(answer('APPROVED', '130.00'))
      .then([approved('130.00', '2027-04-30')]);
  });

  it('is settled by what was sold: 12 of 30 keep 52.00, 78.00 go back', () => {
    const sold = [...moved(move('SOLD', '12'), refunded)];
    given(refundClaim, [...refunded, ...sold])
      .when({ type: 'Settle', settledOn: '2027-04-10' })
      .then([
        {
          type: 'RefundSettled',
          data: {
            ...{ claimId: 'c', settledOn: '2027-04-10', sold: '12' },
            ...{ entitled: cny('52.00'), approved: cny('130.00') },
          },
        },
        due('78.00', 'UNSOLD'),
      ]);
    given(refundClaim, refunded)
      .when({ type: 'Settle', settledOn: '2027-05-01' })
      .thenRefused('REFUND_TOO_LATE', { lastDay: '2027-04-30' });
    history(opened, ...complete, submitted('130.00'), approved('130.00'))
      .when({ type: 'Settle', settledOn: '2027-04-10' })
      .thenRefused('REFUND_NOT_NOW');
  });

  it('goes back whole where nobody settled in time, and what was sold is claimed anew', () => {
    const sold = [...moved(move('SOLD', '12'), refunded)];
    const late = [overdue('SETTLEMENT', '2027-04-30'), due('130.00', 'NOT_SETTLED')];
    const receipt = recorded(paidFor, 'DOCUMENTS_COMPLETE');
    given(refundClaim, [...refunded, ...sold, receipt])
      .when(onApril30)
      .then(late);
    const back: RefundClaimEvent = {
      type: 'RefundRepaid',
      data: { claimId: 'c', amount: cny('130.00'), repaidOn: '2027-05-20', reference: 'T-2', owed: cny('0.00') },
    };
    const corrected: RefundClaimEvent = {
      type: 'RefundClaimCorrected',
      data: { claimId: 'c', reason: 'Sold since', state: 'DOCUMENTS_COMPLETE' },
    };
    given(refundClaim, [...refunded, ...sold, receipt, ...late, back, corrected])
      .when({ ...submit, submittedOn: '2027-06-10' })
      .then([
        {
          type: 'RefundClaimSubmitted',
          data: {
            ...{ claimId: 'c', number: 2, submittedOn: '2027-06-10', reference: 'F-1' },
            ...{ amount: cny('52.00'), quantity: '12', beforeSale: false },
          },
        },
      ]);
  });

  it('gives no refund for what was lost', () => {
    const lost = [...moved(move('LOST', '30'), [stock, ...complete])];
    given(refundClaim, [stock, ...complete, ...lost])
      .when(submit)
      .thenRefused('REFUND_NOTHING_TO_CLAIM');
  });
});

describe('days that pass', () => {
  it('tell of a claim that nobody filed, and end it on the last', () => {
    history(opened)
      .when(onApril30)
      .then([overdue('FILING', '2027-04-30'), overdue('COLLECTION', '2027-04-30')]);
    history(opened).when({ type: 'CheckDue', day: '2027-04-29' }).thenNothing();
    const receipt = recorded(paidFor, 'OPEN');
    history(opened, receipt, ...complete, submitted('130.00'))
      .when(onApril30)
      .thenNothing();
    history(opened, receipt, overdue('FILING', '2027-04-30'))
      .when({ type: 'CheckDue', day: '2029-03-02' })
      .then([{ type: 'RefundClaimLapsed', data: { claimId: 'c', reason: 'TOO_LATE' } }]);
  });

  it('take back what was refunded for goods that nobody paid for', () => {
    const refunded = [opened, ...complete, submitted('130.00'), approved('130.00'), paid];
    given(refundClaim, refunded)
      .when(onApril30)
      .then([overdue('COLLECTION', '2027-04-30'), due('130.00', 'NOT_COLLECTED')]);
    given(refundClaim, [...refunded, recorded(paidFor, 'DOCUMENTS_COMPLETE')])
      .when(onApril30)
      .thenNothing();
  });

  it('do not bring back an export that was withdrawn', () => {
    history(opened)
      .when({ type: 'Withdraw' })
      .then([{ type: 'RefundClaimLapsed', data: { claimId: 'c', reason: 'WITHDRAWN' } }]);
    history(opened, ...complete, submitted('130.00'), approved('130.00'))
      .when({ type: 'Withdraw' })
      .then([due('130.00', 'WITHDRAWN')]);
  });
});

/** What a command makes of a history. */
function moved(command: RefundClaimCommand, events: readonly RefundClaimEvent[]): readonly RefundClaimEvent[] {
  const state = events.reduce(refundClaim.evolve, refundClaim.initial);
  const decided = refundClaim.decide(command, state, { at: '2026-03-02T01:00:00.000Z', id: (role) => role });
  if (isRefusal(decided)) throw new Error(decided.refused);
  return decided;
}
