import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, it } from 'vitest';
import { payout } from './payout.ts';
import { endToEndIdOf, messageIdOf, payoutId, recallIdOf } from './references.ts';

const id = payoutId('m', 'o');
const amount = money(898_313n, 'CNY');
const about = { payoutId: id, orderId: 'o', attempt: 1 };
const purpose = 'PURPOSE_MERCHANT' as const;
const endToEndId = endToEndIdOf(id, 1);
const references = { messageId: messageIdOf(id, 1), endToEndId };
const basis = { beneficiary: 'Co.', executionDate: '2026-03-02', purpose, fundsId: '', reference: '', orderNo: 'SZ-1' };
const created = { type: 'PayoutCreated' as const, data: { ...about, amount, ...references, ...basis } };
const sent = { type: 'PayoutSent' as const, data: { payoutId: id, sha256: 'aa' } };
const accepted = (status: string) => ({ type: 'PayoutAccepted' as const, data: { payoutId: id, status } });
const debit = { amount, servicerReference: 'DB1', valueDate: '2026-03-02' };
const settled = {
  type: 'PayoutSettled' as const,
  data: { payoutId: id, orderId: 'o', ...debit, purpose, fundsId: '' },
};
const rejected = (reason: string, additionalInformation = '') => ({
  type: 'PayoutRejected' as const,
  data: { ...about, reason, additionalInformation, purpose },
});
const awaited = { account: 'CN-1', endToEndId, sentOn: '2026-03-02' };
const unknown = { type: 'PayoutUnknown' as const, data: { ...about, reason: 'SILENT', ...awaited } };
const markUnknown = { type: 'MarkUnknown', attempt: 1, ...awaited } as const;
const status = (code: string, reason = '') =>
  ({ type: 'ReportStatus', attempt: 1, status: code, reason, additionalInformation: '' }) as const;
const settle = { type: 'SettlePayout', attempt: 1, ...debit } as const;

describe('a payment of which nobody hears', () => {
  it('is unknown, once, whether it went out, was accepted or was never answered', () => {
    for (const history of [[created], [created, sent], [created, sent, accepted('ACSC')]]) {
      given(payout, history).when(markUnknown).then([unknown]);
    }
    given(payout, [created, sent, unknown]).when(markUnknown).thenNothing();
    given(payout, [created, settled]).when(markUnknown).thenNothing();
    given(payout, [created, rejected('AC04')])
      .when(markUnknown)
      .thenNothing();
    given(payout, []).when(markUnknown).thenRefused('PAYOUT_UNKNOWN');
  });

  it('is not sent again', () => {
    const create = {
      type: 'CreatePayout',
      ...about,
      attempt: 2,
      amount,
      tenant: 'm',
      currency: 'CNY',
      ...basis,
    } as const;
    given(payout, [created, sent, unknown]).when(create).thenRefused('PAYOUT_NOT_REJECTED');
  });

  it('is known again when the bank or its statement speaks', () => {
    const history = [created, sent, unknown];
    given(payout, history).when(settle).then([settled]);
    given(payout, history)
      .when(status('ACSP'))
      .then([accepted('ACSP')]);
    given(payout, history)
      .when(status('RJCT', 'AC04'))
      .then([rejected('AC04')]);
  });

  it('was never carried out where no statement has it: only then its money is free', () => {
    const report = { type: 'ReportNotBooked', attempt: 1 } as const;
    given(payout, [created, sent, unknown])
      .when(report)
      .then([rejected('NOT_BOOKED')]);
    for (const history of [
      [created, sent],
      [created, sent, unknown, settled],
      [created, unknown, accepted('ACSP')],
    ]) {
      given(payout, history).when(report).thenNothing();
    }
  });
});

