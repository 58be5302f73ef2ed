import { type Api, at, type Json, listAt, ok, textAt, wholeList } from '../story/api.ts';
import type { Cast } from '../story/cast.ts';
import { wholeFeed } from '../story/feed.ts';
import type { Playing } from './play.ts';

/** What the world outside counts twice, and money that nobody got: one sentence each. */
export async function outsideBreaches(cast: Cast, playing: readonly Playing[]): Promise<readonly string[]> {
  const books = ok(await cast.outside.get('/books'), 'the books');
  const breaches: string[] = [];
  for (const kind of [
    'payments',
    'refunds',
    'taxPayments',
    'declarations',
    'verificationLists',
    'gatePasses',
    'cancellations',
  ]) {
    for (const [key, count] of entriesOf(at(books, kind)))
      if (Number(count) !== 1) breaches.push(`outside: ${kind} ${key} ${String(count)} times`);
  }
  // A label that was made void may be followed by another.
  for (const [key, count] of entriesOf(at(books, 'labels')))
    if (Number(count) > 1) breaches.push(`outside: ${String(count)} labels for ${key}`);
  for (const state of ['SUSPENSE', 'RETURNING', 'RETURN_REJECTED'])
    for (const credit of await wholeList(cast.operations, `/v1/funds?state=${state}`, 'funds'))
      breaches.push(`funds: ${textAt(credit, 'id')} of ${textAt(credit, 'orderNo')} is ${state}`);
  for (const [seller, mine] of [
    [cast.merchant, playing.filter(({ plan }) => plan.mode !== '1210')],
    [cast.importer, playing.filter(({ plan }) => plan.mode === '1210')],
  ] as const) {
    breaches.push(...(await moneyOf(seller, mine)), ...(await unitsOf(seller)));
  }
  return breaches;
}

const entriesOf = (counts: Json): readonly (readonly [string, Json])[] =>
  typeof counts === 'object' && counts !== null ? Object.entries(counts) : [];

/** Each order's escrow: what was paid in is what went back, to the merchant, to the platform and to customs. */
async function moneyOf(seller: Api, playing: readonly Playing[]): Promise<readonly string[]> {
  const feed = await wholeFeed(seller);
  return playing.flatMap(({ id, plan, completed }) => {
    const mine = feed.filter((event) => textAt(event, 'data', 'orderId') === id);
    const of = (type: string) => mine.filter((event) => textAt(event, 'type').endsWith(`.${type}`));
    const sum = (type: string, field = 'amount') =>
      of(type).reduce<bigint>((all, event) => all + cents(at(event, 'data', field)), 0n);
    const settled = of('PayoutSettled');
    const state = of('FulfilmentCompleted').map((event) => textAt(event, 'data', 'state'));
    const problems: string[] = [];
    if (sum('EscrowFunded') !== sum('EscrowReleased') + sum('EscrowRefunded'))
      problems.push(
        `money: ${plan.orderNo} was funded with ${sum('EscrowFunded')}, released ${sum('EscrowReleased')}, refunded ${sum('EscrowRefunded')}`,
      );
    const merchant = settled.filter((event) => textAt(event, 'data', 'purpose') === 'PURPOSE_MERCHANT').length;
    const net = sum('EscrowReleased', 'net');
    if (completed && merchant !== (net > 0n ? 1 : 0))
      problems.push(`money: ${plan.orderNo} has ${merchant} payouts of ${net}`);
    if (completed && state.length !== 1) problems.push(`order: ${plan.orderNo} ended ${state.join(', ')}`);
    return problems;
  });
}

const cents = (money: Json): bigint => BigInt(textAt(money, 'amount').replace('.', '') || '0');

/** Units that left with a parcel are units of the parcel. */
async function unitsOf(seller: Api): Promise<readonly string[]> {
  const feed = await wholeFeed(seller);
  const left = new Map<string, number>();
  const dispatched = new Set<string>();
  for (const event of feed) {
    const id = textAt(event, 'data', 'parcelId');
    if (textAt(event, 'type').endsWith('.StockDispatched'))
      left.set(id, (left.get(id) ?? 0) + Number(textAt(event, 'data', 'quantity')));
    if (textAt(event, 'type').endsWith('.ParcelDispatched')) dispatched.add(id);
  }
  const problems: string[] = [];
  for (const parcel of await wholeList(seller, '/v1/parcels', 'parcels')) {
    const id = textAt(parcel, 'id');
    const units = listAt(parcel, 'lines').reduce<number>((sum, line) => sum + Number(textAt(line, 'quantity')), 0);
    const expected = dispatched.has(id) ? units : 0;
    if ((left.get(id) ?? 0) !== expected) problems.push(`units: parcel ${id} took ${left.get(id) ?? 0} of ${expected}`);
  }
  return problems;
}
