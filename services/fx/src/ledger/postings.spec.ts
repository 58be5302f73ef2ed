import { fold } from '@portolan/eventsourcing';
import { type Money, money, parseMoney } from '@portolan/money';
import { facts } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { claimOpened, claimPaid } from './claims.ts';
import { ledger, type Posting } from './ledger.ts';
import {
  escrowRefund,
  type Outgoing,
  paymentBooked,
  paymentReversed,
  paymentSent,
  suspenseReturned,
  taxDifference,
} from './payments.ts';
import {
  cover,
  escrowFunding,
  escrowRelease,
  receipt,
  type Sale,
  saleBooked,
  saleReserved,
  saleReserveFreed,
  suspense,
  suspenseCleared,
} from './postings.ts';
import { balancesOf } from './sums.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const cny = (text: string) => parseMoney(text, 'CNY');
const at = '2026-03-02T00:10:00.000Z';

// Entries as a bookkeeper writes them: 'Dr 1000.USD 100.00'.
function written({ entries }: Posting): string[] {
  return entries.map(({ accountId, side, amount }) => {
    const digits = String(amount.minor).padStart(3, '0');
    return `${side === 'SIDE_DEBIT' ? 'Dr' : 'Cr'} ${accountId} ${digits.slice(0, -2)}.${digits.slice(-2)}`;
  });
}

// The worked example of selling USD 10,000: mid 7.1200, client 7.1000, bank 7.1195.
const sale: Sale = {
  ...{ quoteId: 'q', attempt: 1, tenant: 'm', sell: usd('10000.00') },
  buy: cny('71000.00'),
  mid: cny('71200.00'),
};

const toMerchant: Outgoing = {
  ...{ payoutId: 'p', attempt: 1, purpose: 'PURPOSE_MERCHANT', amount: cny('71000.00'), owner: 'm' },
};
const toPayer: Outgoing = {
  ...{ payoutId: 'p', attempt: 1, purpose: 'PURPOSE_REFUND', amount: usd('29.00'), owner: 'f' },
};
const toTreasury: Outgoing = {
  ...{ payoutId: 'p', attempt: 1, purpose: 'PURPOSE_TAX', amount: cny('49.87'), owner: 'e' },
};
function billed(amount: string): Posting {
  const posting = taxDifference('p', 'm', 'e', cny('49.87'), cny(amount));
  if (posting === undefined) throw new Error('no difference');
  return posting;
}

