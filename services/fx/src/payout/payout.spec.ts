import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { payment } from './payment.ts';
import { payout, purposeOf } from './payout.ts';
import { endToEndIdOf, messageIdOf, payoutId, payoutOf, refundId, returnId, taxPaymentId } from './references.ts';
import { isPaymentStatus, rankOf } from './status.ts';

const id = payoutId('m', 'o');
const amount = money(898_313n, 'CNY');
const references = (attempt: number) => ({
  messageId: messageIdOf(id, attempt),
  endToEndId: endToEndIdOf(id, attempt),
});
const what = { purpose: 'PURPOSE_MERCHANT' as const, fundsId: '', reference: '', orderNo: 'SZ-1' };
const basis = { payoutId: id, orderId: 'o', amount, beneficiary: 'Co.', executionDate: '2026-03-02', ...what };
const created = { type: 'PayoutCreated' as const, data: { ...basis, ...references(1), attempt: 1 } };
const again = { type: 'PayoutCreated' as const, data: { ...basis, ...references(2), attempt: 2 } };
const sent = { type: 'PayoutSent' as const, data: { payoutId: id, sha256: 'aa' } };
const accepted = (status: string) => ({ type: 'PayoutAccepted' as const, data: { payoutId: id, status } });
const rejected = {
  type: 'PayoutRejected' as const,
  data: {
    ...{ payoutId: id, orderId: 'o', reason: 'AC04', additionalInformation: 'closed' },
    ...{ purpose: 'PURPOSE_MERCHANT' as const, attempt: 1 },
  },
};
const booking = { amount, servicerReference: 'DB1', valueDate: '2026-03-02' };
const settled = {
  type: 'PayoutSettled' as const,
  data: { payoutId: id, orderId: 'o', ...booking, purpose: 'PURPOSE_MERCHANT' as const, fundsId: '' },
};

const create = {
  ...({ type: 'CreatePayout', payoutId: id, orderId: 'o', amount } as const),
  ...{ beneficiary: 'Co.', tenant: 'm', currency: 'CNY', attempt: 1, ...what },
};
const report = (status: string, reason = '', additionalInformation = '', attempt = 1) =>
  ({ type: 'ReportStatus', attempt, status, reason, additionalInformation }) as const;
const settle = { type: 'SettlePayout', attempt: 1, ...booking } as const;
const recordSent = { type: 'RecordSent', attempt: 1, sha256: 'aa' } as const;

