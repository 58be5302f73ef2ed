import { describe, expect, it } from 'vitest';
import { hundredThousandths, yuan } from './amounts.ts';
import { taxesOf } from './taxes.ts';

const line = (gnum: string, gcode: string, totalPrice: string) => ({ gnum, gcode, totalPrice });
const fields = { freight: '0', insuredFee: '0' };
const taxed = (gcode: string, totalPrice: string) => {
  const [{ duty, consumption, vat } = { duty: -1n, consumption: -1n, vat: -1n }] = taxesOf({
    fields,
    lines: [line('1', gcode, totalPrice)],
  });
  return [duty, consumption, vat].map(yuan);
};

// By hand from 财关税〔2018〕49号: 70 % of VAT and consumption tax within the limit, all of them above it.
describe('taxes of a retail import', () => {
  it.each([
    ['no consumption tax, 13 %', '1901101000', '1000.00', ['0.00', '0.00', '91.00']],
    ['no consumption tax, 9 %', '1006302090', '1000.00', ['0.00', '0.00', '63.00']],
    ['wine, 10 % and 13 %', '2204210000', '1000.00', ['0.00', '77.78', '101.11']],
    ['cosmetics, 15 % and 13 %', '3304990021', '1000.00', ['0.00', '123.53', '107.06']],
    ['above the limit, 6 % duty', '9999999999', '6000.00', ['360.00', '0.00', '826.80']],
    ['above the limit, 5 % duty and 15 %', '3304990021', '6000.00', ['300.00', '1111.76', '963.53']],
  ])('%s', (_, gcode, price, expected) => {
    expect(taxed(gcode, price)).toEqual(expected);
  });

  it('lie on freight and insurance as well, spread by value; the last line takes the rest', () => {
    const lines = [
      line('1', '1901101000', '100.00'),
      line('2', '1901101000', '100.00'),
      line('3', '1901101000', '100'),
    ];
    const prices = taxesOf({ fields: { freight: '9.00', insuredFee: '1.00' }, lines }).map(({ price }) => yuan(price));
    expect(prices).toEqual(['103.33', '103.33', '103.34']);
  });
});

describe('amounts of messages', () => {
  it('have up to five decimals and are never floating', () => {
    expect(hundredThousandths('0.1')).toBe(10_000n);
    expect(hundredThousandths('142')).toBe(hundredThousandths('142.00000'));
    for (const wrong of ['', '1.', '-1', '1e3', '1.123456', undefined]) expect(hundredThousandths(wrong)).toBe(-1n);
  });
});
