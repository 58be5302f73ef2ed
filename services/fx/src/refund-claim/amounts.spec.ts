import { parseMoney } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { isRate, partOf, producerRefund, traderRefund } from './amounts.ts';

const cny = (text: string) => parseMoney(text, 'CNY');

describe('the refund of tax on exports', () => {
  it.each([
    // Bought for 100,000 net, taxed at 13 %, refunded at 13 %: all 13,000 come back.
    ['100000.00', '0.13', '0.13', '13000.00', '0.00'],
    // Refunded at 9 %: 9,000 come back, 4,000 are cost.
    ['100000.00', '0.13', '0.09', '9000.00', '4000.00'],
    // 5,321.47 × 0.13 = 691.7911
    ['5321.47', '0.13', '0.13', '691.79', '0.00'],
    // Not refunded at all: the whole tax is cost.
    ['100000.00', '0.13', '0', '0.00', '13000.00'],
  ])('trader: %s net at %s, refunded at %s → %s, cost %s', (net, vat, rate, refund, cost) => {
    expect(traderRefund(cny(net), vat, rate)).toEqual({ refund: cny(refund), cost: cny(cost) });
  });

  it.each([
    // The credit is less than the amount: the credit is paid, the rest has paid for tax at home.
    ['200000.00', '0.13', '0.09', '12000.00', '8000.00', '18000.00', '12000.00', '6000.00'],
    // The credit is more: all of it is paid, what is left of the credit goes on into the next period.
    ['200000.00', '0.13', '0.09', '25000.00', '8000.00', '18000.00', '18000.00', '0.00'],
    // No credit: nothing is paid.
    ['200000.00', '0.13', '0.13', '0.00', '0.00', '26000.00', '0.00', '26000.00'],
  ])('producer: FOB %s at %s/%s, credit %s', (fob, vat, rate, credit, transferredOut, amount, refund, credited) => {
    expect(producerRefund(cny(fob), vat, rate, cny(credit))).toEqual({
      ...{ transferredOut: cny(transferredOut), amount: cny(amount), refund: cny(refund), credited: cny(credited) },
    });
  });

  it('is shared by quantity, rounded down, and whole for all', () => {
    const parts = [1n, 2n, 3n].map((part) => partOf(cny('100.00'), part, 3n));
    expect(parts).toEqual([cny('33.33'), cny('66.66'), cny('100.00')]);
  });

  it('goes by rates from 0 to 1', () => {
    expect(['0', '0.13', '1', '1.0'].every(isRate)).toBe(true);
    expect(['', '13', '13%', '-0.1', '0,13', '1.1'].some(isRate)).toBe(false);
  });
});
