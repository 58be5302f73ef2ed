import { parseMoney } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { chargesOf } from './charges.ts';
import { isNearly, suggest } from './suggestions.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const order = (orderNo: string, open: string) => ({ orderNo, orderId: `o-${orderNo}`, open: usd(open) });
const receipt = (left: string, charges = '0.00') => ({ left: usd(left), charges: usd(charges) });

describe('suggestions for a person', () => {
  const orders = [order('SO-1001', '100.00'), order('SO-2002', '100.00'), order('SO-3003', '250.00')];

  it('put what it names first, then a slip of the pen, then the amount', () => {
    const found = suggest(receipt('100.00'), ['SO-1001', 'SO-9999'], false, orders);
    expect(found.map(({ orderNo, rule }) => [orderNo, rule])).toEqual([
      ['SO-1001', 'REFERENCE_EXACT'],
      ['SO-2002', 'AMOUNT'],
    ]);
    const slip = suggest(receipt('99.00'), ['so3004'], true, orders);
    expect(slip).toEqual([
      {
        ...{ orderNo: 'SO-3003', orderId: 'o-SO-3003', amount: usd('99.00'), open: usd('250.00') },
        ...{ rule: 'SIMILAR_REFERENCE', score: 65 },
      },
    ]);
  });

  it('trust a payer that paid before more, and never suggest more than either side has', () => {
    const found = suggest(receipt('100.00'), [], true, orders);
    expect(found.map(({ rule, score }) => [rule, score])).toEqual([
      ['AMOUNT_AND_PAYER', 60],
      ['AMOUNT_AND_PAYER', 60],
    ]);
    const [over] = suggest(receipt('300.00'), ['SO-3003'], false, orders);
    expect(over).toMatchObject({ rule: 'OVERPAYMENT', amount: usd('250.00') });
    const [part] = suggest(receipt('40.00'), ['SO-3003'], false, orders);
    expect(part).toMatchObject({ rule: 'PART_PAYMENT', amount: usd('40.00') });
    const [charged] = suggest(receipt('225.00', '25.00'), ['SO-3003'], false, orders);
    expect(charged).toMatchObject({ rule: 'REFERENCE_CHARGES' });
  });

  it('look at no order in another currency', () => {
    expect(
      suggest({ left: parseMoney('100.00', 'EUR'), charges: parseMoney('0.00', 'EUR') }, ['SO-1001'], true, orders),
    ).toEqual([]);
  });

  it.each([
    ['SO-1001', 'SO1001', true],
    ['SO-1011', 'SO-1001', true],
    ['SO-101', 'SO-1001', true],
    ['SO-11001', 'SO-1001', true],
    ['SO-1010', 'SO-1001', true],
    ['SO-1122', 'SO-1001', false],
    ['A-1', 'A-2', false],
  ])('%s for %s: %s', (word, orderNo, expected) => expect(isNearly(word, orderNo)).toBe(expected));
});

describe('charges on the way', () => {
  const taken = (amount: string, bearer: string, currency = 'USD') => ({
    ...{ amount: parseMoney(amount, currency), agent: '', bearer },
  });
  const amount = usd('4975.00');

  it('are what banks took out of the payment, once', () => {
    const charges = {
      taken: [taken('15.00', 'SHAR'), taken('10.00', 'CRED'), taken('8.00', 'DEBT'), taken('9.00', 'CRED', 'EUR')],
    };
    expect(chargesOf({ amount, charges }, true)).toEqual(usd('25.00'));
    expect(chargesOf({ amount, charges }, false)).toEqual(usd('0.00'));
    expect(chargesOf({ amount }, true)).toEqual(usd('0.00'));
  });
});
