import type { Purpose } from '@portolan/contracts/fx/v1/types';
import { fold, isRefusal } from '@portolan/eventsourcing';
import { nothing } from '@portolan/eventsourcing/persistent-map';
import { type Money, money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountOf, chartOfAccounts } from './accounts.ts';
import type { LedgerEvent } from './book.ts';
import { chainAfter } from './chain.ts';
import { claimOpened, claimPaid } from './claims.ts';
import { type LedgerEntry, ledger, type Posting } from './ledger.ts';
import {
  escrowRefund,
  type Outgoing,
  paymentBooked,
  paymentReversed,
  paymentSent,
  suspenseReturned,
  taxDifference,
} from './payments.ts';
import { escrowFunding, escrowRelease, receipt, suspense } from './postings.ts';
import { balancesOf, changeOf } from './sums.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const entry = (accountId: string, side: LedgerEntry['side'], minor: bigint, currency = 'USD'): LedgerEntry => ({
  accountId,
  side,
  amount: { minor, currency },
});
const posting = (transactionId: string, ...entries: LedgerEntry[]): Posting => ({
  ...{ transactionId, type: 'RECEIPT', businessReference: 'f', effectiveAt: '', entries },
});
const posted = (of: Posting, before = '') => {
  const data = { ...of, effectiveAt: of.effectiveAt || facts().at, entries: [...of.entries] };
  return { type: 'TransactionPosted' as const, data: { ...data, chain: chainAfter(before, data) } };
};
const outgoing = (payoutId: string, owner: string, amount: Money, purpose: Purpose = 'PURPOSE_MERCHANT'): Outgoing => ({
  ...{ payoutId, attempt: 1, owner, amount, purpose },
});
const payoutSent = (id: string, owner: string, amount: Money) => paymentSent(outgoing(id, owner, amount));
const payoutReversed = (id: string, owner: string, amount: Money) => paymentReversed(outgoing(id, owner, amount));
const payoutBooked = (id: string, amount: Money, at: string) => paymentBooked(outgoing(id, 'm', amount), at);
const received = receipt('funds', 'm', usd(10_000n), '2026-03-02T00:10:00.000Z');

describe('the ledger', () => {
  it('posts a balanced transaction as one event', () => {
    given(ledger, [])
      .when(received)
      .then([posted(received)]);
  });

  it('dates a transaction that carries no time at the time of the command', () => {
    const undated = posting('t', entry('1000.USD', 'SIDE_DEBIT', 1n), entry('2050.USD', 'SIDE_CREDIT', 1n));
    given(ledger, [])
      .when(undated)
      .then([posted(undated)]);
  });

  it('posts the same transaction once, at whatever time it is repeated', () => {
    given(ledger, [posted(received)])
      .when({ ...received, effectiveAt: '2026-03-09T00:00:00.000Z' })
      .thenNothing();
  });

  it('refuses other content under a known id', () => {
    const other = receipt('funds', 'm', usd(10_001n), '');
    given(ledger, [posted(received)])
      .when(other)
      .thenRefused('LEDGER_TRANSACTION_DIFFERS');
  });

  it.each(['9999.USD', '1000.XAU', '1000', '1000.usd', '', '2000.USD.'])('knows no account %j', (id) => {
    const strange = posting('t', entry(id, 'SIDE_DEBIT', 1n), entry('2050.USD', 'SIDE_CREDIT', 1n));
    given(ledger, []).when(strange).thenRefused('LEDGER_ACCOUNT_UNKNOWN', { account: id });
  });

  it('keeps one currency an account', () => {
    const mixed = posting('t', entry('1000.USD', 'SIDE_DEBIT', 1n, 'CNY'), entry('2050.CNY', 'SIDE_CREDIT', 1n, 'CNY'));
    given(ledger, []).when(mixed).thenRefused('LEDGER_CURRENCY_DIFFERS', { account: '1000.USD', currency: 'CNY' });
  });

  it.each([0n, -5n])('takes no entry of %d', (minor) => {
    const none = posting('t', entry('1000.USD', 'SIDE_DEBIT', minor), entry('2050.USD', 'SIDE_CREDIT', minor));
    given(ledger, []).when(none).thenRefused('LEDGER_ENTRY_INVALID');
  });

  it('balances in every currency by itself', () => {
    const uneven = posting('t', entry('1000.USD', 'SIDE_DEBIT', 5n), entry('3000.CNY', 'SIDE_CREDIT', 5n, 'CNY'));
    given(ledger, []).when(uneven).thenRefused('LEDGER_UNBALANCED', { currency: 'USD', difference: '0.05' });
    given(ledger, []).when(posting('t')).thenRefused('LEDGER_UNBALANCED');
  });

  it('never lets a guarded account below zero', () => {
    const spend = escrowFunding('e', 'm', usd(10_001n), '');
    given(ledger, [posted(received)])
      .when(spend)
      .thenRefused('LEDGER_INSUFFICIENT_FUNDS', {
        ...{ account: '2000.USD.m', currency: 'USD', available: '100.00', short: '0.01' },
      });
  });

  it('lets one of two payouts of the whole balance through', () => {
    const held = [posted(received)];
    const first = payoutSent('p1', 'm', usd(10_000n));
    given(ledger, held)
      .when(first)
      .then([posted(first, held[0]?.data.chain)]);
    given(ledger, [...held, posted(first)])
      .when(payoutSent('p2', 'm', usd(10_000n)))
      .thenRefused('LEDGER_INSUFFICIENT_FUNDS');
  });

  it('ends a payout one way: booked or reversed', () => {
    const sent = payoutSent('p', 'm', usd(10_000n));
    const history = [posted(received), posted(sent), posted(payoutReversed('p', 'm', usd(10_000n)))];
    given(ledger, history)
      .when(payoutBooked('p', usd(10_000n), ''))
      .thenRefused('LEDGER_TRANSACTION_DIFFERS');
    expect(balancesOf(given(ledger, history).state)).toEqual({ '1000.USD': 10_000n, '2000.USD.m': 10_000n });
  });
});

