import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { payment } from './payment.ts';
import { payout, shanghaiDate } from './payout.ts';
import { endToEndIdOf, messageIdOf, payoutId, payoutOf } from './references.ts';
import { isPaymentStatus, rankOf } from './status.ts';

const id = payoutId('m', 'o');
const amount = money(898_313n, 'CNY');
const references = { messageId: messageIdOf(id), endToEndId: endToEndIdOf(id) };
const created = {
  type: 'PayoutCreated' as const,
  data: { payoutId: id, orderId: 'o', amount, beneficiary: 'Co.', ...references, executionDate: '2026-03-02' },
};
const sent = { type: 'PayoutSent' as const, data: { payoutId: id, sha256: 'aa' } };
const accepted = (status: string) => ({ type: 'PayoutAccepted' as const, data: { payoutId: id, status } });
const rejected = {
  type: 'PayoutRejected' as const,
  data: { payoutId: id, orderId: 'o', reason: 'AC04', additionalInformation: 'closed' },
};
const booking = { amount, servicerReference: 'DB1', valueDate: '2026-03-02' };
const settled = { type: 'PayoutSettled' as const, data: { payoutId: id, orderId: 'o', ...booking } };

const create = {
  ...({ type: 'CreatePayout', payoutId: id, orderId: 'o', amount } as const),
  ...{ beneficiary: 'Co.', tenant: 'm', currency: 'CNY' },
};
const report = (status: string, reason = '', additionalInformation = '') =>
  ({ type: 'ReportStatus', status, reason, additionalInformation }) as const;
const settle = { type: 'SettlePayout', ...booking } as const;

describe('a payout', () => {
  it('is created once, with references made once, for the day in China', () => {
    given(payout, []).when(create).then([created]);
    given(payout, [created]).when(create).thenNothing();
    expect(shanghaiDate('2026-03-02T15:59:59.999Z')).toBe('2026-03-02');
    expect(shanghaiDate('2026-03-02T16:00:00.000Z')).toBe('2026-03-03');
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

  it.each([report('ACCP'), settle, { type: 'RecordSent', sha256: 'aa' } as const])(
    'must exist for $type',
    (command) => {
      given(payout, []).when(command).thenRefused('PAYOUT_UNKNOWN');
    },
  );

  it('is sent once, also where the bank was quicker than our note of it', () => {
    given(payout, [created]).when({ type: 'RecordSent', sha256: 'aa' }).then([sent]);
    given(payout, [created, accepted('ACSP')])
      .when({ type: 'RecordSent', sha256: 'aa' })
      .then([sent]);
    given(payout, [created, sent]).when({ type: 'RecordSent', sha256: 'aa' }).thenNothing();
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
    given(payout, [created, accepted('ACSP')])
      .when(report('ACCP'))
      .thenNothing();
    given(payout, [created, accepted('ACSP')])
      .when(report('ACSP'))
      .thenNothing();
    given(payout, [created]).when(report('RCVD')).thenNothing();
    given(payout, [created]).when(report('PDNG')).thenNothing();
    given(payout, [created, settled]).when(report('ACSP')).thenNothing();
    given(payout, [created, rejected]).when(report('ACSP')).thenNothing();
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
    given(payout, [created, settled]).when(report('RJCT', 'AC04')).thenRefused('PAYOUT_ALREADY_SETTLED');
    given(payout, [created, accepted('ACSC')])
      .when(report('RJCT'))
      .thenRefused('PAYOUT_ALREADY_SETTLED');
    given(payout, [created, rejected]).when(settle).thenRefused('PAYOUT_WAS_REJECTED');
    given(payout, [created])
      .when({ ...settle, amount: money(1n, 'CNY') })
      .thenRefused('PAYOUT_AMOUNT_DIFFERS');
  });
});

describe('references of a payout', () => {
  it('lead back to it, and fit into ISO 20022', () => {
    expect([messageIdOf(id), endToEndIdOf(id)].map(payoutOf)).toEqual([id, id]);
    expect(endToEndIdOf(id).length).toBeLessThanOrEqual(35);
  });

  it.each(['', 'NOTPROVIDED', 'E123', `X${id.toUpperCase()}`, endToEndIdOf(id).toLowerCase()])('%j is none', (text) => {
    expect(payoutOf(text)).toBeUndefined();
  });

  it('are registered with their owner once', () => {
    const data = { payoutId: id, orderId: 'o', tenant: 'm', ...references };
    given(payment, [])
      .when(data)
      .then([{ type: 'PaymentRegistered', data }]);
    given(payment, [{ type: 'PaymentRegistered', data }])
      .when({ ...data, tenant: 'other' })
      .thenNothing();
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
