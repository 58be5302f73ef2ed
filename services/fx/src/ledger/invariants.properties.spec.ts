import { catalogues, complete } from '@portolan/contracts';
import { fold, isRefusal } from '@portolan/eventsourcing';
import { entriesOf } from '@portolan/eventsourcing/persistent-map';
import { allocate, convert, money, sum } from '@portolan/money';
import { plain } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, amounts, histories, hour, play, start, usd } from '../rig/any-ledger.ts';
import { accountOf } from './accounts.ts';
import type { Ledger, LedgerEntry, LedgerEvent, Posting } from './book.ts';
import { ledger } from './ledger.ts';
import { paymentBooked, paymentReversed, paymentSent } from './payments.ts';
import {
  cover,
  escrowFunding,
  escrowRelease,
  receipt,
  type Sale,
  saleBooked,
  saleReserved,
  suspense,
  suspenseCleared,
} from './postings.ts';
import { availableIn, balancesOf, changeOf, sumsOf } from './sums.ts';

// What must hold of a ledger whatever is asked of it, in whatever order: one test for each law.

const runs = { numRuns: 1_000, seed: 20_261_123 };
const posted = (events: readonly LedgerEvent[]) =>
  events.flatMap((event) => (event.type === 'TransactionPosted' ? [event.data] : []));

function off(entries: readonly LedgerEntry[]): readonly bigint[] {
  const sums = new Map<string, bigint>();
  for (const { side, amount } of entries)
    sums.set(
      amount.currency,
      (sums.get(amount.currency) ?? 0n) + (side === 'SIDE_DEBIT' ? amount.minor : -amount.minor),
    );
  return [...sums.values()].filter((difference) => difference !== 0n);
}

function balances(entries: readonly LedgerEntry[]): Readonly<Record<string, bigint>> {
  const sums = new Map<string, bigint>();
  for (const entry of entries) sums.set(entry.accountId, (sums.get(entry.accountId) ?? 0n) + changeOf(entry));
  return Object.fromEntries([...sums].filter(([, balance]) => balance !== 0n));
}

const debitsOf = (entries: readonly LedgerEntry[]) =>
  entries.reduce((all, { side, amount }) => (side === 'SIDE_DEBIT' ? all + amount.minor : all), 0n);

const always = (holds: (asked: readonly Asked[]) => void) => fc.assert(fc.property(histories, holds), runs);

it('everything that can happen to a ledger does in what is tried', () => {
  const all = fc.sample(histories, { numRuns: 200, seed: runs.seed }).map((asked) => play(asked));
  const happened = new Set(all.flatMap(({ events }) => events.map(({ type }) => type)));
  expect([...happened].sort()).toEqual([
    ...['PeriodClosed', 'TransactionPosted', 'TransferExpired', 'TransferReserved', 'TransferVoided'],
  ]);
  const about = all.flatMap(({ events }) => posted(events));
  expect(about.filter(({ reverses }) => reverses !== undefined).length).toBeGreaterThan(20);
  expect(about.filter(({ reservationId }) => reservationId !== undefined).length).toBeGreaterThan(20);
  const refused = all.flatMap(({ steps }) =>
    steps.flatMap(({ decision }) => (isRefusal(decision) ? [decision.refused] : [])),
  );
  for (const code of ['LEDGER_PERIOD_CLOSED', 'LEDGER_INSUFFICIENT_FUNDS', 'LEDGER_RESERVATION_EXPIRED'] as const)
    expect(refused.filter((one) => one === code).length).toBeGreaterThan(10);
});