// Any mix of steps on two merchants and three escrows, in any order, possible or not.
const amount = fc.bigInt({ min: 1n, max: 500n }).map(usd);
const tenant = fc.constantFrom('m1', 'm2');
const name = fc.constantFrom('a', 'b', 'c');
const divided = ({ minor }: Money) => {
  const [fee, tax] = [minor / 10n, minor / 5n];
  return { fee: usd(fee), tax: usd(tax), net: usd(minor - fee - tax) };
};
const step: fc.Arbitrary<Posting> = fc.oneof(
  fc.tuple(name, tenant, amount).map(([id, owner, sum]) => receipt(id, owner, sum, '')),
  fc.tuple(name, tenant, amount).map(([id, owner, sum]) => escrowFunding(id, owner, sum, '')),
  fc.tuple(name, tenant, amount).map(([id, owner, sum]) => escrowRelease(id, owner, sum, divided(sum))),
  fc.tuple(name, amount, amount).map(([id, sum, left]) => escrowRefund(id, id, sum, left)),
  fc.tuple(name, amount).map(([id, sum]) => suspense(`${id}s`, sum, '')),
  fc.tuple(name, amount).map(([id, sum]) => suspenseReturned(`${id}s`, sum)),
  fc.tuple(name, amount).map(([id, sum]) => paymentSent(outgoing(`${id}r`, id, sum, 'PURPOSE_REFUND'))),
  fc.tuple(name, amount).map(([id, sum]) => paymentReversed(outgoing(`${id}r`, id, sum, 'PURPOSE_REFUND'))),
  fc.tuple(name, amount).map(([id, sum]) => paymentSent(outgoing(`${id}t`, id, sum, 'PURPOSE_TAX'))),
  fc
    .tuple(name, tenant, amount)
    .map(([id, owner, sum]) => taxDifference(`${id}t`, owner, id, usd(0n), sum) ?? received),
  fc.tuple(name, tenant, amount).map(([id, owner, sum]) => claimOpened(id, owner, 'YANWEN', sum)),
  fc.tuple(name, tenant, amount).map(([id, owner, sum]) => claimPaid(id, owner, 'YANWEN', sum, '')),
  fc.tuple(name, tenant, amount).map(([id, owner, sum]) => payoutSent(id, owner, sum)),
  fc.tuple(name, tenant, amount).map(([id, owner, sum]) => payoutReversed(id, owner, sum)),
  fc.tuple(name, amount).map(([id, sum]) => payoutBooked(id, sum, '')),
);

function run(steps: readonly Posting[]) {
  let state = ledger.initial;
  const events = [];
  for (const next of steps) {
    const decision = ledger.decide(next, state, facts());
    if (isRefusal(decision)) continue;
    events.push(...decision);
    state = fold(ledger, state, decision);
  }
  return { state, events };
}

const entriesOf = ({ type, data }: LedgerEvent) => (type === 'TransactionPosted' ? data.entries : []);

describe('under any interleaving', () => {
  const steps = fc.array(step, { maxLength: 60 });

  it('guarded accounts stay at zero or above', () => {
    fc.assert(
      fc.property(steps, (mix) => {
        for (const [id, balance] of Object.entries(balancesOf(run(mix).state))) {
          if (accountOf(id)?.guarded === true) expect(balance).toBeGreaterThan(0n);
        }
      }),
    );
  });

  it('debits equal credits, over the whole book', () => {
    fc.assert(
      fc.property(steps, (mix) => {
        let sum = 0n;
        for (const { side, amount: moved } of run(mix).events.flatMap(entriesOf)) {
          sum += side === 'SIDE_DEBIT' ? moved.minor : -moved.minor;
        }
        expect(sum).toBe(0n);
      }),
    );
  });

  it('a replay makes the same balances, and they are the fold of the entries', () => {
    fc.assert(
      fc.property(steps, (mix) => {
        const { state, events } = run(mix);
        expect(fold(ledger, ledger.initial, events)).toEqual(state);
        const sums = new Map<string, bigint>();
        for (const posted of events.flatMap(entriesOf)) {
          sums.set(posted.accountId, (sums.get(posted.accountId) ?? 0n) + changeOf(posted));
        }
        expect(Object.fromEntries([...sums].filter(([, balance]) => balance !== 0n))).toEqual(balancesOf(state));
      }),
    );
  });

  it('repeating every step at once changes nothing', () => {
    fc.assert(
      fc.property(steps, (mix) => {
        expect(run(mix.flatMap((next) => [next, next]))).toEqual(run(mix));
      }),
    );
  });
});

describe('the chart of accounts', () => {
  it('guards what belongs to customers, escrows and authorities', () => {
    const guarded = Object.entries(chartOfAccounts).filter(([, { guarded: is }]) => is);
    expect(guarded.map(([code]) => Number(code))).toEqual([2000, 2050, 2100, 2150, 2200, 2250, 2300, 2350, 2400]);
  });

  it('keeps state flat: closed accounts take no room', () => {
    const sent = payoutSent('p', 'm', usd(10_000n));
    const booked = payoutBooked('p', usd(10_000n), '');
    const history = [received, sent, booked].map((one) => posted(one));
    expect(given(ledger, history).state.accounts).toEqual(nothing);
  });
});
