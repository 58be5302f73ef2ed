import type { Aggregate, Projection, Reaction, Requests, Timers } from '../model.ts';
import type { Account, AccountCommand, AccountEvent } from './account.ts';
import { account } from './account.ts';

export type Total = { readonly sum: number; readonly entries: number; readonly seen: readonly string[] };

/** Balances per account, and the ids of the events they come from. */
export const totals: Projection<AccountEvent> = {
  name: 'bank.totals.v1',
  reads: ['bank'],
  collections: { totals: {} },
  on: {
    async Deposited({ data, meta }, view) {
      const before = await view.get<Total>('totals', meta.tenant, meta.stream);
      await view.put('totals', meta.tenant, meta.stream, added(before, data.amount, meta.id));
    },
    async Withdrawn({ data, meta }, view) {
      const before = await view.get<Total>('totals', meta.tenant, meta.stream);
      await view.put('totals', meta.tenant, meta.stream, added(before, -data.amount, meta.id));
    },
  },
};

function added(before: Total | undefined, amount: number, id: string): Total {
  const { sum, entries, seen } = before ?? { sum: 0, entries: 0, seen: [] };
  return { sum: sum + amount, entries: entries + 1, seen: [...seen, id] };
}

/** The same aggregate under a name of its own, for what reactions, requests and timers write. */
function accountNamed(name: string): Aggregate<Account, AccountCommand, AccountEvent, 'OVERDRAWN'> {
  return { ...account, name };
}

export const bonus = accountNamed('bonus');
export const fee = accountNamed('fee');
export const confirmed = accountNamed('confirmed');

const isAccount = (stream: string) => stream.includes('/account/');
const idOf = (stream: string) => stream.slice(stream.lastIndexOf('/') + 1);

/** Each deposit of 10 and more brings a bonus of 1. */
export const bonuses: Reaction<AccountEvent> = {
  name: 'bank.bonuses.v1',
  reads: ['bank'],
  on: {
    async Deposited({ data, meta }, react) {
      if (!isAccount(meta.stream) || data.amount < 10) return;
      await react.execute(bonus, idOf(meta.stream), { type: 'Deposit', amount: 1 });
    },
  },
};

/** The outside world: it knows each request by its command id, and counts what it did. */
export interface Outside {
  readonly done: Map<string, string>;
  readonly calls: string[];
}

export function confirmations(
  outside: Outside,
  fails: (event: string) => boolean = () => false,
): Requests<AccountEvent> {
  return {
    name: 'bank.confirmations.v1',
    on: {
      async Deposited({ meta }, request) {
        if (!isAccount(meta.stream)) return;
        outside.calls.push(meta.id);
        if (fails(meta.id)) throw new Error('the outside is away');
        outside.done.set(request.context.commandId, meta.id);
        await request.execute(confirmed, idOf(meta.stream), { type: 'Deposit', amount: 1 });
      },
    },
  };
}

/** A fee of 1 an hour after the last deposit; a withdrawal cancels it. */
export const fees: Timers<AccountEvent> = {
  name: 'bank.fees.v1',
  on: {
    Deposited({ meta }, book) {
      if (!isAccount(meta.stream)) return;
      const due = new Date(Date.parse(meta.time) + 3_600_000).toISOString();
      book.set({ id: idOf(meta.stream), due, data: { from: meta.id } });
    },
    Withdrawn({ meta }, book) {
      if (isAccount(meta.stream)) book.cancel(idOf(meta.stream));
    },
  },
  async fire(timer, react) {
    await react.execute(fee, timer.id, { type: 'Deposit', amount: 1 });
  },
};
