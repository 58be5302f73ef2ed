import { type Decision, fold, isRefusal, madeId } from '@portolan/eventsourcing';
import { entriesOf } from '@portolan/eventsourcing/persistent-map';
import { money } from '@portolan/money';
import fc from 'fast-check';
import type { Ledger, LedgerCommand, LedgerEntry, LedgerEvent, LedgerRefusal, Posting } from '../ledger/book.ts';
import { ledger } from '../ledger/ledger.ts';
import { receipt } from '../ledger/postings.ts';

// Anything that may be asked of a ledger, sense or nonsense, in any order.

export const usd = (minor: bigint) => money(minor, 'USD');
export const start = Date.parse('2026-03-02T01:00:00.000Z');
export const hour = 3_600_000;

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
export const amounts = fc.bigInt(1n, 300n);
const accounts = fc.constantFrom(
  '1000.USD',
  '1000.USD',
  '2000.USD.m',
  '2000.USD.n',
  '2100.USD.e',
  '2150.USD.h',
  '1100.USD',
);
const days = fc.constantFrom(
  '',
  '',
  '2026-02-27T00:00:00.000Z',
  '2026-02-28T23:00:00.000Z',
  '2026-03-01T05:00:00.000Z',
);
const transfers = fc.tuple(accounts, accounts, amounts).map(([from, to, minor]): readonly LedgerEntry[] => [
  { accountId: from, side: 'SIDE_DEBIT', amount: usd(minor) },
  { accountId: to, side: 'SIDE_CREDIT', amount: usd(minor) },
]);
/** Entries as nobody should write them, too. */
const careless = fc.oneof(
  { weight: 8, arbitrary: transfers },
  fc.array(
    fc.record({
      accountId: fc.constantFrom('1000.USD', '2000.USD.m', '3000.CNY', '9999.USD'),
      side: fc.constantFrom('SIDE_DEBIT' as const, 'SIDE_CREDIT' as const),
      amount: fc.record({ minor: fc.bigInt(-2n, 4n), currency: fc.constantFrom('USD', 'CNY') }),
    }),
    { maxLength: 4 },
  ),
);
const funded = [receipt('x', 'm', usd(400n), ''), receipt('y', 'n', usd(300n), '')];
const postings = fc.tuple(ids, careless, days).map(
  ([id, entries, effectiveAt]): Posting => ({
    ...{ transactionId: id, type: 'TRANSFER', businessReference: 'r', effectiveAt, entries },
  }),
);
const reservations = fc.tuple(ids, transfers, fc.constantFrom(0, 1_800, 7_200)).map(
  ([reservationId, entries, seconds]): LedgerCommand => ({
    ...{ type: 'Reserve', reservationId, transfer: 'TRANSFER', businessReference: 'r', entries, seconds },
  }),
);
const parts = fc.constantFrom(0n, 0n, 2n, 3n);
export type Asked = LedgerCommand | ((state: Ledger, events: readonly LedgerEvent[]) => LedgerCommand | undefined);
const second: fc.Arbitrary<Asked> = fc
  .tuple(fc.nat({ max: 9 }), ids, parts)
  .map(([which, any, part]) => (state: Ledger) => {
    const known = [...entriesOf(state.reservations)];
    const open = known.filter(([, { state: now }]) => now === 'OPEN');
    const [reservationId, held] = open[which % Math.max(open.length, 1)] ?? [any, undefined];
    const some = (held?.entries ?? []).map((entry) => ({ ...entry, amount: usd(entry.amount.minor / (part || 1n)) }));
    const entries = part === 0n || some.some(({ amount }) => amount.minor === 0n) ? [] : some;
    return { type: 'PostReserved', reservationId, transactionId: `${reservationId}p`, effectiveAt: '', entries };
  });
const reversals: fc.Arbitrary<Asked> = fc.nat({ max: 20 }).map((which) => (_: Ledger, events) => {
  const posted = events.flatMap((event) => (event.type === 'TransactionPosted' ? [event.data] : []));
  const data = posted[which % Math.max(posted.length, 1)];
  if (data === undefined) return undefined;
  const original = { ...data, type: data.type as Posting['type'] };
  return { type: 'Reverse', transactionId: madeId('reversal', data.transactionId), original, reason: 'r' };
});
const closings = fc
  .constantFrom('2026-02-27', '2026-02-28')
  .map((until): LedgerCommand => ({ type: 'ClosePeriod', until }));
const anything: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 6, arbitrary: postings },
  { weight: 4, arbitrary: reservations },
  { weight: 4, arbitrary: second },
  {
    weight: 2,
    arbitrary: ids.map((reservationId): LedgerCommand => ({ type: 'VoidReserved', reservationId, reason: 'r' })),
  },
  { weight: 2, arbitrary: ids.map((reservationId): LedgerCommand => ({ type: 'ExpireReserved', reservationId })) },
  { weight: 2, arbitrary: reversals },
  { weight: 1, arbitrary: closings },
);
export const histories = fc.array(anything, { maxLength: 24, size: 'max' });

export interface Step {
  readonly before: Ledger;
  readonly after: Ledger;
  readonly command: LedgerCommand;
  readonly decision: Decision<LedgerEvent, LedgerRefusal>;
}

/** Plays commands, half an hour between each, on two merchants who hold something. */
export function play(asked: readonly Asked[], state: Ledger = ledger.initial) {
  const [events, steps]: [LedgerEvent[], Step[]] = [[], []];
  let now = state;
  for (const [index, each] of [...funded, ...asked].entries()) {
    const command = typeof each === 'function' ? each(now, events) : each;
    if (command === undefined) continue;
    const at = new Date(start + (index * hour) / 2).toISOString();
    const decision = ledger.decide(command, now, { at, id: (role) => role });
    const after = isRefusal(decision) ? now : fold(ledger, now, decision);
    if (!isRefusal(decision)) events.push(...decision);
    steps.push({ before: now, after, command, decision });
    now = after;
  }
  return { state: now, events, steps };
}
