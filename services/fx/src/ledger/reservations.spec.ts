import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry, LedgerEvent, PostReserved, Reserve } from './book.ts';
import { chainAfter } from './chain.ts';
import { credit, debit } from './entries.ts';
import { ledger } from './ledger.ts';
import { escrowFunding, receipt } from './postings.ts';
import { availableIn, balancesOf, sumsOf } from './sums.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const transfer = (minor: bigint): readonly LedgerEntry[] => [
  debit(2000, usd(minor), 'm'),
  credit(2100, usd(minor), 'e'),
];
const dated = (of: ReturnType<typeof receipt>) => ({
  ...of,
  effectiveAt: of.effectiveAt || facts().at,
  entries: [...of.entries],
});
const received: LedgerEvent = { type: 'TransactionPosted', data: dated(receipt('funds', 'm', usd(1_000n), '')) };
const reserve = (id: string, minor: bigint, seconds = 0): Reserve => ({
  ...{ type: 'Reserve', reservationId: id, transfer: 'TRANSFER', businessReference: 'b', seconds },
  entries: transfer(minor),
});
const reserved = (id: string, minor: bigint, expiresAt = ''): LedgerEvent => ({
  type: 'TransferReserved',
  data: { reservationId: id, type: 'TRANSFER', businessReference: 'b', entries: [...transfer(minor)], expiresAt },
});
const post = (id: string, minor = 0n): PostReserved => ({
  ...{ type: 'PostReserved', reservationId: id, transactionId: `t-${id}`, effectiveAt: '' },
  entries: minor === 0n ? [] : transfer(minor),
});
const voided = (reservationId: string): LedgerEvent => ({
  type: 'TransferVoided',
  data: { reservationId, reason: 'r' },
});
const expired = (reservationId: string): LedgerEvent => ({ type: 'TransferExpired', data: { reservationId } });
const chain = given(ledger, [received]).state.chain;
function posted(id: string, minor: bigint): LedgerEvent {
  const data = {
    ...{ transactionId: `t-${id}`, type: 'TRANSFER', businessReference: 'b', effectiveAt: facts().at },
    ...{ entries: [...transfer(minor)], reservationId: id },
  };
  return { type: 'TransactionPosted', data: { ...data, chain: chainAfter(chain, data) } };
}

describe('a reservation', () => {
  it('sets aside on both sides: out of what is available, and not yet part of it', () => {
    given(ledger, [received])
      .when(reserve('r', 600n))
      .then([reserved('r', 600n)]);
    const { state } = given(ledger, [received, reserved('r', 600n)]);
    expect(sumsOf(state, '2000.USD.m')).toEqual({ balance: 1_000n, outgoing: 600n, incoming: 0n });
    expect(sumsOf(state, '2100.USD.e')).toEqual({ balance: 0n, outgoing: 0n, incoming: 600n });
    expect([availableIn(state, '2000.USD.m'), availableIn(state, '2100.USD.e')]).toEqual([400n, 0n]);
  });

  it('is checked against its limit at once, and what it holds no other posting can take', () => {
    given(ledger, [received]).when(reserve('r', 1_001n)).thenRefused('LEDGER_INSUFFICIENT_FUNDS');
    const history = [received, reserved('r', 600n)];
    given(ledger, history)
      .when(reserve('r2', 401n))
      .thenRefused('LEDGER_INSUFFICIENT_FUNDS', {
        ...{ account: '2000.USD.m', currency: 'USD', available: '4.00', short: '0.01' },
      });
    given(ledger, history)
      .when(escrowFunding('e', 'm', usd(401n), ''))
      .thenRefused('LEDGER_INSUFFICIENT_FUNDS');
  });

  it('does not let incoming money be spent before it is there', () => {
    const onwards: Reserve = { ...reserve('r2', 1n), entries: [debit(2100, usd(1n), 'e'), credit(2000, usd(1n), 'm')] };
    given(ledger, [received, reserved('r', 600n)])
      .when(onwards)
      .thenRefused('LEDGER_INSUFFICIENT_FUNDS');
  });

  it('is made once: the same again does nothing, other content is refused', () => {
    given(ledger, [received, reserved('r', 600n)])
      .when(reserve('r', 600n))
      .thenNothing();
    given(ledger, [received, reserved('r', 600n)])
      .when(reserve('r', 601n))
      .thenRefused('LEDGER_RESERVATION_DIFFERS');
  });

  it('is balanced like every transaction', () => {
    given(ledger, [received])
      .when({ ...reserve('r', 5n), entries: [debit(2000, usd(5n), 'm')] })
      .thenRefused('LEDGER_UNBALANCED');
  });
});

