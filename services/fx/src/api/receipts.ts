import { type Complete, outside } from '@portolan/contracts';
import type { ListReceiptsRequest, ReceiptRequest } from '@portolan/contracts/fx/v1/collection';
import { type Money, money } from '@portolan/money';
import { type Call, paged, RefusedError, type Runtime } from '@portolan/service';
import { type Found, found } from '@portolan/store';
import { ageInDays } from '../calendar/days.ts';
import type { ReceiptDocument } from '../projections/receipts.ts';
import { known } from './amounts.ts';
import { operationsOnly } from './funds.ts';

const dayMs = 24 * 60 * 60 * 1000;
const buckets = [
  { most: 1, name: '0-1' },
  { most: 7, name: '2-7' },
  { most: 30, name: '8-30' },
] as const;
const oldest = '31+';

/** Names of the buckets of age in days, the youngest first. */
export const ageBuckets: readonly string[] = [...buckets.map(({ name }) => name), oldest];

/** Whole days since it was booked, and the bucket they fall into. */
export function ageOf(bookedAt: string, now: string): { readonly ageDays: number; readonly ageBucket: string } {
  const ageDays = ageInDays(bookedAt, now);
  return { ageDays, ageBucket: buckets.find(({ most }) => ageDays <= most)?.name ?? oldest };
}

/** Receipts of the caller, the latest first; the operator's: all. A page may hold fewer than asked where filters meet. */
export function listReceipts({ documents, clock }: Runtime) {
  return async (asked: Complete<ListReceiptsRequest>, { caller: { tenant } }: Call) => {
    const { state, minAgeDays, orderNo, amount, page } = asked;
    const now = clock.now();
    const latest = new Date(Date.parse(now) - minAgeDays * dayMs).toISOString();
    const until = minAgeDays > 0 ? { atMost: latest } : {};
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<ReceiptDocument>({
        ...{ collection: 'receipts', tenant, descending: true },
        ...indexFor(orderNo, amount === undefined ? undefined : known(amount), state),
        ...until,
        ...reach,
      }),
    );
    const fits = ({ document }: Found<ReceiptDocument>) =>
      (state === '' || document.state === state) &&
      (amount === undefined || (document.minor === Number(amount.minor) && document.currency === amount.currency));
    return { receipts: shown.filter(fits).map((one) => viewOf(one, now)), nextCursor };
  };
}

function indexFor(orderNo: string, amount: Money | undefined, state: string) {
  if (orderNo !== '') return { index: 'byOrder', equals: [orderNo] };
  if (amount !== undefined) return { index: 'byAmount', equals: [amount.currency, Number(amount.minor)] };
  return state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
}

/** @throws RefusedError FUNDS_UNKNOWN */
export function getReceipt({ documents, clock }: Runtime) {
  return async ({ id }: Complete<ReceiptRequest>, { caller: { tenant } }: Call) => {
    const document = await documents.get<ReceiptDocument>('receipts', tenant, id);
    if (document === undefined) throw new RefusedError({ refused: 'FUNDS_UNKNOWN', data: {} });
    return viewOf({ id, document }, clock.now());
  };
}

function viewOf({ id, document }: Pick<Found<ReceiptDocument>, 'id' | 'document'>, now: string) {
  const { tenant, account, servicerReference, amount, left, orderNo, state, reason, bookedAt } = document;
  const { lines, decisions } = document;
  return {
    ...{ id, tenant, account, servicerReference, amount, left, orderNo, state, reason, bookedAt },
    ...{ ...ageOf(bookedAt, now), lines: [...lines], decisions: [...decisions] },
  };
}

const waiting = ['UNMATCHED', 'PARTIALLY_MATCHED', 'HELD'] as const;

/** What waits in suspense, by merchant, currency and age. @throws RefusedError FUNDS_OPERATIONS_ONLY */
export function measureSuspense(runtime: Runtime) {
  return async (_: unknown, call: Call) => {
    operationsOnly(call);
    return { ages: await suspenseAges(runtime) };
  };
}

/** The same for whoever asks, every merchant, in order of name. */
export async function suspenseAges({ documents, clock }: Pick<Runtime, 'documents' | 'clock'>) {
  const now = clock.now();
  const sums = new Map<
    string,
    { tenant: string; currency: string; ageBucket: string; receipts: number; left: Money }
  >();
  for (const state of waiting) {
    const query = { collection: 'receipts', tenant: outside, index: 'byState', equals: [state] };
    for await (const { document } of found<ReceiptDocument>((page) => documents.find(page), query)) {
      const { tenant, currency, left, bookedAt } = document;
      const { ageBucket } = ageOf(bookedAt, now);
      const key = JSON.stringify([tenant, currency, ageBucket]);
      const { receipts, left: before } = sums.get(key) ?? { receipts: 0, left: money(0n, currency) };
      const sum = money(before.minor + left.minor, currency);
      sums.set(key, { tenant, currency, ageBucket, receipts: receipts + 1, left: sum });
    }
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, age]) => age);
}
