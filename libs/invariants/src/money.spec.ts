import { describe, expect, it } from 'vitest';
import { escrow } from './escrow.ts';
import { escrowBooks } from './escrow-books.ts';
import { ledgerBalanced } from './ledger-balanced.ts';
import { ledgerGuarded } from './ledger-guarded.ts';
import { payments } from './payments.ts';
import { breachesOf, codesOf, event, later } from './rig/history.ts';
import { sale } from './sale.ts';
import { sayBreach } from './say.ts';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const entry = (accountId: string, side: 'SIDE_DEBIT' | 'SIDE_CREDIT', minor: bigint, currency = 'USD') => ({
  ...{ accountId, side, amount: { minor, currency } },
});
type Entry = ReturnType<typeof entry>;
const posted = (transactionId: string, ...entries: readonly Entry[]) =>
  event('TransactionPosted', { transactionId, type: 'RECEIPT', entries: [...entries] }, { stream: 'm/ledger/main' });
const move = (id: string, from: string, to: string, minor: bigint) =>
  posted(id, entry(from, 'SIDE_DEBIT', minor), entry(to, 'SIDE_CREDIT', minor));

describe('ledger-balanced', () => {
  it('holds where debits are credits', () => {
    expect(codesOf(ledgerBalanced, [move('t1', '1000.USD', '2000.USD.m', 100n)])).toEqual([]);
  });

  it.each([
    ['UNBALANCED', [entry('1000.USD', 'SIDE_DEBIT', 100n), entry('2000.USD.m', 'SIDE_CREDIT', 99n)]],
    ['ENTRY_INVALID', [entry('1000.USD', 'SIDE_DEBIT', 0n), entry('2000.USD.m', 'SIDE_CREDIT', 0n)]],
    ['ENTRY_INVALID', [entry('1000.USD', 'SIDE_DEBIT', 1n, 'CNY'), entry('2000.CNY.m', 'SIDE_CREDIT', 1n, 'CNY')]],
  ])('breaks as %s', (code, entries) => {
    expect(codesOf(ledgerBalanced, [posted('t1', ...entries)])).toEqual([code]);
  });

  it('breaks where a transaction is posted twice, and says so in both languages', () => {
    const twice = [move('t1', '1000.USD', '2000.USD.m', 100n), move('t1', '1000.USD', '2000.USD.m', 100n)];
    const [breach] = breachesOf(ledgerBalanced, twice);
    expect(breach?.events).toEqual(twice.map(({ meta }) => meta.id));
    expect(breach === undefined ? '' : sayBreach('en', breach)).toBe('Transaction t1 (RECEIPT) was posted twice.');
    expect(breach === undefined ? '' : sayBreach('zh', breach)).toBe('交易 t1（RECEIPT）被记账两次。');
  });
});

describe('ledger-guarded', () => {
  const paid = move('t1', '1000.USD', '2000.USD.m', 100n);

  it('holds as long as nobody has less than nothing', () => {
    expect(codesOf(ledgerGuarded, [paid, move('t2', '2000.USD.m', '2100.USD.e', 100n)], { end: later })).toEqual([]);
  });

  it('breaks at the transaction that takes too much, once', () => {
    const history = [paid, move('t2', '2000.USD.m', '2100.USD.e', 101n), move('t3', '1000.USD', '2000.USD.m', 0n)];
    const breaches = breachesOf(ledgerGuarded, history);
    expect(breaches.map(({ code }) => code)).toEqual(['BELOW_ZERO']);
    expect(breaches[0]?.data).toEqual({ account: '2000.USD.m', balance: 'USD -0.01' });
  });

  it('breaks where a position is left open at rest', () => {
    expect(codesOf(ledgerGuarded, [paid, move('t2', '3000.USD', '1000.USD', 5n)])).toEqual([]);
    expect(codesOf(ledgerGuarded, [paid, move('t2', '3000.USD', '1000.USD', 5n)], { end: later })).toEqual([
      'POSITION_OPEN',
    ]);
  });
});

