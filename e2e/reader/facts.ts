import { type Json, listAt, textAt } from '../story/api.ts';
import type { FeedEvent } from './feed.ts';

/** Amount in the smallest unit, as this reader counts: '12.34' → 1234n. It knows none of the suite's own code. */
export function minor(money: Json): bigint {
  const amount = textAt(money, 'amount');
  const sign = amount.startsWith('-') ? -1n : 1n;
  return sign * BigInt(amount.replace(/[-.]/g, '') || '0');
}

export interface AccountFacts {
  readonly currency: string;
  debits: bigint;
  credits: bigint;
}

export interface StockFacts {
  received: bigint;
  reserved: bigint;
  picked: bigint;
  packed: bigint;
  dispatched: bigint;
}

/** What the feed alone says. */
export interface Facts {
  readonly accounts: Map<string, AccountFacts>;
  readonly stock: Map<string, StockFacts>;
  readonly orders: Map<string, string>;
  /** Declaration → the instant of its release event in the feed. */
  readonly released: Map<string, string>;
  readonly declarations: Map<string, string>;
  /** Breaches that show in the feed by itself. */
  readonly breaches: string[];
}

const orderStates: Readonly<Record<string, string>> = {
  OrderPlaced: 'PLACED',
  OrderPaid: 'PAID',
  OrderCleared: 'CLEARED',
  OrderShipped: 'SHIPPED',
  OrderDelivered: 'DELIVERED',
  OrderSettled: 'SETTLED',
};

const declarationStates: Readonly<Record<string, string>> = {
  DeclarationDrafted: 'DRAFTED',
  DeclarationStored: 'STORED',
  DeclarationUnderReview: 'UNDER_REVIEW',
  DeclarationReleased: 'RELEASED',
  DeclarationClosed: 'CLOSED',
  DeclarationReturned: 'RETURNED',
};

/** Adds up a feed: balances per account, units per bucket, states, and what may never happen. */
export function addUp(events: readonly FeedEvent[]): Facts {
  const facts: Facts = {
    accounts: new Map(),
    stock: new Map(),
    orders: new Map(),
    released: new Map(),
    declarations: new Map(),
    breaches: [],
  };
  // The feed merges several topics, so what has to be earlier is compared by business time, after all was read.
  for (const event of events) {
    post(facts, event);
    move(facts, event);
    const { type, data, time } = event;
    const orderState = orderStates[type];
    if (orderState !== undefined) facts.orders.set(textAt(data, 'orderId'), orderState);
    const declarationState = declarationStates[type];
    if (declarationState !== undefined) facts.declarations.set(textAt(data, 'declarationId'), declarationState);
    if (type === 'DeclarationReleased') facts.released.set(textAt(data, 'orderId'), time);
  }
  for (const { type, data, time } of events) {
    if (type !== 'ParcelDispatched') continue;
    const released = facts.released.get(textAt(data, 'orderId'));
    if (released === undefined || released > time) {
      facts.breaches.push(
        `release: parcel ${textAt(data, 'parcelId')} left at ${time} before customs released its order`,
      );
    }
  }
  return facts;
}

function post(facts: Facts, { type, data }: FeedEvent): void {
  if (type !== 'TransactionPosted') return;
  const sums = new Map<string, bigint>();
  for (const entry of listAt(data, 'entries')) {
    const id = textAt(entry, 'accountId');
    const currency = textAt(entry, 'amount', 'currency');
    const amount = minor((entry as { amount: Json }).amount);
    const account = facts.accounts.get(id) ?? { currency, debits: 0n, credits: 0n };
    const debit = textAt(entry, 'side') === 'SIDE_DEBIT';
    if (debit) account.debits += amount;
    else account.credits += amount;
    facts.accounts.set(id, account);
    sums.set(currency, (sums.get(currency) ?? 0n) + (debit ? amount : -amount));
    if (amount <= 0n)
      facts.breaches.push(`ledger: transaction ${textAt(data, 'transactionId')} has an entry of ${amount}`);
  }
  for (const [currency, sum] of sums) {
    if (sum !== 0n)
      facts.breaches.push(`ledger: transaction ${textAt(data, 'transactionId')} is off by ${sum} ${currency}`);
  }
}

function move(facts: Facts, { type, data }: FeedEvent): void {
  const bucket = ['warehouseId', 'owner', 'sku', 'lot'].map((name) => textAt(data, 'bucket', name)).join('/');
  const quantity = BigInt(textAt(data, 'quantity') || '0');
  const stock = facts.stock.get(bucket) ?? { received: 0n, reserved: 0n, picked: 0n, packed: 0n, dispatched: 0n };
  if (type === 'GoodsReceived') stock.received += quantity;
  else if (type === 'StockReserved') stock.reserved += quantity;
  else if (type === 'ReservationReleased') stock.reserved -= quantity;
  else if (type === 'StockPicked') {
    stock.reserved -= quantity;
    stock.picked += quantity;
  } else if (type === 'StockPacked') {
    stock.picked -= quantity;
    stock.packed += quantity;
  } else if (type === 'StockDispatched') {
    stock.packed -= quantity;
    stock.dispatched += quantity;
  } else return;
  facts.stock.set(bucket, stock);
  if (Object.values(stock).some((units) => units < 0n)) facts.breaches.push(`stock: ${bucket} falls below zero`);
}
