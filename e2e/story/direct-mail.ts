import { readFileSync } from 'node:fs';
import { type Api, type Json, listAt, ok, textAt } from './api.ts';
import { carry, type Time } from './carry.ts';
import type { Cast } from './cast.ts';
import { floorOf } from './floor.ts';

/** Whom this story needs. */
export type Players = Pick<Cast, 'merchant' | 'operator' | 'outside'>;

export type Step = Time['step'];

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

/** A new model of the earphones, which no warehouse has: an order for it waits for goods. */
export const newModel: Article = {
  ...(articles[0] as Article),
  ...{ sku: 'EAR-BT-22', model: 'in-ear, Bluetooth 6.0, brand Hailun', barcode: '6901234500048' },
};

/** The order with the new model in its first line, at the old one's price. */
export function orderOfTheNewModel(orderNo: string): { readonly [field: string]: Json } {
  const lines = listAt(order.terms, 'lines') as readonly { readonly [field: string]: Json }[];
  const changed = lines.map((line, index) => (index === 0 ? { ...line, sku: newModel.sku } : line));
  return { ...order, terms: { ...order.terms, orderNo, lines: changed } };
}

/** The merchant files its articles with customs. */
export async function fileGoods(merchant: Api, more: readonly Article[] = []): Promise<void> {
  for (const article of [...articles, ...more]) {
    const { quantity: _quantity, ...goods } = article;
    const body = { goods: { ...goods, origin: 'CN', unit: 'C62' } };
    ok(await merchant.post('/v1/goods', body, `goods-${article.sku}`), `filing ${article.sku}`);
  }
}

/** The operator in Shenzhen counts goods in under a delivery note. */
export async function goodsOnTheShelf(
  operator: Api,
  document: string,
  units: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<void> {
  const lines = units.map(({ sku, quantity }) => ({ sku, lot: '', quantity }));
  const receipt = { warehouseId: warehouse, owner: 'merchant-shenzhen', document, lines };
  ok(await operator.post('/v1/goods-receipts', receipt, `receipt-${document}`), 'the goods receipt');
}

/** What one order takes from the shelf. */
export const unitsOfAnOrder = articles.map(({ sku, quantity }) => ({ sku, quantity }));

/** The merchant places the order. */
export async function placeOrder(merchant: Api, orderNo: string, body = orderBody(orderNo)): Promise<string> {
  return textAt(ok(await merchant.post('/v1/orders', body, `order-${orderNo}`), 'the order'), 'id');
}

/** The buyer pays by bank transfer, naming the order number. A repeated reference is one payment. */
export async function pay(
  outside: Api,
  orderNo: string,
  amount = '152.00',
  reference = `PAY-${orderNo}`,
): Promise<void> {
  const payment = {
    ...{ reference: reference.slice(0, 35), account: collectionAccount, amount: { amount, currency: 'USD' } },
    ...{ payer: { name: order.buyer.name, account: 'US64SVBK00000987654321' }, remittance: orderNo },
  };
  ok(await outside.post('/bank/credits', payment, `pay-${reference}`), "the buyer's payment");
}

/** Everything that people do before time has to pass. Each call bears a key, so doing it again changes nothing. */
export async function begin({ merchant, operator, outside }: Players, orderNo: string): Promise<string> {
  await fileGoods(merchant);
  const plenty = articles.map(({ sku, quantity }) => ({ sku, quantity: quantity + 10 }));
  await goodsOnTheShelf(operator, 'DN-2026-0301', plenty);
  const id = await placeOrder(merchant, orderNo);
  await pay(outside, orderNo);
  return id;
}

/** Plays the order to its end. `settle` waits until nothing is under way, without moving time. */
export async function finish(cast: Players, orderId: string, settle: () => Promise<void>, step: Step): Promise<Json> {
  const order = async () => ok(await cast.merchant.get(`/v1/orders/${orderId}`), 'the order');
  await carry(async () => textAt(await order(), 'state') === 'SETTLED', [floorOf(cast.operator)], { settle, step });
  return order();
}
