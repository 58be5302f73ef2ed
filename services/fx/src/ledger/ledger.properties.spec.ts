import { type Money, money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { accountOf } from './accounts.ts';
import { claimOpened, claimPaid } from './claims.ts';
import { changeOf, type LedgerEntry, ledger, type Posting } from './ledger.ts';
import { type Outgoing, paymentBooked, paymentReversed, paymentSent } from './payments.ts';
import { cover, escrowFunding, escrowRelease, receipt, type Sale, saleBooked, saleReserved } from './postings.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const [amount, tenant, name] = [
  fc.bigInt(1n, 500n).map(usd),
  fc.constantFrom('m1', 'm2'),
  fc.constantFrom('a', 'b', 'c'),
];
const outgoing = (payoutId: string, owner: string, of: Money): Outgoing => ({
  ...{ payoutId, attempt: 1, owner, amount: of, purpose: 'PURPOSE_MERCHANT' },
});
const whole = (of: Money) => ({ fee: usd(of.minor / 10n), net: usd(of.minor - of.minor / 10n) });
const sale = (quoteId: string, owner: string, sell: Money): Sale => ({
  ...{ quoteId, attempt: 1, tenant: owner, sell },
  ...{ mid: money(sell.minor * 7n, 'CNY'), buy: money(sell.minor * 7n - 3n, 'CNY') },
});

/** Entries as nobody should write them: of no account, one-sided, of the wrong currency. */
const anyEntry: fc.Arbitrary<LedgerEntry> = fc.record({
  accountId: fc.constantFrom('1000.USD', '2000.USD.m1', '2050.USD', '3000.CNY', '9999.USD', '2000.XAU.m1'),
  side: fc.constantFrom('SIDE_DEBIT', 'SIDE_CREDIT', 'SIDE_UNSPECIFIED'),
  amount: fc.record({ minor: fc.bigInt(-2n, 5n), currency: fc.constantFrom('USD', 'USD', 'CNY') }),
});
const wild: fc.Arbitrary<Posting> = fc.oneof(
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => receipt(id, owner, of, '')),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => escrowFunding(id, owner, of, '')),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => escrowRelease(id, owner, of, whole(of))),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => saleReserved(sale(id, owner, of))),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => saleBooked(sale(id, owner, of))),
  fc
    .tuple(name, tenant, amount)
    .map(([id, owner, of]) => cover(sale(id, owner, of), 'D1', money(of.minor * 7n, 'CNY'))),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => claimOpened(id, owner, 'YANWEN', of)),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => claimPaid(id, owner, 'YANWEN', of, '')),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => paymentSent(outgoing(id, owner, of))),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => paymentReversed(outgoing(id, owner, of))),
  fc.tuple(name, amount).map(([id, of]) => paymentBooked(outgoing(id, 'm1', of), '')),
  fc.tuple(name, fc.array(anyEntry, { maxLength: 3 })).map(
    ([transactionId, entries]): Posting => ({
      ...{ transactionId, type: 'RECEIPT', businessReference: 'r', effectiveAt: '', entries },
    }),
  ),
);
const road = [
  receipt('a', 'm1', usd(500n), ''),
  escrowFunding('a', 'm1', usd(400n), ''),
  escrowRelease('a', 'm1', usd(400n), whole(usd(400n))),
  saleReserved(sale('a', 'm1', usd(300n))),
  saleBooked(sale('a', 'm1', usd(300n))),
  cover(sale('a', 'm1', usd(300n)), 'D1', money(2_100n, 'CNY')),
  paymentSent(outgoing('a', 'm1', usd(100n))),
  paymentBooked(outgoing('a', 'm1', usd(100n)), ''),
];

it('every transaction balances in every currency, and nobody’s money falls below zero', () => {
  anyHistory('fx ledger', {
    service: 'fx',
    aggregate: ledger,
    roads: [road],
    wild,
    events: { TransactionPosted: true },
    laws({ before, after, events, history }) {
      for (const { data } of events) {
        const sums: Record<string, bigint> = {};
        for (const { side, amount: of } of data.entries)
          sums[of.currency] = (sums[of.currency] ?? 0n) + (side === 'SIDE_DEBIT' ? of.minor : -of.minor);
        holds(
          Object.values(sums).every((sum) => sum === 0n),
          'it balances in every currency',
          data,
        );
        const change: Record<string, bigint> = { ...before.balances };
        for (const entry of data.entries) change[entry.accountId] = (change[entry.accountId] ?? 0n) + changeOf(entry);
        holds(
          Object.entries(change).every(([id, balance]) => (after.balances[id] ?? 0n) === balance),
          'balances are what was posted',
          data,
        );
      }
      for (const [id, balance] of Object.entries(after.balances))
        holds(accountOf(id)?.guarded !== true || balance > 0n, 'a guarded account is not below zero', id, balance);
      const ids = history.map(({ data }) => data.transactionId);
      holds(new Set(ids).size === ids.length, 'a transaction is posted once', ids);
    },
  });
});
