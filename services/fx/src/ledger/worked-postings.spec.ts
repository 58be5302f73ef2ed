import { fold, isRefusal } from '@portolan/eventsourcing';
import { decimal, equal, money, parseMoney } from '@portolan/money';
import { facts } from '@portolan/testkit';
import { expect, it } from 'vitest';
import type { Ledger, LedgerCommand, LedgerEvent } from './book.ts';
import { partCleared } from './collection.ts';
import { credit, debit } from './entries.ts';
import { revalued } from './exchange.ts';
import { ledger } from './ledger.ts';
import { paymentBooked, paymentReturned } from './payments.ts';
import {
  cover,
  escrowFunding,
  escrowRelease,
  receipt,
  type Sale,
  saleBooked,
  saleReserved,
  suspense,
} from './postings.ts';
import { availableIn, balancesOf, sumsOf } from './sums.ts';

// The life of one settlement, played on one ledger: receipt, escrow, sale, cover, payout, month-end.

const usd = (text: string) => parseMoney(text, 'USD');
const cny = (text: string) => parseMoney(text, 'CNY');
const at = '2026-03-02T00:10:00.000Z';

/** A ledger that takes every command, and whose entries are written as a bookkeeper writes them. */
function book() {
  const events: LedgerEvent[] = [];
  let state: Ledger = ledger.initial;
  return {
    state: () => state,
    does(command: LedgerCommand): readonly string[] {
      const decision = ledger.decide(command, state, facts());
      if (isRefusal(decision)) throw new Error(decision.refused);
      events.push(...decision);
      state = fold(ledger, state, decision);
      return decision
        .flatMap(({ type, data }) => (type === 'TransactionPosted' ? data.entries : []))
        .map(({ accountId, side, amount }) => `${side === 'SIDE_DEBIT' ? 'Dr' : 'Cr'} ${accountId} ${decimal(amount)}`);
    },
    refuses: (command: LedgerCommand) => {
      const decision = ledger.decide(command, state, facts());
      return isRefusal(decision) ? decision.refused : '';
    },
    balance: (id: string) => decimal(money(sumsOf(state, id).balance, id.split('.')[1] ?? '')),
    /** Debits less credits of everything, per currency. */
    off() {
      const sums: Record<string, bigint> = {};
      for (const { type, data } of events) {
        if (type !== 'TransactionPosted') continue;
        for (const { side, amount } of data.entries)
          sums[amount.currency] =
            (sums[amount.currency] ?? 0n) + (side === 'SIDE_DEBIT' ? amount.minor : -amount.minor);
      }
      return sums;
    },
  };
}

const sale: Sale = {
  ...{ quoteId: 'q', attempt: 1, tenant: 'seller', sell: usd('10000.00') },
  ...{ buy: cny('71000.00'), mid: cny('71200.00') },
};
const payout = {
  ...{ payoutId: 'p', attempt: 1, purpose: 'PURPOSE_MERCHANT' as const, amount: cny('71000.00'), owner: 'seller' },
};