describe('a payout', () => {
  it('is created once, with references made once, for the day in China', () => {
    given(payout, []).when(create).then([created]);
    given(payout, [created]).when(create).thenNothing();
  });

  it('is one per order', () => {
    given(payout, [created])
      .when({ ...create, amount: money(1n, 'CNY') })
      .thenRefused('PAYOUT_EXISTS');
  });

  it.each([money(0n, 'CNY'), money(-1n, 'CNY'), money(1n, 'USD')])('is not made of %o', (wrong) => {
    given(payout, [])
      .when({ ...create, amount: wrong })
      .thenRefused('PAYOUT_AMOUNT_INVALID');
  });

  it('needs a beneficiary on record', () => {
    given(payout, [])
      .when({ ...create, beneficiary: '' })
      .thenRefused('PAYOUT_NO_BENEFICIARY', { tenant: 'm' });
  });

  it.each([report('ACCP'), settle, recordSent])('must exist for $type', (command) => {
    given(payout, []).when(command).thenRefused('PAYOUT_UNKNOWN');
  });

  it('is sent once, also where the bank was quicker than our note of it', () => {
    given(payout, [created]).when(recordSent).then([sent]);
    given(payout, [created, accepted('ACSP')])
      .when(recordSent)
      .then([sent]);
    given(payout, [created, sent]).when(recordSent).thenNothing();
  });

  it.each(['ACTC', 'ACCP', 'ACFC', 'ACWC', 'ACSP', 'ACSC', 'ACCC'])('is accepted by %s', (status) => {
    given(payout, [created, sent])
      .when(report(status))
      .then([accepted(status)]);
  });

  it('only moves forward', () => {
    given(payout, [created, accepted('ACCP')])
      .when(report('ACSP'))
      .then([accepted('ACSP')]);
    const ignored = (status: string) => ({
      type: 'PayoutStatusIgnored' as const,
      data: { payoutId: id, orderId: 'o', attempt: 1, status, reason: '' },
    });
    given(payout, [created, accepted('ACSP')])
      .when(report('ACCP'))
      .then([ignored('ACCP')]);
    given(payout, [created, accepted('ACSP')])
      .when(report('ACSP'))
      .thenNothing();
    given(payout, [created]).when(report('RCVD')).thenNothing();
    given(payout, [created]).when(report('PDNG')).thenNothing();
    given(payout, [created, settled]).when(report('ACSP')).thenNothing();
    given(payout, [created, rejected])
      .when(report('ACSP'))
      .then([ignored('ACSP')]);
  });

  it('is rejected once, with the reason of the bank', () => {
    given(payout, [created, sent])
      .when(report('RJCT', 'AC04', 'closed'))
      .then([rejected]);
    given(payout, [created, accepted('ACCP')])
      .when(report('RJCT', 'AC04', 'closed'))
      .then([rejected]);
    given(payout, [created, rejected]).when(report('RJCT', 'AC04')).thenNothing();
    const cancelled = { ...rejected, data: { ...rejected.data, reason: 'CANC', additionalInformation: '' } };
    given(payout, [created]).when(report('CANC')).then([cancelled]);
  });

  it('settles on the booked debit alone, once', () => {
    given(payout, [created, sent]).when(settle).then([settled]);
    given(payout, [created, settled]).when(settle).thenNothing();
    given(payout, [created, accepted('ACSC')])
      .when(settle)
      .then([settled]);
  });

  it('raises the alarm where the bank contradicts itself', () => {
    const twice = { ...settle, servicerReference: 'DB2' };
    given(payout, [created, settled]).when(twice).thenRefused('PAYOUT_ALREADY_SETTLED');
    const contradicted = (reason: string) => ({
      type: 'PayoutContradicted' as const,
      data: { payoutId: id, orderId: 'o', attempt: 1, status: 'RJCT', reason },
    });
    given(payout, [created, settled])
      .when(report('RJCT', 'AC04'))
      .then([contradicted('AC04')]);
    given(payout, [created, settled, contradicted('AC04')])
      .when(report('RJCT', 'AC04'))
      .thenNothing();
    given(payout, [created, accepted('ACSC')])
      .when(report('RJCT'))
      .then([contradicted('')]);
    given(payout, [created, rejected]).when(settle).thenRefused('PAYOUT_WAS_REJECTED');
    given(payout, [created])
      .when({ ...settle, amount: money(1n, 'CNY') })
      .thenRefused('PAYOUT_AMOUNT_DIFFERS');
  });
});

describe('a payment that the bank rejected', () => {
  it('is created anew under the next attempt, with references of its own', () => {
    given(payout, [created, rejected])
      .when({ ...create, attempt: 2 })
      .then([again]);
    given(payout, [created, rejected, again])
      .when({ ...create, attempt: 2 })
      .thenNothing();
    given(payout, [created, rejected]).when(create).thenNothing();
    expect(new Set([1, 2, 3].flatMap((attempt) => Object.values(references(attempt)))).size).toBe(6);
  });

  it.each<[string, readonly (typeof created | typeof sent | typeof settled | typeof rejected)[], number]>([
    ['before there was a first', [], 2],
    ['while the first is under way', [created, sent], 2],
    ['when it was settled', [created, settled], 2],
    ['with a number left out', [created, rejected], 3],
  ])('is not created anew %s', (_, history, attempt) => {
    given(payout, history)
      .when({ ...create, attempt })
      .thenRefused('PAYOUT_NOT_REJECTED');
  });

  it('begins afresh: what the bank still says of the first moves nothing, a debit of it raises the alarm', () => {
    const history = [created, sent, accepted('ACSP'), rejected, again];
    given(payout, history).when(report('ACSC')).thenNothing();
    given(payout, history).when(report('RJCT')).thenNothing();
    given(payout, history).when(settle).thenRefused('PAYOUT_WAS_REJECTED');
    given(payout, history).when(recordSent).thenNothing();
    given(payout, history)
      .when({ ...recordSent, attempt: 2 })
      .then([sent]);
    given(payout, history)
      .when(report('ACCP', '', '', 2))
      .then([accepted('ACCP')]);
    given(payout, history)
      .when(report('RJCT', 'AC04', 'closed', 2))
      .then([{ ...rejected, data: { ...rejected.data, attempt: 2 } }]);
    given(payout, history)
      .when({ ...settle, attempt: 2 })
      .then([settled]);
  });
});

