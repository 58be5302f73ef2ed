import { formatMoney, type Money, money } from '@portolan/money';
import { chanceFrom } from '../../services/sandbox/src/chance.ts';
import { accounts, exchanged } from './bank.ts';
import { as, carriedOut, type Day, delivered, feesOf, paidOut, placed, sold } from './orders.ts';
import { breaksIn, declared, explained } from './people.ts';
import { kinds, type Order, planOf } from './plan.ts';
import type { Rig } from './rig.ts';

export interface MonthOptions {
  readonly orders: number;
  readonly days: number;
  readonly seed: string;
  /** Told as it goes. */
  print?(line: string): void;
}

/** What moved profit and loss, by the world's own figures and by the books. */
export interface Cause {
  readonly cause: 'spread' | 'position' | 'fees' | 'charges' | 'rounding';
  readonly account: string;
  readonly expected: Money;
  /** What the account changed by in the month, over all merchants. */
  readonly booked: Money;
}

export interface MonthReport {
  readonly orders: number;
  readonly days: number;
  readonly byKind: Readonly<Record<string, number>>;
  /** Statements that were held against the books, and entries of theirs that agreed. */
  readonly statements: number;
  readonly matched: number;
  readonly declared: number;
  readonly explained: Readonly<Record<string, number>>;
  /** What was explained by nobody on its day, and what is not closed at the end. */
  readonly unexplained: readonly string[];
  readonly causes: readonly Cause[];
  readonly failures: readonly string[];
  readonly seconds: number;
}

const operations = { tenant: 'portolan', role: 'operations' } as const;
const page = { limit: 200, cursor: '' };

/** Midnight in China before a day of March 2026. */
const dawn = Date.parse('2026-03-01T16:00:00.000Z');
const hourMs = 3_600_000;
function dayOf(number: number): Day {
  const at = (hour: number, minute = 0) =>
    new Date(dawn + (24 * number + 8 + hour) * hourMs + minute * 60_000).toISOString();
  return { number, at };
}

/** A month of trade, day by day: what merchants, buyers, the bank and people at their desks do. */
export async function playMonth(rig: Rig, { orders: count, days, seed, print = () => {} }: MonthOptions) {
  const began = performance.now();
  const chance = chanceFrom(seed);
  const orders = planOf(count, days, chance);
  const byNo = new Map(orders.map((order) => [order.no, order]));
  const byType = new Map<string, number>();
  const unexplained: string[] = [];
  const failures: string[] = [];
  let submitted = 0;
  for (let number = 0; number < days; number++) {
    const day = dayOf(number);
    rig.bank.move(number);
    rig.clock.moveTo(day.at(0, 30));
    await rig.idle();
    await placed(rig, orders, day);
    rig.clock.moveTo(day.at(3));
    await delivered(rig, orders, day);
    rig.clock.moveTo(day.at(5));
    await sold(rig, orders, day);
    rig.clock.moveTo(day.at(7));
    await paidOut(rig, orders, day);
    rig.clock.moveTo(day.at(8));
    await carriedOut(rig, byNo, day);
    rig.clock.moveTo(day.at(9));
    submitted += await declared(rig, number);
    await statements(rig, day);
    unexplained.push(...(await explained(rig, byType)));
    failures.push(...(await uncovered(rig)));
    print(`day ${number + 1}: ${[...byType.values()].reduce((sum, one) => sum + one, 0)} differences explained so far`);
  }
  const open = (await breaksIn(rig.clients, 'EXPLAINED')).map(
    ({ type, date, account }) => `${date} ${account} ${type}`,
  );
  failures.push(...unexplained, ...open.map((one) => `not closed: ${one}`), ...(await leftOpen(rig)));
  const causes = await causesOf(rig, orders, days);
  for (const { cause, expected, booked } of causes) {
    if (expected.minor !== booked.minor) {
      failures.push(`${cause}: ${formatMoney(expected)} expected, ${formatMoney(booked)} in the books`);
    }
  }
  const seen = await comparedDays(rig);
  const report: MonthReport = {
    ...{ orders: count, days, byKind: counted(orders), declared: submitted, causes, failures, ...seen },
    ...{ explained: Object.fromEntries([...byType].sort()), unexplained: [...unexplained, ...open] },
    seconds: (performance.now() - began) / 1000,
  };
  return report;
}

