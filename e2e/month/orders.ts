import { add, convert, isZero, type Money, money, multiply, subtract } from '@portolan/money';
import { clientRate, type Payment, payoutAccount } from './bank.ts';
import { givenBack, type Order, paidFirst, shiftOf } from './plan.ts';
import type { Rig } from './rig.ts';

/** A day of the month, and the instants at which things happen on it. */
export interface Day {
  readonly number: number;
  at(hour: number, minute?: number): string;
}

const page = { limit: 200, cursor: '' };
const operations = { tenant: 'portolan', role: 'operations' } as const;
const commission = '0.015';

export function as(tenant: string, commandId: string, correlation = '') {
  return { tenant, commandId, requestHash: '', correlation, causation: '', traceparent: '' };
}

/** Several at a time: a month is many calls. */
export async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: 48 }, lane));
}

/** The commission on what is released. */
export const feeOf = (order: Order): Money => multiply(subtract(order.amount, givenBack(order)), commission);
const netOf = (order: Order): Money => subtract(subtract(order.amount, givenBack(order)), feeOf(order));

/** Orders are placed and paid; what is paid wrongly is paid again a day later, when operations sent the first back. */
export async function placed(rig: Rig, orders: readonly Order[], day: Day): Promise<void> {
  const { fx } = rig.clients;
  const todays = orders.filter(({ day: number }) => number === day.number);
  const early = todays.filter(({ kind }) => kind === 'early');
  await credited(rig, early, day.at(0, 30), 'a', ({ amount }) => amount);
  await each(todays, ({ no, tenant, amount }) =>
    fx.openEscrow({ orderId: no, orderNo: no, amount }, as(tenant, `open-${no}`, no)),
  );
  await rig.idle();
  rig.clock.moveTo(day.at(2));
  const paying = todays.filter(({ kind }) => kind !== 'early');
  await credited(rig, paying, day.at(2), 'a', paidFirst);
  const twice = todays.filter(({ kind }) => kind === 'double');
  await credited(rig, twice, day.at(2, 30), 'b', ({ amount }) => amount);
  const wrong = orders.filter((order) => shiftOf(order) > 0 && order.day + 1 === day.number);
  await sentBack(rig, new Set(wrong.map(({ no }) => no)));
  await credited(rig, wrong, day.at(2, 45), 'b', ({ amount }) => amount);
}

type Sum = (order: Order) => Money;

async function credited({ bank, clients, idle }: Rig, orders: readonly Order[], at: string, which: string, sum: Sum) {
  for (const account of new Set(orders.map((order) => order.account))) {
    const entries = orders
      .filter((order) => order.account === account)
      .map((order) => ({
        ...{ side: 'CRDT' as const, amount: sum(order), reference: `CR${order.no}${which}`, at },
        ...{ endToEndId: `PAY-${order.no}${which}`, remittance: order.no, party: 'Ann Neil' },
      }));
    for (const entry of entries) bank.book(account, entry);
    await told(clients.fx, account, entries, bank);
  }
  await idle();
}

/** Notices of ten entries each. */
async function told(
  fx: Rig['clients']['fx'],
  account: string,
  entries: Parameters<Rig['bank']['notices']>[1],
  bank: Rig['bank'],
) {
  const parts = Array.from({ length: Math.ceil(entries.length / 10) }, (_, index) =>
    entries.slice(index * 10, index * 10 + 10),
  );
  await each(parts, (part) =>
    fx.receiveMessage({ body: bank.notices(account, part) }, as('portolan', `notice-${part[0]?.reference}`)),
  );
}

/** What waits in suspense for these orders goes back to its payers. */
async function sentBack({ clients, idle }: Rig, orders: ReadonlySet<string>): Promise<void> {
  let cursor = '';
  do {
    const found = await clients.fx.listFunds({ state: 'SUSPENSE', page: { ...page, cursor } }, operations);
    const theirs = found.funds.filter(({ orderNo }) => orders.has(orderNo));
    await each(theirs, ({ id: fundsId }) =>
      clients.fx.returnFunds({ fundsId }, { ...as('portolan', `return-${fundsId}`), ...operations }),
    );
    cursor = found.nextCursor;
  } while (cursor !== '');
  await idle();
}