describe('the purpose of a payment', () => {
  it('is a refund: to its payer, who is not named, in the currency that was paid', () => {
    const purpose = 'PURPOSE_REFUND' as const;
    const usd = money(5n, 'USD');
    const back = { ...create, amount: usd, currency: 'USD', purpose, fundsId: 'f', beneficiary: '' };
    const data = { ...basis, amount: usd, purpose, fundsId: 'f', beneficiary: '', ...references(1), attempt: 1 };
    const refund = { type: 'PayoutCreated' as const, data };
    given(payout, []).when(back).then([refund]);
    given(payout, [refund])
      .when({ ...settle, amount: usd })
      .then([{ ...settled, data: { ...settled.data, amount: usd, purpose, fundsId: 'f' } }]);
  });

  it('is the merchant where none was said, as in what was written before there were others', () => {
    expect(purposeOf('PURPOSE_UNSPECIFIED')).toBe('PURPOSE_MERCHANT');
    const old = { ...created, data: { ...created.data, purpose: 'PURPOSE_UNSPECIFIED' as const, attempt: 0 } };
    expect(given(payout, [old]).state).toMatchObject({ purpose: 'PURPOSE_MERCHANT', attempt: 1 });
  });

  it('makes payments of their own', () => {
    const ids = [
      ...[id, taxPaymentId('m', 'o'), returnId('m', 'f')],
      ...[refundId('m', 'f', money(0n, 'USD')), refundId('m', 'f', money(1n, 'USD'))],
    ];
    expect(new Set(ids).size).toBe(5);
  });
});

describe('references of a payout', () => {
  it('lead back to it, and fit into ISO 20022', () => {
    expect([messageIdOf(id, 1), endToEndIdOf(id, 1)].map(payoutOf)).toEqual([
      ...[
        { id, attempt: 1 },
        { id, attempt: 1 },
      ],
    ]);
    expect(payoutOf(endToEndIdOf(id, 12))).toEqual({ id, attempt: 12 });
    expect(endToEndIdOf(id, 999).length).toBeLessThanOrEqual(35);
  });

  it.each([
    '',
    'NOTPROVIDED',
    'E123',
    `X${id.toUpperCase()}`,
    endToEndIdOf(id, 1).toLowerCase(),
    `${endToEndIdOf(id, 1)}-0`,
  ])('%j is none', (text) => {
    expect(payoutOf(text)).toBeUndefined();
  });

  it('are registered with their owner, once for each attempt', () => {
    const registered = (attempt: number) => ({
      type: 'PaymentRegistered' as const,
      data: { payoutId: id, orderId: 'o', tenant: 'm', ...references(attempt) },
    });
    given(payment, [])
      .when(registered(1).data)
      .then([registered(1)]);
    given(payment, [registered(1)])
      .when({ ...registered(1).data, tenant: 'other' })
      .thenNothing();
    given(payment, [registered(1)])
      .when(registered(2).data)
      .then([registered(2)]);
  });
});

describe('statuses', () => {
  it('are ordered from received to credited', () => {
    const order = ['RCVD', 'ACTC', 'ACFC', 'ACSP', 'ACSC', 'ACCC'].map(rankOf);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(['RJCT', 'CANC', 'XXXX', 'toString'].map(rankOf)).toEqual([0, 0, 0, 0]);
    expect(['RJCT', 'ACSP', 'XXXX', 'toString'].map(isPaymentStatus)).toEqual([true, true, false, false]);
  });
});