describe('escrow', () => {
  const id = { escrowId: 'e', orderId: 'o' };
  const opened = event('EscrowOpened', { ...id, amount: usd(1_000n) });
  const funded = event('EscrowFunded', { ...id, amount: usd(1_000n) });
  const refunded = (amount: bigint, left: bigint) =>
    event('EscrowRefunded', { ...id, amount: usd(amount), left: usd(left) });
  const released = (amount: bigint, fee: bigint, net: bigint) =>
    event('EscrowReleased', { ...id, amount: usd(amount), fee: usd(fee), net: usd(net) });

  it('holds where what is left is released', () => {
    const decided = event('ReleaseDecided', { ...id, amount: usd(700n) });
    expect(codesOf(escrow, [opened, funded, refunded(300n, 700n), decided, released(700n, 10n, 690n)])).toEqual([]);
  });

  it.each([
    ['OVERDRAWN', [opened, funded, released(1_000n, 15n, 985n), refunded(1n, -1n)]],
    ['FUNDED_TWICE', [opened, funded, funded]],
    ['AMOUNT_WRONG', [opened, funded, released(1_000n, 15n, 984n)]],
    ['AMOUNT_WRONG', [opened, funded, refunded(300n, 600n)]],
    ['AMOUNT_WRONG', [opened, funded, event('TaxGivenBack', { ...id, amount: usd(1n) })]],
  ])('breaks as %s', (code, history) => {
    expect(codesOf(escrow, history)).toEqual([code]);
  });

  const frozen = (amount: bigint, clawed = 0n) =>
    event('EscrowPartFrozen', { ...id, holdId: 'h', kind: 'CLAIM', amount: usd(amount), clawed: usd(clawed) });
  const settled = (toBuyer: bigint, toSeller: bigint, left: bigint) =>
    event('EscrowPartSettled', {
      ...{ ...id, holdId: 'h', kind: 'CLAIM', toBuyer: usd(toBuyer), toSeller: usd(toSeller) },
      ...{ left: usd(left), clawed: usd(0n) },
    });

  it('holds where a part is disputed and divided, and breaks where the division or the rest is wrong', () => {
    const disputed = [opened, funded, frozen(300n)];
    const rest = released(900n, 10n, 890n);
    expect(codesOf(escrow, [...disputed, settled(100n, 200n, 900n), rest])).toEqual([]);
    expect(codesOf(escrow, [...disputed, settled(100n, 199n, 900n)])).toEqual(['AMOUNT_WRONG']);
    expect(codesOf(escrow, [...disputed, settled(100n, 200n, 901n)])).toEqual(['AMOUNT_WRONG']);
    expect(codesOf(escrow, [...disputed, released(1_000n, 10n, 990n)])).toEqual(['OVERDRAWN']);
    const booked = move('t1', '2000.USD.m', '2100.USD.e', 1_000n);
    const held = move('t2', '2100.USD.e', '2150.USD.h', 300n);
    const back = move('t3', '2150.USD.h', '2100.USD.e', 200n);
    const whole = [funded, booked, frozen(300n), held, settled(100n, 200n, 900n)];
    expect(codesOf(escrowBooks, [...whole, back], { end: later })).toEqual([]);
    expect(codesOf(escrowBooks, whole, { end: later })).toEqual(['DIFFERS']);
  });

  it('is what the ledger holds for it at rest', () => {
    const booked = move('t1', '2000.USD.m', '2100.USD.e', 1_000n);
    expect(codesOf(escrowBooks, [funded, booked], { end: later })).toEqual([]);
    expect(codesOf(escrowBooks, [funded, booked, refunded(300n, 700n)])).toEqual([]);
    expect(codesOf(escrowBooks, [funded, booked, refunded(300n, 700n)], { end: later })).toEqual(['DIFFERS']);
  });
});

describe('sale-rounding', () => {
  const cny = (minor: bigint) => ({ minor, currency: 'CNY' });
  const locked = (buy: bigint, bankBuy: bigint) =>
    event('RateLocked', {
      quoteId: 'q',
      terms: { sell: usd(126_523n), buy: cny(buy), bankBuy: cny(bankBuy), clientRate: '7.1000', bankRate: '7.1195' },
    });

  it('holds where each amount is rounded once', () => {
    expect(codesOf(sale, [locked(898_313n, 900_780n)])).toEqual([]);
  });

  it('breaks where one is off by the smallest unit', () => {
    expect(codesOf(sale, [locked(898_314n, 900_780n)])).toEqual(['ROUNDED']);
    expect(codesOf(sale, [locked(898_313n, 900_779n)])).toEqual(['ROUNDED']);
  });
});

describe('payments', () => {
  const created = (attempt: number) => event('PayoutCreated', { payoutId: 'p', amount: usd(5n), attempt });
  const rejected = event('PayoutRejected', { payoutId: 'p' });
  const settled = (minor = 5n) => event('PayoutSettled', { payoutId: 'p', amount: usd(minor) });

  it('hold where a payment is repeated after the bank rejected it', () => {
    expect(codesOf(payments, [created(1), rejected, created(2), settled()])).toEqual([]);
  });

  it.each([
    ['PAID_TWICE', [created(1), created(2)]],
    ['PAID_TWICE', [created(1), settled(), settled()]],
    ['PAID_TWICE', [created(1), settled(), created(2)]],
    ['PAID_TWICE', [created(1), rejected, settled()]],
    ['AMOUNT_DIFFERS', [created(1), settled(6n)]],
  ])('break as %s', (code, history) => {
    expect(codesOf(payments, history)).toEqual([code]);
  });
});