describe('the postings of a settlement', () => {
  it.each<[string, Posting, string[]]>([
    ['receipt', receipt('f', 'm', usd('10000.00'), at), ['Dr 1000.USD 10000.00', 'Cr 2000.USD.m 10000.00']],
    ['suspense', suspense('f', usd('99.75'), at), ['Dr 1000.USD 99.75', 'Cr 2050.USD 99.75']],
    ['suspense cleared', suspenseCleared('f', 'm', usd('99.75')), ['Dr 2050.USD 99.75', 'Cr 2000.USD.m 99.75']],
    [
      'escrow funding',
      escrowFunding('e', 'm', usd('10000.00'), at),
      ['Dr 2000.USD.m 10000.00', 'Cr 2100.USD.e 10000.00'],
    ],
    [
      'escrow release',
      escrowRelease('e', 'm', usd('10000.00'), { fee: usd('150.00'), net: usd('9850.00') }),
      ['Dr 2100.USD.e 10000.00', 'Cr 2000.USD.m 9850.00', 'Cr 4000.USD 150.00'],
    ],
    [
      'escrow release without a fee',
      escrowRelease('e', 'm', usd('10000.00'), { fee: usd('0.00'), net: usd('10000.00') }),
      ['Dr 2100.USD.e 10000.00', 'Cr 2000.USD.m 10000.00'],
    ],
    ['sale reserved', saleReserved(sale), ['Dr 2000.USD.m 10000.00', 'Cr 2350.USD.q 10000.00']],
    ['sale reserve freed', saleReserveFreed(sale), ['Dr 2350.USD.q 10000.00', 'Cr 2000.USD.m 10000.00']],
    [
      'sale',
      saleBooked(sale),
      [
        ...['Dr 2350.USD.q 10000.00', 'Cr 3000.USD 10000.00'],
        ...['Dr 3000.CNY 71200.00', 'Cr 2000.CNY.m 71000.00', 'Cr 4100.CNY 200.00'],
      ],
    ],
    [
      'cover at a worse rate than mid',
      cover(sale, 'deal', cny('71195.00')),
      [
        ...['Dr 3000.USD 10000.00', 'Cr 1000.USD 10000.00'],
        ...['Dr 1000.CNY 71195.00', 'Cr 3000.CNY 71200.00', 'Dr 4200.CNY 5.00'],
      ],
    ],
    [
      'cover at a better rate than mid',
      cover(sale, 'deal', cny('71200.01')),
      [
        ...['Dr 3000.USD 10000.00', 'Cr 1000.USD 10000.00'],
        ...['Dr 1000.CNY 71200.01', 'Cr 3000.CNY 71200.00', 'Cr 4200.CNY 0.01'],
      ],
    ],
    [
      'escrow release with tax',
      escrowRelease('e', 'm', cny('587.87'), { fee: cny('8.07'), net: cny('529.93'), tax: cny('49.87') }),
      ['Dr 2100.CNY.e 587.87', 'Cr 2000.CNY.m 529.93', 'Cr 4000.CNY 8.07', 'Cr 2200.CNY.e 49.87'],
    ],
    ['payout', paymentSent(toMerchant), ['Dr 2000.CNY.m 71000.00', 'Cr 1100.CNY 71000.00']],
    ['payout reversed', paymentReversed(toMerchant), ['Dr 1100.CNY 71000.00', 'Cr 2000.CNY.m 71000.00']],
    ['payout booked', paymentBooked(toMerchant, at), ['Dr 1100.CNY 71000.00', 'Cr 1000.CNY 71000.00']],
    [
      'refund out of an escrow',
      escrowRefund('e', 'f', usd('29.00'), usd('0.00')),
      ['Dr 2100.USD.e 29.00', 'Cr 2300.USD.f 29.00'],
    ],
    ['refund out of suspense', suspenseReturned('f', usd('29.00')), ['Dr 2050.USD 29.00', 'Cr 2300.USD.f 29.00']],
    ['refund sent', paymentSent(toPayer), ['Dr 2300.USD.f 29.00', 'Cr 1100.USD 29.00']],
    ['refund rejected', paymentReversed(toPayer), ['Dr 1100.USD 29.00', 'Cr 2300.USD.f 29.00']],
    ['refund booked', paymentBooked(toPayer, at), ['Dr 1100.USD 29.00', 'Cr 1000.USD 29.00']],
    ['tax paid', paymentSent(toTreasury), ['Dr 2200.CNY.e 49.87', 'Cr 1100.CNY 49.87']],
    ['tax rejected', paymentReversed(toTreasury), ['Dr 1100.CNY 49.87', 'Cr 2200.CNY.e 49.87']],
    ['tax billed above what was withheld', billed('50.00'), ['Dr 2000.CNY.m 0.13', 'Cr 2200.CNY.e 0.13']],
    ['tax billed below what was withheld', billed('49.00'), ['Dr 2200.CNY.e 0.87', 'Cr 2000.CNY.m 0.87']],
    ['claim', claimOpened('c', 'm', 'YANWEN', usd('24.50')), ['Dr 1200.USD.YANWEN 24.50', 'Cr 2250.USD.m 24.50']],
    [
      'claim paid',
      claimPaid('c', 'm', 'YANWEN', usd('24.50'), at),
      [...['Dr 1000.USD 24.50', 'Cr 1200.USD.YANWEN 24.50'], ...['Dr 2250.USD.m 24.50', 'Cr 2000.USD.m 24.50']],
    ],
  ])('%s', (_, posting, expected) => {
    expect(written(posting)).toEqual(expected);
  });

  it('bring positions, clearing, escrow and the customer back to zero, and leave fee, spread and difference', () => {
    const net = usd('9850.00');
    const merchantPaid = { ...toMerchant, amount: cny('69935.00') };
    const sold: Sale = { ...sale, sell: net, buy: cny('69935.00'), mid: cny('70132.00') };
    const steps = [
      receipt('f', 'm', usd('10000.00'), at),
      escrowFunding('e', 'm', usd('10000.00'), at),
      escrowRelease('e', 'm', usd('10000.00'), { fee: usd('150.00'), net }),
      ...[saleReserved(sold), saleBooked(sold), cover(sold, 'deal', cny('70127.08'))],
      ...[paymentSent(merchantPaid), paymentBooked(merchantPaid, at)],
    ];
    expect(balancesAfter(steps)).toEqual({
      '1000.USD': 15_000n, // the fee is all that is left of the buyer's dollars
      '1000.CNY': 19_208n, // 70127.08 − 69935.00
      '4000.USD': 15_000n,
      '4100.CNY': 19_700n,
      '4200.CNY': -492n,
    });
  });

  it('leave nothing where all is given back, however often the bank rejects it at first', () => {
    const amount = usd('29.00');
    const again = { ...toPayer, attempt: 2 };
    const steps = [
      ...[receipt('f', 'm', amount, at), escrowFunding('e', 'm', amount, at)],
      ...[escrowRefund('e', 'f', usd('9.00'), usd('20.00')), escrowRefund('e', 'f', usd('20.00'), usd('0.00'))],
      ...[paymentSent(toPayer), paymentReversed(toPayer), paymentSent(again), paymentBooked(again, at)],
    ];
    expect(balancesAfter(steps)).toEqual({});
    expect(new Set(steps.map(({ transactionId }) => transactionId)).size).toBe(steps.length);
  });

  it('bring what was withheld for customs to zero, and the difference to the merchant', () => {
    const [amount, tax] = [cny('587.87'), cny('49.87')];
    const bill = { ...toTreasury, amount: cny('50.00') };
    const steps = [
      ...[receipt('f', 'm', amount, at), escrowFunding('e', 'm', amount, at)],
      escrowRelease('e', 'm', amount, { fee: cny('8.07'), net: cny('529.93'), tax }),
      ...[billed('50.00'), paymentSent(bill), paymentReversed(bill)],
      ...[paymentSent({ ...bill, attempt: 2 }), paymentBooked({ ...bill, attempt: 2 }, at)],
    ];
    expect(balancesAfter(steps)).toEqual({ '1000.CNY': 53_787n, '2000.CNY.m': 52_980n, '4000.CNY': 807n });
    expect(taxDifference('p', 'm', 'e', tax, tax)).toBeUndefined();
  });

  it('leave the same books whether the money or the order came first', () => {
    const amount = usd('10000.00');
    const direct = [receipt('f', 'm', amount, at), escrowFunding('e', 'm', amount, at)];
    const early = [suspense('f', amount, at), suspenseCleared('f', 'm', amount), escrowFunding('e', 'm', amount, '')];
    expect(balancesAfter(early)).toEqual(balancesAfter(direct));
  });

  it('either book a sale or free its reserve', () => {
    expect(saleBooked(sale).transactionId).toBe(saleReserveFreed(sale).transactionId);
    expect(saleReserved(sale).transactionId).not.toBe(saleReserved({ ...sale, attempt: 2 }).transactionId);
  });

  it('book a credit one way, as a receipt or into suspense', () => {
    const amount: Money = money(1n, 'USD');
    expect(receipt('f', 'm', amount, at).transactionId).toBe(suspense('f', amount, at).transactionId);
  });
});

function balancesAfter(steps: readonly Posting[]) {
  const after = steps.reduce((state, step) => {
    const decision = ledger.decide(step, state, facts());
    if ('refused' in decision) throw new Error(decision.refused);
    return fold(ledger, state, decision);
  }, ledger.initial);
  return balancesOf(after);
}