/** The end of the day in China: the bank closes its books, and sends what it does not forget. */
async function statements({ bank, clients, clock, idle }: Rig, day: Day): Promise<void> {
  const [from, to] = [day.at(-8), new Date(Date.parse(day.at(16)) - 1).toISOString()];
  clock.moveTo(day.at(16));
  for (const [index, body] of bank.statements(day.number, from, to).entries()) {
    await clients.fx.receiveMessage({ body }, as('portolan', `statement-${day.number}-${index}`));
    await idle();
  }
}

/** Customers' money that is not at the bank. */
async function uncovered({ clients }: Rig): Promise<readonly string[]> {
  const { currencies } = await clients.reconciliation.getSafeguarding({}, operations);
  return currencies
    .filter(({ covered }) => !covered)
    .map(({ currency, surplus }) => `${currency} is short of ${formatMoney(surplus)}`);
}

/** What did not go back to zero. */
async function leftOpen({ clients }: Rig): Promise<readonly string[]> {
  const { items } = await clients.reconciliation.listAging({ code: '', minAgeDays: 0, page }, operations);
  return items.map(({ account, reference, amount }) => `${account} ${reference} holds ${formatMoney(amount)}`);
}

async function comparedDays({ clients }: Rig) {
  let [statements, matched, cursor] = [0, 0, ''];
  do {
    const asked = { date: '', account: '', page: { ...page, cursor } };
    const { reconciliations, nextCursor } = await clients.reconciliation.listReconciliations(asked, operations);
    statements += reconciliations.length;
    for (const one of reconciliations) matched += one.matched;
    cursor = nextCursor;
  } while (cursor !== '');
  return { statements, matched };
}

/** Profit and loss by cause: by the bank's deals, the orders and the bank's charges, and by the books. */
async function causesOf(rig: Rig, orders: readonly Order[], days: number): Promise<readonly Cause[]> {
  const { spread, position } = exchanged(rig.bank.deals.values());
  const charges = Array.from({ length: days }, (_, day) => day).filter((day) => day % 10 === 4).length;
  const charged = (currency: string) =>
    money(
      accounts.reduce((sum, { fee }) => sum + (fee.currency === currency ? fee.minor * BigInt(charges) : 0n), 0n),
      currency,
    );
  const expected: readonly Omit<Cause, 'booked'>[] = [
    { cause: 'fees', account: '4000.USD', expected: feesOf(orders) },
    { cause: 'spread', account: '4100.CNY', expected: spread },
    { cause: 'position', account: '4200.CNY', expected: position },
    { cause: 'charges', account: '5000.USD', expected: charged('USD') },
    { cause: 'charges', account: '5000.CNY', expected: charged('CNY') },
    { cause: 'rounding', account: '5900.USD', expected: money(0n, 'USD') },
    { cause: 'rounding', account: '5900.CNY', expected: money(0n, 'CNY') },
  ];
  const booked = await profitAndLoss(rig, orders);
  const named = new Set(expected.map(({ account }) => account));
  const others = [...booked].filter(([account, minor]) => !named.has(account) && minor !== 0n);
  if (others.length > 0) throw new Error(`profit and loss without a cause: ${others.join(', ')}`);
  return expected.map((one) => ({ ...one, booked: money(booked.get(one.account) ?? 0n, one.expected.currency) }));
}

/** Every account of income and expense, over all books. */
async function profitAndLoss({ clients }: Rig, orders: readonly Order[]): Promise<ReadonlyMap<string, bigint>> {
  const sums = new Map<string, bigint>();
  for (const tenant of ['portolan', ...new Set(orders.map((order) => order.tenant))]) {
    let cursor = '';
    do {
      const asked = { page: { ...page, cursor }, asOf: '', recordedAt: '' };
      const found = await clients.fx.listAccounts(asked, { tenant, role: 'merchant' });
      for (const { id, type, balance } of found.accounts) {
        if (type === 'income' || type === 'expense') sums.set(id, (sums.get(id) ?? 0n) + balance.minor);
      }
      cursor = found.nextCursor;
    } while (cursor !== '');
  }
  return sums;
}

function counted(orders: readonly Order[]): Readonly<Record<string, number>> {
  return Object.fromEntries(kinds.map((kind) => [kind, orders.filter((order) => order.kind === kind).length]));
}
