import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { claim, claimId, claimOf, claimReference } from './claim.ts';

const id = claimId('m', 'o');
const reference = claimReference(id);
const amount = money(2_450n, 'USD');
const asked = { claimId: id, orderId: 'o', orderNo: 'SO-1', debtor: 'YANWEN', amount, reason: 'SHORT' };
const open = { type: 'OpenClaim', ...asked } as const;
const opened = { type: 'ClaimOpened' as const, data: { ...asked, reference } };
const settle = { type: 'SettleClaim', reference, fundsId: 'f', amount } as const;
const settled = { type: 'ClaimSettled' as const, data: { claimId: id, orderId: 'o', amount, fundsId: 'f' } };

describe('a claim', () => {
  it('is opened once per order', () => {
    given(claim, []).when(open).then([opened]);
    given(claim, [opened]).when(open).thenNothing();
    given(claim, [opened, settled]).when(open).thenNothing();
    given(claim, [opened])
      .when({ ...open, amount: money(1n, 'USD') })
      .thenRefused('CLAIM_EXISTS', { order: 'o', amount: 'USD 24.50' });
  });

  it('has a reason, a debtor and an amount', () => {
    given(claim, [])
      .when({ ...open, reason: 'LATE' })
      .thenRefused('CLAIM_REASON_UNKNOWN', { reason: 'LATE' });
    given(claim, [])
      .when({ ...open, debtor: 'Yan Wen' })
      .thenRefused('CLAIM_DEBTOR_INVALID');
    given(claim, [])
      .when({ ...open, amount: money(0n, 'USD') })
      .thenRefused('CLAIM_AMOUNT_INVALID');
  });

  it('is settled by one credit of exactly its amount', () => {
    given(claim, [opened]).when(settle).then([settled]);
    given(claim, [opened, settled]).when(settle).thenNothing();
    given(claim, [opened, settled])
      .when({ ...settle, fundsId: 'f2' })
      .thenRefused('CLAIM_SETTLED', { reference });
    given(claim, []).when(settle).thenRefused('CLAIM_UNKNOWN', { reference });
    for (const received of [money(2_449n, 'USD'), money(2_450n, 'CNY')]) {
      given(claim, [opened])
        .when({ ...settle, amount: received })
        .thenRefused('CLAIM_AMOUNT_DIFFERS');
    }
  });

  it('is found by what its payment names', () => {
    expect(claimOf(reference)).toBe(id);
    expect(claimOf(reference.toLowerCase())).toBe(id);
    expect(reference.length).toBeLessThanOrEqual(35);
    expect(['', 'CLAIM-1', `CLAIM-${id}-2`, id].map(claimOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