describe('the second phase', () => {
  const open = [received, reserved('r', 600n)];

  it('posts all of it', () => {
    given(ledger, open)
      .when(post('r'))
      .then([posted('r', 600n)]);
    const { state } = given(ledger, [...open, posted('r', 600n)]);
    expect(balancesOf(state)).toEqual({ '1000.USD': 1_000n, '2000.USD.m': 400n, '2100.USD.e': 600n });
    expect(availableIn(state, '2000.USD.m')).toBe(400n);
  });

  it('posts a part, and frees the rest', () => {
    given(ledger, open)
      .when(post('r', 250n))
      .then([posted('r', 250n)]);
    const { state } = given(ledger, [...open, posted('r', 250n)]);
    expect(sumsOf(state, '2000.USD.m')).toEqual({ balance: 750n, outgoing: 0n, incoming: 0n });
  });

  it('posts no more than was reserved, and on no other account', () => {
    given(ledger, open)
      .when(post('r', 601n))
      .thenRefused('LEDGER_RESERVATION_EXCEEDED', { reservation: 'r', account: '2000.USD.m' });
    const elsewhere = { ...post('r'), entries: [debit(2000, usd(1n), 'm'), credit(2000, usd(1n), 'other')] };
    given(ledger, open)
      .when(elsewhere)
      .thenRefused('LEDGER_RESERVATION_EXCEEDED', { reservation: 'r', account: '2000.USD.other' });
  });

  it('comes once: what follows hears how it ended', () => {
    const again = { ...post('r', 100n), transactionId: 'another' };
    given(ledger, [...open, posted('r', 600n)])
      .when(again)
      .thenRefused('LEDGER_RESERVATION_POSTED');
    given(ledger, [...open, voided('r')])
      .when(post('r'))
      .thenRefused('LEDGER_RESERVATION_VOIDED');
    given(ledger, [...open, expired('r')])
      .when(post('r'))
      .thenRefused('LEDGER_RESERVATION_EXPIRED');
    const give = { type: 'VoidReserved', reservationId: 'r', reason: 'late' } as const;
    given(ledger, [...open, posted('r', 600n)])
      .when(give)
      .thenRefused('LEDGER_RESERVATION_POSTED');
    given(ledger, [...open, voided('r')])
      .when(give)
      .thenRefused('LEDGER_RESERVATION_VOIDED');
    given(ledger, open).when(post('nobody')).thenRefused('LEDGER_RESERVATION_UNKNOWN');
  });

  it('asked for again as it was does nothing, whole or in part', () => {
    given(ledger, [...open, posted('r', 600n)])
      .when(post('r'))
      .thenNothing();
    given(ledger, [...open, posted('r', 250n)])
      .when(post('r', 250n))
      .thenNothing();
  });

  it('voids: all is as before', () => {
    given(ledger, open)
      .when({ type: 'VoidReserved', reservationId: 'r', reason: 'r' })
      .then([voided('r')]);
    expect(given(ledger, [...open, voided('r')]).state.accounts).toEqual(given(ledger, [received]).state.accounts);
  });

  it('is over when its interval is, whether or not the timer has fired', () => {
    given(ledger, [received])
      .when(reserve('r', 600n, 60))
      .then([reserved('r', 600n, new Date(Date.parse(facts().at) + 60_000).toISOString())]);
    const over = [received, reserved('r', 600n, facts().at)];
    given(ledger, over).when(post('r')).thenRefused('LEDGER_RESERVATION_EXPIRED');
    given(ledger, over)
      .when({ type: 'ExpireReserved', reservationId: 'r' })
      .then([expired('r')]);
    given(ledger, open).when({ type: 'ExpireReserved', reservationId: 'r' }).thenNothing();
    given(ledger, [...over, expired('r')])
      .when({ type: 'ExpireReserved', reservationId: 'r' })
      .thenNothing();
  });
});