describe('the laws of the ledger', () => {
  it('1: debits are credits, per currency, in every transaction and over the whole book', () => {
    always((asked) => {
      const all = posted(play(asked).events);
      for (const { entries } of all) expect(off(entries)).toEqual([]);
      expect(off(all.flatMap(({ entries }) => entries))).toEqual([]);
    });
  });

  it('2: no entry of nothing or less, none in another currency than its account', () => {
    always((asked) => {
      for (const { accountId, amount } of posted(play(asked).events).flatMap(({ entries }) => entries)) {
        expect(amount.minor).toBeGreaterThan(0n);
        expect(accountOf(accountId)?.currency).toBe(amount.currency);
      }
    });
  });

  it('3: what a guarded account has available is never below zero', () => {
    always((asked) => {
      for (const { after } of play(asked).steps) {
        for (const [id] of entriesOf(after.accounts))
          expect(accountOf(id)?.guarded !== true || availableIn(after, id) >= 0n).toBe(true);
      }
    });
  });

  it('4: the same again changes nothing, other content is refused, and a refusal leaves the id free', () => {
    always((asked) => {
      const { state, steps } = play(asked);
      const at = { at: new Date(start + 100 * hour).toISOString(), id: (role: string) => role };
      for (const { command, decision } of steps) {
        if (!('entries' in command) || command.type === 'Reserve' || command.type === 'PostReserved') continue;
        if (isRefusal(decision)) {
          expect(decision.refused).not.toBe('');
          continue;
        }
        expect(ledger.decide(command, state, at)).toEqual([]);
        const other = ledger.decide({ ...command, businessReference: 'other' }, state, at);
        expect(other).toMatchObject({ refused: 'LEDGER_TRANSACTION_DIFFERS' });
      }
      const dear = escrowFunding('dear', 'm', usd(100_000n), '');
      expect(ledger.decide(dear, state, at)).toMatchObject({ refused: 'LEDGER_INSUFFICIENT_FUNDS' });
      const richer = fold(
        ledger,
        state,
        ledger.decide(receipt('z', 'm', usd(100_000n), ''), state, at) as LedgerEvent[],
      );
      expect(ledger.decide(dear, richer, at)).toHaveLength(1);
    });
  });

  it('5: at every version a balance is the fold of its entries', () => {
    always((asked) => {
      const entries: LedgerEntry[] = [];
      for (const { after, decision } of play(asked).steps) {
        if (!isRefusal(decision)) entries.push(...posted(decision).flatMap((one) => one.entries));
        expect(balancesOf(after)).toEqual(balances(entries));
      }
    });
  });

  it('6: posted, freed, voided, expired and open are what was reserved', () => {
    always((asked) => {
      const { events, state } = play(asked);
      const held = new Map<string, bigint>();
      let [reserved, ended] = [0n, 0n];
      for (const { type, data } of events) {
        if (type === 'TransferReserved') {
          reserved += debitsOf(data.entries);
          held.set(data.reservationId, debitsOf(data.entries));
        } else if (type !== 'PeriodClosed' && data.reservationId !== undefined) {
          const all = held.get(data.reservationId) ?? 0n;
          held.delete(data.reservationId);
          const booked = type === 'TransactionPosted' ? debitsOf(data.entries) : 0n;
          expect(booked).toBeLessThanOrEqual(all);
          ended += booked + (all - booked);
        }
      }
      const open = [...entriesOf(state.reservations)].reduce((all, [, { entries }]) => all + debitsOf(entries), 0n);
      expect(ended + open).toBe(reserved);
    });
  });

  it('7: what an escrow was funded with is released, refunded or held', () => {
    const step = fc.tuple(fc.constantFrom('fund', 'release', 'refund'), amounts);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const done = { fund: 0n, release: 0n, refund: 0n };
        const moves = steps.map(([what, minor], index): Posting => {
          const id = `${what}-${index}`;
          const [held, payer] = [`2100.USD.e`, what === 'refund' ? '2300.USD.f' : '2000.USD.m'];
          const [from, to] = what === 'fund' ? ['2000.USD.m', held] : [held, payer];
          const debit: LedgerEntry = { accountId: from, side: 'SIDE_DEBIT', amount: usd(minor) };
          const entries: readonly LedgerEntry[] = [debit, { accountId: to, side: 'SIDE_CREDIT', amount: usd(minor) }];
          return { transactionId: id, type: 'TRANSFER', businessReference: 'e', effectiveAt: '', entries };
        });
        const { state, events } = play(moves);
        for (const { transactionId, entries } of posted(events)) {
          const what = transactionId.split('-')[0] as keyof typeof done;
          if (what in done) done[what] += debitsOf(entries);
        }
        expect(done.release + done.refund + sumsOf(state, '2100.USD.e').balance).toBe(done.fund);
      }),
      runs,
    );
  });

  it('8: clearing, suspense and positions are at zero, or hold what is still on its way', () => {
    const matter = fc.record({ minor: amounts, ends: fc.boolean(), booked: fc.boolean() });
    fc.assert(
      fc.property(fc.array(matter, { maxLength: 6 }), (matters) => {
        const waiting = { clearing: 0n, suspense: 0n };
        const moves = matters.flatMap(({ minor, ends, booked }, index): Posting[] => {
          const id = `n${index}`;
          const payment = {
            payoutId: id,
            attempt: 1,
            purpose: 'PURPOSE_MERCHANT' as const,
            amount: usd(minor),
            owner: id,
          };
          const sale: Sale = {
            ...{ quoteId: id, attempt: 1, tenant: id, sell: usd(minor), buy: money(minor * 7n, 'CNY') },
            mid: money(minor * 7n + 1n, 'CNY'),
          };
          if (!ends) [waiting.clearing, waiting.suspense] = [waiting.clearing + minor, waiting.suspense + minor];
          const way = [suspense(`${id}s`, usd(minor), ''), receipt(id, id, usd(2n * minor), ''), paymentSent(payment)];
          const sold = [saleReserved(sale), saleBooked(sale), cover(sale, id, money(minor * 7n, 'CNY'))];
          const end = [
            booked ? paymentBooked(payment, '') : paymentReversed(payment),
            suspenseCleared(`${id}s`, id, usd(minor)),
          ];
          return ends ? [...way, ...sold, ...end] : [...way, ...sold];
        });
        const { state } = play(moves);
        expect(sumsOf(state, '1100.USD').balance).toBe(-waiting.clearing);
        expect(sumsOf(state, '2050.USD').balance).toBe(waiting.suspense);
        expect([sumsOf(state, '3000.USD').balance, sumsOf(state, '3000.CNY').balance]).toEqual([0n, 0n]);
      }),
      runs,
    );
  });

  it('9: a replay of what is stored gives the same state, to the byte', () => {
    always((asked) => {
      const { state, events } = play(asked);
      const stored = events.map((event) => {
        const codec = catalogues.fx.byName.get(event.type)?.codec;
        if (codec === undefined) throw new Error(event.type);
        return { ...event, data: complete(codec.decode(codec.encode(event.data).finish())) } as LedgerEvent;
      });
      expect(plain(fold(ledger, ledger.initial, stored))).toBe(plain(state));
    });
  });

  it('10: a transaction and its reversal are nothing, on every account', () => {
    always((asked) => {
      const all = posted(play(asked).events);
      for (const { entries, reverses } of all) {
        if (reverses === undefined) continue;
        const original = all.find(({ transactionId }) => transactionId === reverses);
        expect(balances([...(original?.entries ?? []), ...entries])).toEqual({});
      }
    });
  });

  it('11: what is dated back changes later days, never one in a closed period', () => {
    const asOf = (events: readonly LedgerEvent[], day: string) =>
      balances(posted(events).flatMap((one) => (one.effectiveAt.slice(0, 10) <= day ? one.entries : [])));
    always((asked) => {
      const { events } = play(asked);
      for (const [index, { type, data }] of events.entries()) {
        if (type !== 'PeriodClosed') continue;
        expect(asOf(events, data.until)).toEqual(asOf(events.slice(0, index), data.until));
      }
    });
  });

  it('12: what is owed to customers lies at the bank, per currency', () => {
    const order = fc.record({ minor: amounts, way: fc.nat({ max: 6 }) });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 6 }), (orders) => {
        let state: Ledger = ledger.initial;
        const moves = orders.flatMap(({ minor, way }, index) => {
          const id = `n${index}`;
          const sale: Sale = {
            ...{ quoteId: id, attempt: 1, tenant: id, sell: usd(minor), buy: money(minor * 7n, 'CNY') },
            mid: money(minor * 7n + 3n, 'CNY'),
          };
          const payment = {
            payoutId: id,
            attempt: 1,
            purpose: 'PURPOSE_MERCHANT' as const,
            amount: sale.buy,
            owner: id,
          };
          const road = [
            [suspense(id, usd(minor), '')],
            [suspenseCleared(id, id, usd(minor))],
            [escrowFunding(id, id, usd(minor), '')],
            [escrowRelease(id, id, usd(minor), { fee: usd(0n), net: usd(minor) })],
            // The books of a sale and of its cover follow from one answer of the bank.
            [saleReserved(sale), saleBooked(sale), cover(sale, id, money(minor * 7n + 1n, 'CNY'))],
            [paymentSent(payment), paymentBooked(payment, '')],
          ];
          return road.slice(0, way);
        });
        for (const move of moves) {
          state = move.reduce((now, posting) => {
            const decision = ledger.decide(posting, now, { at: new Date(start).toISOString(), id: (role) => role });
            if (isRefusal(decision)) throw new Error(decision.refused);
            return fold(ledger, now, decision);
          }, state);
          const owed = { USD: 0n, CNY: 0n };
          for (const [id, { balance }] of entriesOf(state.accounts)) {
            const { guarded = false, currency = '' } = accountOf(id) ?? {};
            if (guarded && (currency === 'USD' || currency === 'CNY')) owed[currency] += balance;
          }
          expect(sumsOf(state, '1000.USD').balance).toBeGreaterThanOrEqual(owed.USD);
          expect(sumsOf(state, '1000.CNY').balance).toBeGreaterThanOrEqual(owed.CNY);
        }
      }),
      runs,
    );
  });

  it('13: of a deal rounding leaves no more than one minor unit a leg', () => {
    const rate = fc.integer({ min: 60_000, max: 80_000 });
    fc.assert(
      fc.property(fc.bigInt(1n, 10_000_000n), rate, fc.integer({ min: 1, max: 900 }), (minor, mid, spread) => {
        const at = (units: number) => convert(usd(minor), (units / 10_000).toFixed(4), 'CNY').minor;
        const left = at(mid) - at(mid - spread) - at(spread);
        expect(left >= -1n && left <= 1n).toBe(true);
      }),
      runs,
    );
  });

  it('14: shares sum to what was shared', () => {
    const weights = fc.array(fc.bigInt(0n, 1_000n), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.bigInt(-1_000_000n, 1_000_000n), weights, (minor, shares) => {
        fc.pre(shares.some((share) => share > 0n));
        expect(sum(allocate(usd(minor), shares), 'USD')).toEqual(usd(minor));
      }),
      runs,
    );
  });
});
