import { readFileSync } from 'node:fs';
import { type Api, type Json, listAt, ok, textAt } from './api.ts';

/** Who plays: each with a key of its own, as in the world. */
export interface Cast {
  readonly merchant: Api;
  readonly operator: Api;
  /** The world outside: the buyer's bank. */
  readonly outside: Api;
}

/** Moves the suite's time on: waits until nothing is under way, jumps to the next deadline, waits again. */
export type Step = () => Promise<{ readonly now: string; readonly moved: boolean }>;

const warehouse = 'SZX-FWD-1';
const collectionAccount = 'CN-COLL-USD-0001';

interface Article {
  readonly sku: string;
  readonly name: string;
  readonly nameZh: string;
  readonly model: string;
  readonly hsCode: string;
  readonly barcode: string;
  readonly legalUnit: string;
  readonly legalQuantityPerUnit: string;
  readonly netWeight: string;
  readonly quantity: number;
}

/** Three lines of electronics. HS codes are samples of their chapters: a real filing takes them from the tariff. */
const articles: readonly Article[] = [
  {
    sku: 'EAR-BT-21',
    name: 'Bluetooth earphones',
    nameZh: '蓝牙耳机',
    model: 'in-ear, Bluetooth 5.4, brand Hailun',
    hsCode: '8518300000',
    barcode: '6901234500017',
    legalUnit: '007',
    legalQuantityPerUnit: '1',
    netWeight: '0.085',
    quantity: 2,
  },
  {
    sku: 'CHG-GAN-65',
    name: 'USB-C charger 65 W',
    nameZh: '65瓦氮化镓充电器',
    model: 'GaN, 65 W, brand Hailun',
    hsCode: '8504401990',
    barcode: '6901234500024',
    legalUnit: '007',
    legalQuantityPerUnit: '1',
    netWeight: '0.120',
    quantity: 1,
  },
  {
    sku: 'CBL-C2C-1M',
    name: 'USB-C cable 1 m',
    nameZh: 'USB-C数据线1米',
    model: 'USB 3.2, 1 m, brand Hailun',
    hsCode: '8544421900',
    barcode: '6901234500031',
    legalUnit: '035',
    legalQuantityPerUnit: '0.032',
    netWeight: '0.032',
    quantity: 3,
  },
];

const order = JSON.parse(readFileSync(new URL('order.json', import.meta.url), 'utf8')) as {
  readonly terms: { readonly [field: string]: Json };
  readonly buyer: { readonly name: string; readonly phone: string; readonly email: string };
};

/** What must never stand in clear in a file, a log or an event: the demo's canaries. */
export const personalData: readonly string[] = [
  order.buyer.name,
  order.buyer.phone,
  order.buyer.email,
  'Halsey Canary',
];

/** The order as the merchant posts it: USD 142.05 of goods, USD 9.95 freight, USD 152.00 in all. */
export function orderBody(orderNo: string): { readonly [field: string]: Json } {
  return { ...order, terms: { ...order.terms, orderNo } };
}

/** Everything that people do before time has to pass. Each call bears a key, so doing it again changes nothing. */
export async function begin({ merchant, operator, outside }: Cast, orderNo: string): Promise<string> {
  for (const article of articles) {
    const { quantity: _quantity, ...goods } = article;
    const body = { goods: { ...goods, origin: 'CN', unit: 'C62' } };
    ok(await merchant.post('/v1/goods', body, `goods-${article.sku}`), `filing ${article.sku}`);
  }
  const receipt = {
    warehouseId: warehouse,
    owner: 'merchant-shenzhen',
    document: 'DN-2026-0301',
    lines: articles.map(({ sku, quantity }) => ({ sku, lot: '', quantity: quantity + 10 })),
  };
  ok(await operator.post('/v1/goods-receipts', receipt, 'receipt-DN-2026-0301'), 'the goods receipt');
  const placed = ok(await merchant.post('/v1/orders', orderBody(orderNo), `order-${orderNo}`), 'the order');
  const payment = {
    reference: `PAY-${orderNo}`,
    account: collectionAccount,
    amount: { amount: '152.00', currency: 'USD' },
    payer: { name: order.buyer.name },
    remittance: orderNo,
  };
  ok(await outside.post('/bank/credits', payment, `pay-${orderNo}`), "the buyer's payment");
  return textAt(placed, 'id');
}

/** What the warehouse operator has to do now: pick, pack and dispatch whatever waits for it. */
async function workTheFloor(operator: Api): Promise<boolean> {
  const { body } = await operator.get('/v1/parcels?limit=100');
  let worked = false;
  for (const parcel of listAt(body, 'parcels')) {
    const id = textAt(parcel, 'id');
    const act = async (verb: string, request: Json) => {
      ok(await operator.post(`/v1/parcels/${id}/${verb}`, request, `${verb}-${id}`), `${verb} of ${id}`);
      worked = true;
    };
    if (textAt(parcel, 'state') === 'RESERVED') await act('pick', {});
    else if (textAt(parcel, 'state') === 'PICKED') await act('pack', { grossWeight: '0.520', packs: 1 });
    else if (textAt(parcel, 'state') === 'AUTHORISED') await act('dispatch', {});
  }
  return worked;
}

/** Plays the order to its end. `settle` waits until nothing is under way, without moving time. */
export async function finish(cast: Cast, orderId: string, settle: () => Promise<void>, step: Step): Promise<Json> {
  let stood = 0;
  for (let moves = 0; moves < 400; moves++) {
    await settle();
    const order = ok(await cast.merchant.get(`/v1/orders/${orderId}`), 'the order');
    if (textAt(order, 'state') === 'SETTLED') return order;
    if (await workTheFloor(cast.operator)) continue;
    const { moved } = await step();
    stood = moved ? 0 : stood + 1;
    // Killed in the middle of a step, the suite does what was due before it answers: then time itself has not moved.
    if (stood > 1) throw new Error(`the order stands at ${textAt(order, 'state')}, and nothing is going to happen`);
  }
  throw new Error('the order did not come to its end');
}