it('a settlement from its receipt to the end of the month', () => {
  const books = book();
  // 1. 9,975 come for an invoice of 10,000: it waits in suspense, then 25 are found to be the banks' charge.
  expect(books.does(suspense('f', usd('9975.00'), at))).toEqual(['Dr 1000.USD 9975.00', 'Cr 2050.USD 9975.00']);
  const part = { fundsId: 'f', lineId: 'f-1', amount: usd('10000.00'), charge: usd('25.00') };
  expect(books.does(partCleared(part, 'buyer'))).toEqual([
    'Dr 2050.USD 9975.00',
    'Dr 5000.USD 25.00',
    'Cr 2000.USD.buyer 10000.00',
  ]);
  expect([books.balance('2050.USD'), books.balance('5000.USD')]).toEqual(['0.00', '25.00']);

  // 2. The escrow is funded and released: 150 commission, 50 tax.
  expect(books.does(escrowFunding('e', 'buyer', usd('10000.00'), at))).toEqual([
    'Dr 2000.USD.buyer 10000.00',
    'Cr 2100.USD.e 10000.00',
  ]);
  const division = { fee: usd('150.00'), tax: usd('50.00'), net: usd('9800.00') };
  expect(books.does(escrowRelease('e', 'seller', usd('10000.00'), division))).toEqual([
    ...['Dr 2100.USD.e 10000.00', 'Cr 2000.USD.seller 9800.00', 'Cr 4000.USD 150.00', 'Cr 2200.USD.e 50.00'],
  ]);
  expect(books.balance('2100.USD.e')).toBe('0.00');

  // 3. The seller, who holds 200 of another order, sells 10,000 at 7.1000; the middle is 7.1200.
  books.does(receipt('g', 'seller', usd('200.00'), at));
  books.does(saleReserved(sale));
  expect(books.does(saleBooked(sale))).toEqual([
    ...['Dr 2350.USD.q 10000.00', 'Cr 3000.USD 10000.00'],
    ...['Dr 3000.CNY 71200.00', 'Cr 2000.CNY.seller 71000.00', 'Cr 4100.CNY 200.00'],
  ]);

  // 4. It is covered at the bank at 7.1195: five yuan are lost, and both positions are zero.
  expect(books.does(cover(sale, 'D-1', cny('71195.00')))).toEqual([
    ...['Dr 3000.USD 10000.00', 'Cr 1000.USD 10000.00'],
    ...['Dr 1000.CNY 71195.00', 'Cr 3000.CNY 71200.00', 'Dr 4200.CNY 5.00'],
  ]);
  expect([books.balance('3000.USD'), books.balance('3000.CNY'), books.balance('4200.CNY')]).toEqual([
    ...['0.00', '0.00', '-5.00'],
  ]);

  // 5. The payout is reserved; what the bank rejects is voided, what it books is posted.
  const entries = [debit(2000, cny('71000.00'), 'seller'), credit(1100, cny('71000.00'))];
  const reserve = (reservationId: string): LedgerCommand => ({
    ...{ type: 'Reserve', reservationId, transfer: 'PAYOUT', businessReference: 'p', entries, seconds: 0 },
  });
  books.does(reserve('first'));
  expect([availableIn(books.state(), '2000.CNY.seller'), books.balance('1100.CNY')]).toEqual([0n, '0.00']);
  expect(books.refuses(reserve('second'))).toBe('LEDGER_INSUFFICIENT_FUNDS');
  books.does({ type: 'VoidReserved', reservationId: 'first', reason: 'RJCT AC04' });
  expect(availableIn(books.state(), '2000.CNY.seller')).toBe(7_100_000n);
  books.does(reserve('second'));
  const booked: LedgerCommand = {
    ...{ type: 'PostReserved', reservationId: 'second', transactionId: 't', effectiveAt: '', entries: [] },
  };
  expect(books.does(booked)).toEqual(['Dr 2000.CNY.seller 71000.00', 'Cr 1100.CNY 71000.00']);
  expect(books.does(paymentBooked(payout, at))).toEqual(['Dr 1100.CNY 71000.00', 'Cr 1000.CNY 71000.00']);
  expect([books.balance('1100.CNY'), books.balance('1000.CNY')]).toEqual(['0.00', '195.00']);
  // What the bank returns later is a transaction of its own.
  const returned = books.does(paymentReturned(payout, cny('71000.00'), '2026-03-05T00:00:00.000Z'));
  expect(returned).toEqual(['Dr 1000.CNY 71000.00', 'Cr 2000.CNY.seller 71000.00']);

  // 6. At the end of the month what is held abroad is worth 12.50 more; the day after that is taken back.
  const [up, back] = revalued('2026-03-31', cny('12.50'));
  expect(books.does(up)).toEqual(['Dr 3000.CNY 12.50', 'Cr 4300.CNY 12.50']);
  expect(books.does(back)).toEqual(['Dr 4300.CNY 12.50', 'Cr 3000.CNY 12.50']);
  expect([up.effectiveAt.slice(0, 10), back.effectiveAt.slice(0, 10)]).toEqual(['2026-03-31', '2026-04-01']);

  expect(books.off()).toEqual({ USD: 0n, CNY: 0n });
  expect(balancesOf(books.state())).toEqual({
    ...{ '1000.USD': 17_500n, '5000.USD': 2_500n, '4000.USD': 15_000n, '2200.USD.e': 5_000n },
    ...{ '1000.CNY': 7_119_500n, '2000.CNY.seller': 7_100_000n, '4100.CNY': 20_000n, '4200.CNY': -500n },
  });
  expect(equal(cny('0.00'), money(sumsOf(books.state(), '4300.CNY').balance, 'CNY'))).toBe(true);
});
