import { convert, minorDigits, money, parseMoney } from '@portolan/money';
import { describe, expect, it, test } from 'vitest';
import { isBic, isCreditorReference, isIban, isLei, looksLikeIban } from './identifiers.ts';

describe('an IBAN', () => {
  test.each([
    'DE89370400440532013000',
    'GB29NWBK60161331926819',
    'NL91ABNA0417164300',
    'FR1420041010050500013M02606',
    'NO9386011117947',
  ])('%s is one', (iban) => expect(isIban(iban)).toBe(true));
  test.each([
    ['check digits', 'DE88370400440532013000'],
    ['its length', 'DE8937040044053201300'],
    ['its form', 'NL91ABNAX417164300'],
    ['its country: China has none', 'CN89370400440532013000'],
    ['spaces', 'DE89 3704 0044 0532 0130 00'],
    ['small letters', 'de89370400440532013000'],
  ])('is wrong by %s', (_, iban) => expect(isIban(iban)).toBe(false));
  it('is meant by whoever writes two letters and two digits in front', () => {
    expect(looksLikeIban('DE88370400440532013000')).toBe(true);
    expect(looksLikeIban('CN-NOSTRO-CNY-0001')).toBe(false);
    expect(looksLikeIban('6222020200001234567')).toBe(false);
  });
});

describe('a creditor reference', () => {
  test.each(['RF18539007547034', 'RF712348231'])('%s is one', (text) => expect(isCreditorReference(text)).toBe(true));
  test.each(['RF19539007547034', 'RF18', 'RF18 5390 0754 7034', 'rf18539007547034', `RF18${'1'.repeat(22)}`])(
    '%s is none',
    (text) => expect(isCreditorReference(text)).toBe(false),
  );
});

describe('a legal entity identifier', () => {
  it('checks out as a whole', () => expect(isLei('529900T8BM49AURSDO55')).toBe(true));
  test.each(['529900T8BM49AURSDO56', '529900T8BM49AURSDO5', '529900t8bm49aursdo55'])('%s is none', (text) =>
    expect(isLei(text)).toBe(false),
  );
});

describe('a BIC', () => {
  test.each(['DEUTDEFF', 'DEUTDEFF500', 'BKCHCNBJ', 'E097DEFF'])('%s is one', (bic) => expect(isBic(bic)).toBe(true));
  test.each(['DEUTDEF', 'DEUT1EFF', 'DEUTDEFF50', 'deutdeff'])('%s is none', (bic) => expect(isBic(bic)).toBe(false));
});

describe('an amount', () => {
  test.each([
    ['USD', 2],
    ['CNY', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
  ])('of %s has %i digits behind the point, as ISO 4217 says', (currency, digits) =>
    expect(minorDigits(currency)).toBe(digits),
  );
  test.each([
    ['12,34', 'USD'],
    ['1e5', 'USD'],
    ['12.345', 'USD'],
    ['1.5', 'JPY'],
    ['12.3456', 'KWD'],
  ])('%s %s is refused', (text, currency) => expect(() => parseMoney(text, currency)).toThrow());
  it('keeps all its digits, and is rounded once, half to even', () => {
    expect(parseMoney('1000.00', 'USD')).toEqual(money(100_000n, 'USD'));
    expect(convert(money(1n, 'USD'), '0.5', 'CNY')).toEqual(money(0n, 'CNY'));
    expect(convert(money(3n, 'USD'), '0.5', 'CNY')).toEqual(money(2n, 'CNY'));
  });
});
