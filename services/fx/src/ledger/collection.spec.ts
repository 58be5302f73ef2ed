import { parseMoney } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { escrowRefundShared, partCleared, suspensePartReturned, suspenseReleased } from './collection.ts';
import type { Posting } from './ledger.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const lines = ({ entries }: Posting) =>
  entries.map(({ accountId, side, amount }) => `${side === 'SIDE_DEBIT' ? 'Dr' : 'Cr'} ${accountId} ${amount.minor}`);

describe('what collection books', () => {
  it('a receipt of 9,975 for an invoice of 10,000: 25 is a bank charge', () => {
    const part = { fundsId: 'f', lineId: 'l', amount: usd('10000.00'), charge: usd('25.00') };
    const booked = partCleared(part, 'm');
    expect(booked.type).toBe('RECEIPT_CHARGE');
    expect(lines(booked)).toEqual(['Dr 2050.USD 997500', 'Dr 5000.USD 2500', 'Cr 2000.USD.m 1000000']);
  });

  it('a part without a charge', () => {
    const booked = partCleared({ fundsId: 'f', lineId: 'l', amount: usd('40.00') }, 'm');
    expect(lines(booked)).toEqual(['Dr 2050.USD 4000', 'Cr 2000.USD.m 4000']);
  });

  it('a refund of what two credits paid, to each payer its own', () => {
    const shares = [
      { fundsId: 'f2', amount: usd('4.00') },
      { fundsId: 'f1', amount: usd('1.00') },
    ];
    const booked = lines(escrowRefundShared('e', shares, usd('5.00'), usd('5.00')));
    expect(booked).toEqual(['Dr 2100.USD.e 500', 'Cr 2300.USD.f2 400', 'Cr 2300.USD.f1 100']);
  });

  it('what is left becomes the merchant’s, or goes back, each part on its own', () => {
    expect(lines(suspenseReleased('f', 1, 'm', usd('1.00')))).toEqual(['Dr 2050.USD 100', 'Cr 2000.USD.m 100']);
    expect(lines(suspensePartReturned('f', 2, usd('1.00')))).toEqual(['Dr 2050.USD 100', 'Cr 2300.USD.f 100']);
    const ids = [1, 2].map((part) => suspensePartReturned('f', part, usd('1.00')).transactionId);
    expect(new Set(ids).size).toBe(2);
  });
});
