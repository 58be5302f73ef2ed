import { type Api, at, atOnce, type Json, ok, textAt } from '../story/api.ts';
import { bondedOrder } from '../story/bonded-import.ts';
import { orderBody, orderOfTheNewModel } from '../story/direct-mail.ts';
import { csvOf, type MadeFile, type MadeOrder, numberedCsv, rowOf } from '../story/orders-csv.ts';
import { bulkOrder } from '../story/overseas.ts';
import type { Planned } from './plan.ts';

const shortBy = 5;

/** Direct mail (9610) as a file; some of it with an article that nobody has filed. */
export function directFile(day: readonly Planned[], seed: string): MadeFile {
  const unfiled = new Set(day.filter(({ mishap }) => mishap === 'goods-unfiled').map(({ orderNo }) => orderNo));
  return numberedCsv(
    day.map(({ orderNo }) => orderNo),
    seed,
    (orderNo) => (unfiled.has(orderNo) ? orderOfTheNewModel(orderNo) : orderBody(orderNo)),
  );
}

/** Bonded imports (1210) as a file: two tins each, every buyer somebody else. */
export function bondedFile(day: readonly Planned[]): MadeFile {
  const made = day.map(({ orderNo, mishap }, index) => {
    const tins = mishap === 'above-limit' ? 20 : 2;
    const body = tinsFor(orderNo, index, tins);
    const order: MadeOrder = {
      ...{ orderNo, total: textAt(body, 'terms', 'total', 'amount'), buyer: textAt(body, 'buyer', 'name') },
      units: new Map([['NZ-MILK-900', tins]]),
    };
    return { cells: rowOf(body), order };
  });
  return {
    csv: made.length === 0 ? '' : csvOf(made.map(({ cells }) => cells)),
    orders: made.map(({ order }) => order),
  };
}

const cny = (minor: number) => ({ amount: (minor / 100).toFixed(2), currency: 'CNY' });

/** CNY 268.00 a tin, 12.00 freight, 9.1 % tax of both, a coupon of 10.00. */
function tinsFor(orderNo: string, index: number, tins: number): Json {
  const base = bondedOrder(orderNo) as { readonly terms: object; readonly buyer: object };
  const goods = tins * 26_800;
  const tax = Math.round(((goods + 1_200) * 91) / 1_000);
  const [line] = at(base as unknown as Json, 'terms', 'lines') as readonly object[];
  return {
    terms: {
      ...{ ...base.terms, goodsValue: cny(goods), tax: cny(tax), total: cny(goods + 1_200 + tax - 1_000) },
      lines: [{ ...line, quantity: { value: String(tins), unit: 'C62' }, total: cny(goods) }],
    },
    buyer: { ...base.buyer, idNumber: idNumber(index) },
  } as unknown as Json;
}

/** A resident identity number that nobody bears: of a region, date of birth and serial that count up (GB 11643). */
function idNumber(index: number): string {
  const serial = String(index % 1_000).padStart(3, '0');
  const day = String(1 + (Math.floor(index / 1_000) % 28)).padStart(2, '0');
  const body = `330106199003${day}${serial}`;
  const sum = [...body].reduce((total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

/** Who pays what at first: some pay too little. */
export const firstPayments = (day: readonly Planned[], { orders }: MadeFile): readonly MadeOrder[] => {
  const short = new Set(day.filter(({ mishap }) => mishap === 'payment-differs').map(({ orderNo }) => orderNo));
  return orders.map((order) => {
    return short.has(order.orderNo) ? { ...order, total: (Number(order.total) - shortBy).toFixed(2) } : order;
  });
};

/** Stock bookings (9810), which no file takes: nobody buys them. */
export async function bookAll(merchant: Api, day: readonly Planned[]): Promise<void> {
  await atOnce(day, async ({ orderNo }) => {
    ok(await merchant.post('/v1/orders', bulkOrder(orderNo), `order-${orderNo}`), `the booking of ${orderNo}`);
  });
}