describe('a payment that comes back', () => {
  const announce = { type: 'AnnounceReturn', attempt: 1, amount, reason: 'AC04', additionalInformation: '' } as const;
  const announced = {
    type: 'PayoutReturnAnnounced' as const,
    data: { ...about, amount, reason: 'AC04', additionalInformation: '' },
  };
  const less = money(895_000n, 'CNY');
  const back = {
    ...({ type: 'ReturnPayout', attempt: 1, amount: less, reason: '' } as const),
    ...({ servicerReference: 'CR9', creditedTo: 'MERCHANT' } as const),
  };
  const returned = (reason: string) => ({
    type: 'PayoutReturned' as const,
    data: { ...about, amount: less, reason, servicerReference: 'CR9', purpose, creditedTo: 'MERCHANT' },
  });

  it('is announced with its reason, and back when its money is booked', () => {
    given(payout, [created, settled]).when(announce).then([announced]);
    given(payout, [created, settled, announced]).when(announce).thenNothing();
    given(payout, [created, settled, announced])
      .when(back)
      .then([returned('AC04')]);
    given(payout, [created, settled])
      .when({ ...back, reason: 'MD06' })
      .then([returned('MD06')]);
    given(payout, [created, settled, returned('AC04')])
      .when(back)
      .thenNothing();
    given(payout, [created, settled, returned('AC04')])
      .when(announce)
      .thenNothing();
    given(payout, [created, settled, returned('AC04')])
      .when(settle)
      .thenNothing();
  });

  it('comes back once, and only what was settled', () => {
    given(payout, [created, settled, returned('AC04')])
      .when({ ...back, servicerReference: 'CR10' })
      .thenRefused('PAYOUT_ALREADY_RETURNED');
    given(payout, [created, sent]).when(back).thenRefused('PAYOUT_NOT_SETTLED');
    given(payout, [created, rejected('AC04')])
      .when(announce)
      .thenRefused('PAYOUT_WAS_REJECTED');
  });
});

describe('a payment that is called back', () => {
  const recall = { type: 'RecallPayout', reason: 'CUST' } as const;
  const recallId = recallIdOf(id, 1);
  const asked = { type: 'PayoutRecallRequested' as const, data: { ...about, recallId, reason: 'CUST' } };
  const answer = (code: string) => ({ type: 'AnswerRecall', attempt: 1, status: code, reason: '' }) as const;
  const answered = (code: string) => ({
    type: 'PayoutRecallAnswered' as const,
    data: { ...about, recallId, status: code, reason: '' },
  });

  it('is asked for once, after it went out', () => {
    for (const history of [
      [created, sent],
      [created, sent, accepted('ACSP')],
      [created, sent, settled],
    ]) {
      given(payout, history).when(recall).then([asked]);
    }
    given(payout, [created, sent, asked]).when(recall).thenNothing();
    given(payout, [created, sent, asked, answered('RJCR')])
      .when(recall)
      .thenRefused('PAYOUT_NOT_RECALLABLE', { payout: id, state: 'RECALL RJCR' });
    given(payout, [created]).when(recall).thenRefused('PAYOUT_NOT_RECALLABLE');
    given(payout, [created, sent, rejected('AC04')])
      .when(recall)
      .thenRefused('PAYOUT_NOT_RECALLABLE');
  });

  it('gives its money back where the bank cancels it before it is booked', () => {
    given(payout, [created, sent, asked])
      .when(answer('CNCL'))
      .then([answered('CNCL'), rejected('CUST', 'recalled')]);
    given(payout, [created, sent, asked, settled])
      .when(answer('CNCL'))
      .then([answered('CNCL')]);
    given(payout, [created, sent, asked])
      .when(answer('RJCR'))
      .then([answered('RJCR')]);
  });

  it('is answered once; an answer that is to come later may follow', () => {
    given(payout, [created, sent, asked, answered('RJCR')])
      .when(answer('CNCL'))
      .thenNothing();
    given(payout, [created, sent, asked, answered('PDCR')])
      .when(answer('PDCR'))
      .thenNothing();
    given(payout, [created, sent, asked, answered('PDCR')])
      .when(answer('RJCR'))
      .then([answered('RJCR')]);
    given(payout, [created, sent]).when(answer('CNCL')).thenRefused('PAYOUT_NOT_RECALLED');
  });
});