/** The day after: delivered, and accepted, given back or disputed. */
export async function delivered(rig: Rig, orders: readonly Order[], day: Day): Promise<void> {
  const { fx } = rig.clients;
  const todays = orders.filter((order) => order.day + 1 + shiftOf(order) === day.number);
  await each(todays, async (order) => {
    const { no, tenant, kind } = order;
    const of = { orderId: no, orderNo: no };
    const context = (what: string) => as(tenant, `${what}-${no}`, no);
    if (kind === 'refunded') {
      await fx.refundEscrow({ ...of, reason: 'LOST' }, context('refund'));
      return;
    }
    await fx.startInspection({ ...of, deliveredAt: day.at(1) }, context('inspect'));
    const amount = givenBack(order);
    if (kind === 'disputed') await fx.openDispute({ ...of, amount, reason: 'DAMAGED' }, context('dispute'));
    if (!isZero(amount)) await fx.refundEscrow({ ...of, amount, reason: 'RETURNED' }, context('refund'));
    await fx.acceptEscrow(of, context('accept'));
  });
  await rig.idle();
}

const isSold = ({ kind }: Order) => kind !== 'refunded';

/** Two days after: its currency is sold at the rate of the day. */
export async function sold(rig: Rig, orders: readonly Order[], day: Day): Promise<void> {
  const { fx } = rig.clients;
  const todays = orders.filter((order) => isSold(order) && order.day + 2 + shiftOf(order) === day.number);
  const quotes = new Map<string, string>();
  await each(todays, async (order) => {
    const { no, tenant } = order;
    rig.bank.owners.set(no, order.account);
    const asked = { orderId: no, sell: netOf(order), buyCurrency: 'CNY', orderNo: no };
    quotes.set(no, (await fx.lockRate(asked, as(tenant, `lock-${no}`, no))).id);
  });
  await rig.idle();
  await each(todays, ({ no, tenant }) =>
    fx.sell({ orderId: no, quoteId: quotes.get(no) ?? '' }, as(tenant, `sell-${no}`, no)),
  );
  await rig.idle();
}

/** Three days after: paid out. What the bank rejects is asked for again the day after. */
export async function paidOut(rig: Rig, orders: readonly Order[], day: Day): Promise<void> {
  const due = (order: Order) => order.day + 3 + shiftOf(order);
  const pays = (order: Order, attempt: number) => {
    const { no, tenant } = order;
    const lock = rig.bank.lockOf(no);
    if (lock === undefined) throw new Error(`${no} was never sold`);
    const amount = convert(lock.sell, clientRate(lock), 'CNY');
    const asked = { orderId: no, orderNo: no, amount, purpose: 'PURPOSE_MERCHANT' as const, attempt, reference: '' };
    return rig.clients.fx.createPayout(asked, as(tenant, `pay-${no}-${attempt}`, no));
  };
  const todays = orders.filter((order) => isSold(order) && due(order) === day.number);
  await each(todays, (order) => pays(order, 1));
  const again = orders.filter((order) => order.kind === 'rejected' && due(order) + 1 === day.number);
  await each(again, (order) => pays(order, 2));
  await rig.idle();
}

/** The bank carries out what it was asked: some it rejects the first time. */
export async function carriedOut(rig: Rig, orders: ReadonlyMap<string, Order>, day: Day): Promise<void> {
  const { bank, clients } = rig;
  const taken = bank.taken();
  const isRejected = ({ remittance, account, endToEndId }: Payment) =>
    account === payoutAccount && orders.get(remittance)?.kind === 'rejected' && !endToEndId.includes('-');
  await each(taken.filter(isRejected), ({ messageId, endToEndId }) => {
    const body = bank.paymentStatus(messageId, endToEndId, 'RJCT', 'AC04', day.at(8));
    return clients.fx.receiveMessage({ body }, as('portolan', `status-${endToEndId}`));
  });
  const done = taken.filter((payment) => !isRejected(payment));
  for (const account of new Set(done.map((payment) => payment.account))) {
    const entries = done
      .filter((payment) => payment.account === account)
      .map(({ endToEndId, amount }) => ({
        ...{ side: 'DBIT' as const, amount, reference: `DB${endToEndId.slice(1)}`, endToEndId, at: day.at(8) },
      }));
    for (const entry of entries) bank.book(account, entry);
    await told(clients.fx, account, entries, bank);
  }
  await rig.idle();
}

/** What an order's commission comes to, all together. */
export function feesOf(orders: readonly Order[]): Money {
  return orders.filter(isSold).reduce((sum, order) => add(sum, feeOf(order)), money(0n, 'USD'));
}
