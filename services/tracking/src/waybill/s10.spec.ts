import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, isS10, normalised } from './s10.ts';

const serials = fc.integer({ min: 0, max: 99_999_999 }).map((serial) => String(serial).padStart(8, '0'));

describe('waybill numbers of UPU S10', () => {
  it.each([
    ['47312482', 9],
    ['00000000', 5],
    ['20260701', 0],
    ['00000018', 1],
  ])('the serial %s has the check digit %d', (serial, digit) => {
    expect(checkDigit(serial)).toBe(digit);
  });

  it.each(['EE473124829CN', 'LX202607010CN', 'CP000000181DE'])('%s is valid', (number) => {
    expect(isS10(number)).toBe(true);
  });

  it.each([
    ['a wrong check digit', 'EE473124828CN'],
    ['a country that has no post', 'EE473124829XX'],
    ['a reserved service', 'JE473124829CN'],
    ['an implausible serial', 'RR000000005CN'],
    ['small letters', 'ee473124829cn'],
    ['a space', 'EE 473124829CN'],
    ['too few digits', 'EE47312489CN'],
    ['nothing', ''],
  ])('%s is refused', (_, number) => {
    expect(isS10(number)).toBe(false);
  });

  it('is compared without what people put between', () => {
    expect(normalised(' ee 4731-2482.9 cn ')).toBe('EE473124829CN');
    expect(normalised('EE４７３１２４８２９CN')).toBe('EE473124829CN');
  });

  it('shows a single wrong digit, unless both remainders give the check digit 5', () => {
    fc.assert(
      fc.property(serials, fc.nat({ max: 7 }), fc.integer({ min: 1, max: 9 }), (serial, at, by) => {
        const wrong = (Number(serial[at]) + by) % 10;
        const other = `${serial.slice(0, at)}${wrong}${serial.slice(at + 1)}`;
        if (checkDigit(serial) !== 5) expect(checkDigit(other)).not.toBe(checkDigit(serial));
      }),
    );
  });
});
