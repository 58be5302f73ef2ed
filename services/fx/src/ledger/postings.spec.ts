import { fold } from '@portolan/eventsourcing';
import { type Money, money, parseMoney } from '@portolan/money';
import { facts } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { ledger, type Posting } from './ledger.ts';
import {
  cover,
  escrowFunding,
  escrowRelease,
  payoutBooked,
  payoutReversed,
  payoutSent,
  receipt,
  type Sale,
  saleBooked,
  saleReserved,
  saleReserveFreed,
  suspense,
  suspenseCleared,
} from './postings.ts';

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
      escrowRelease('e', 'm', usd('10000.00'), usd('150.00')),
      ['Dr 2100.USD.e 10000.00', 'Cr 2000.USD.m 9850.00', 'Cr 4000.USD 150.00'],
    ],
    [
      'escrow release without a fee',
      escrowRelease('e', 'm', usd('10000.00'), usd('0.00')),
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
    ['payout', payoutSent('p', 'm', cny('71000.00')), ['Dr 2000.CNY.m 71000.00', 'Cr 1100.CNY 71000.00']],
    ['payout reversed', payoutReversed('p', 'm', cny('71000.00')), ['Dr 1100.CNY 71000.00', 'Cr 2000.CNY.m 71000.00']],
    ['payout booked', payoutBooked('p', cny('71000.00'), at), ['Dr 1100.CNY 71000.00', 'Cr 1000.CNY 71000.00']],
  ])('%s', (_, posting, expected) => {
    expect(written(posting)).toEqual(expected);
  });

  it('bring positions, clearing, escrow and the customer back to zero, and leave fee, spread and difference', () => {
    const net = usd('9850.00');
    const sold: Sale = { ...sale, sell: net, buy: cny('69935.00'), mid: cny('70132.00') };
    const steps = [
      receipt('f', 'm', usd('10000.00'), at),
      escrowFunding('e', 'm', usd('10000.00'), at),
      escrowRelease('e', 'm', usd('10000.00'), usd('150.00')),
      ...[saleReserved(sold), saleBooked(sold), cover(sold, 'deal', cny('70127.08'))],
      ...[payoutSent('p', 'm', cny('69935.00')), payoutBooked('p', cny('69935.00'), at)],
    ];
    expect(balancesAfter(steps)).toEqual({
      '1000.USD': 15_000n, // the fee is all that is left of the buyer's dollars
      '1000.CNY': 19_208n, // 70127.08 − 69935.00
      '4000.USD': 15_000n,
      '4100.CNY': 19_700n,
      '4200.CNY': -492n,
    });
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
  return steps.reduce((state, step) => {
    const decision = ledger.decide(step, state, facts());
    if ('refused' in decision) throw new Error(decision.refused);
    return fold(ledger, state, decision);
  }, ledger.initial).balances;
}
