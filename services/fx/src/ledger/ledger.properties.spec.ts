import { entriesOf } from '@portolan/eventsourcing/persistent-map';
import { type Money, money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { accountOf } from './accounts.ts';
import type { LedgerCommand, LedgerEvent } from './book.ts';
import { claimOpened, claimPaid } from './claims.ts';
import { type LedgerEntry, ledger, type Posting } from './ledger.ts';
import { type Outgoing, paymentBooked, paymentReversed, paymentSent } from './payments.ts';
import { cover, escrowFunding, escrowRelease, receipt, type Sale, saleBooked, saleReserved } from './postings.ts';
import { balancesOf, changeOf, sumsOf } from './sums.ts';

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
const held = (of: Money): readonly LedgerEntry[] => [
  { accountId: '2000.USD.m1', side: 'SIDE_DEBIT', amount: of },
  { accountId: '1100.USD', side: 'SIDE_CREDIT', amount: of },
];
const reserve = (id: string, of: Money, seconds: number): LedgerCommand => ({
  ...{ type: 'Reserve', reservationId: id, transfer: 'TRANSFER', businessReference: 'r', entries: held(of), seconds },
});
const postReserved = (id: string, of?: Money): LedgerCommand => ({
  ...{ type: 'PostReserved', reservationId: id, transactionId: `${id}p`, effectiveAt: '' },
  entries: of === undefined ? [] : held(of),
});
const voidReserved = (id: string): LedgerCommand => ({ type: 'VoidReserved', reservationId: id, reason: 'not needed' });
const expire = (id: string): LedgerCommand => ({ type: 'ExpireReserved', reservationId: id });
const reverse = (original: Posting): LedgerCommand => ({
  ...{ type: 'Reverse', transactionId: `${original.transactionId}v`, original, reason: 'a mistake' },
});
const reservation = fc
  .tuple(name, amount)
  .chain(([id, of]) =>
    fc.constantFrom<LedgerCommand>(
      ...[reserve(id, of, 0), reserve(id, of, 3_600), postReserved(id), postReserved(id, of)],
      ...[voidReserved(id), expire(id), postReserved('nobody')],
    ),
  );
const wild: fc.Arbitrary<LedgerCommand> = fc.oneof(
  { weight: 4, arbitrary: reservation },
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => reverse(receipt(id, owner, of, ''))),
  fc.tuple(name, tenant).map(([id, owner]) => reverse(receipt(id, owner, usd(500n), ''))),
  fc
    .constantFrom('2026-02-28', '2026-03-02', '2027-01-01')
    .map((until): LedgerCommand => ({ type: 'ClosePeriod', until })),
  fc.tuple(name, tenant, amount).map(([id, owner, of]) => receipt(`${id}d`, owner, of, '2026-02-27T00:00:00.000Z')),
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
const road: readonly LedgerCommand[] = [
  receipt('a', 'm1', usd(500n), ''),
  escrowFunding('a', 'm1', usd(400n), ''),
  escrowRelease('a', 'm1', usd(400n), whole(usd(400n))),
  saleReserved(sale('a', 'm1', usd(300n))),
  saleBooked(sale('a', 'm1', usd(300n))),
  cover(sale('a', 'm1', usd(300n)), 'D1', money(2_100n, 'CNY')),
  paymentSent(outgoing('a', 'm1', usd(100n))),
  paymentBooked(outgoing('a', 'm1', usd(100n)), ''),
  receipt('b', 'm1', usd(500n), ''),
  reserve('a', usd(300n), 0),
  postReserved('a', usd(200n)),
  reserve('b', usd(200n), 0),
  voidReserved('b'),
  reserve('c', usd(100n), 1),
  { type: 'ClosePeriod', until: '2026-03-01' },
  expire('c'),
  reverse(receipt('b', 'm1', usd(500n), '')),
];

it('every transaction balances in every currency, and nobody’s money falls below zero', () => {
  anyHistory('fx ledger', {
    service: 'fx',
    aggregate: ledger,
    roads: [road],
    wild,
    events: {
      ...{ TransactionPosted: true, TransferReserved: true, TransferVoided: true, TransferExpired: true },
      PeriodClosed: true,
    },
    laws({ before, after, events, history }) {
      const change = { ...balancesOf(before) };
      for (const { type, data } of events) {
        if (type === 'PeriodClosed') holds(data.until > before.closedUntil, 'a period is closed once', data);
        if (type !== 'TransactionPosted') continue;
        const sums: Record<string, bigint> = {};
        for (const { side, amount: of } of data.entries)
          sums[of.currency] = (sums[of.currency] ?? 0n) + (side === 'SIDE_DEBIT' ? of.minor : -of.minor);
        holds(
          Object.values(sums).every((sum) => sum === 0n),
          'it balances in every currency',
          data,
        );
        for (const entry of data.entries) change[entry.accountId] = (change[entry.accountId] ?? 0n) + changeOf(entry);
        holds(data.effectiveAt.slice(0, 10) > before.closedUntil, 'nothing is posted into a closed period', data);
      }
      for (const [id, balance] of Object.entries(change))
        holds(sumsOf(after, id).balance === balance, 'balances are what was posted', id, balance);
      const open = [...entriesOf(after.reservations)].flatMap(([, { entries }]) => entries);
      for (const [id, { balance, outgoing, incoming }] of entriesOf(after.accounts)) {
        const guarded = accountOf(id)?.guarded === true;
        holds(!guarded || balance >= outgoing, 'what a guarded account has available is not below zero', id, balance);
        const of = open.filter(({ accountId }) => accountId === id).map(changeOf);
        const sum = (sign: 1n | -1n) => of.reduce((all, one) => (one * sign > 0n ? all + one * sign : all), 0n);
        holds(outgoing === sum(-1n) && incoming === sum(1n), 'what is set aside is what open reservations hold', id);
      }
      const posted = history.flatMap(({ type, data }) => (type === 'TransactionPosted' ? [data] : []));
      const ids = posted.map(({ transactionId }) => transactionId);
      holds(new Set(ids).size === ids.length, 'a transaction is posted once', ids);
      const ended = history.flatMap((event) => endedBy(event));
      holds(new Set(ended).size === ended.length, 'a reservation ends once', ended);
      const reversed = posted.flatMap(({ reverses }) => reverses ?? []);
      holds(new Set(reversed).size === reversed.length, 'a transaction is reversed once', reversed);
    },
  });
});

function endedBy({ type, data }: LedgerEvent): readonly string[] {
  if (type === 'TransferVoided' || type === 'TransferExpired') return [data.reservationId];
  return type === 'TransactionPosted' && data.reservationId !== undefined ? [data.reservationId] : [];
}
