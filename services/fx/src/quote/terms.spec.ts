import { convert, money, parseMoney } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessSpread, termsOf } from './terms.ts';

const offer = { reference: 'L', midRate: '7.1200', bankRate: '7.1195', expiresAt: '2026-03-02T01:30:00.000Z' };

describe('the terms of a sale', () => {
  it('follow the worked example: mid 7.1200, bank 7.1195, client 7.1000', () => {
    const sell = parseMoney('10000.00', 'USD');
    expect(termsOf(sell, 'CNY', offer, '0.0195')).toEqual({
      ...{ sell, buy: parseMoney('71000.00', 'CNY'), bankBuy: parseMoney('71195.00', 'CNY') },
      ...{ midRate: '7.1200', bankRate: '7.1195', clientRate: '7.1000' },
      ...{ bankReference: 'L', expiresAt: offer.expiresAt },
    });
  });

  it('round each amount once: USD 1,234.56 at 7.1234 is CNY 8,794.26', () => {
    const terms = termsOf(parseMoney('1234.56', 'USD'), 'CNY', { ...offer, bankRate: '7.1234' }, '0');
    expect(terms.buy).toEqual(parseMoney('8794.26', 'CNY'));
  });

  it.each([
    ['7.1195', '0.0195', '7.1000'],
    ['7.1195', '0', '7.1195'],
    ['7.1195', '0.00001', '7.1194'],
    ['7', '0.5', '6'],
    ['0.0050', '0.0049', '0.0001'],
    ['0.0050', '0.0100', '-0.0050'],
    ['0.0050', '0.00501', '-0.0001'],
  ])('a rate of %s less %s is %s: never more than bank and spread allow', (rate, spread, client) => {
    expect(lessSpread(rate, spread)).toBe(client);
  });

  it.each(['abc', '-7.1', '0', '0.0195'])('no sale at a bank rate of %s', (bankRate) => {
    expect(() => termsOf(money(100n, 'USD'), 'CNY', { ...offer, bankRate }, '0.0195')).toThrow();
  });

  it('never give a client more than the bank gives us', () => {
    const rate = fc.integer({ min: 60_000, max: 80_000 }).map((pips) => `${pips / 10_000}`.padEnd(6, '0').slice(0, 6));
    const minor = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(minor, rate, (units, bankRate) => {
        fc.pre(/^\d\.\d{4}$/.test(bankRate));
        const sell = money(units, 'USD');
        const terms = termsOf(sell, 'CNY', { ...offer, bankRate }, '0.0195');
        expect(terms.buy.minor).toBeLessThanOrEqual(terms.bankBuy.minor);
        expect(terms.buy).toEqual(convert(sell, terms.clientRate, 'CNY'));
      }),
    );
  });
});
