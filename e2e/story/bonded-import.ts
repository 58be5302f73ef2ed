import { readFileSync } from 'node:fs';
import { type Api, type Json, listAt, ok, textAt } from './api.ts';
import { carry, completed, type Time, untilHeld } from './carry.ts';
import type { Cast } from './cast.ts';
import { zoneFloorOf } from './floor.ts';

// Bonded import, 1210: milk powder from New Zealand lies in the zone in Ningbo; a buyer in Hangzhou orders two tins.

const sku = 'NZ-MILK-900';
const owner = 'merchant-ningbo';
const collectionAccount = 'CN-COLL-CNY-0001';

const order = JSON.parse(readFileSync(new URL('bonded-order.json', import.meta.url), 'utf8')) as {
  readonly terms: { readonly [field: string]: Json };
  readonly buyer: { readonly name: string; readonly phone: string; readonly email: string; readonly idNumber: string };
};

/** The buyer of this story, in clear: must never stand so in a file, a log or an event. */
export const bondedPersonalData: readonly string[] = [
  ...[order.buyer.name, order.buyer.phone, order.buyer.email, order.buyer.idNumber],
  '文一西路',
];

/** CNY 536.00 goods + 12.00 freight + 49.87 tax − 10.00 coupon = CNY 587.87. */
export function bondedOrder(orderNo: string): { readonly [field: string]: Json } {
  return { ...order, terms: { ...order.terms, orderNo } };
}

/** Goods filing, verification list, gate: what came by sea is entered on the account book, and lies in the zone. */
export async function stockTheZone(cast: Cast, time: Time, tins = 120): Promise<void> {
  const { zoneOperator } = cast;
  await sendToTheZone(cast, tins);
  await carry(async () => (await bookStock(zoneOperator)) >= tins, [zoneFloorOf(zoneOperator)], time);
}

/** The filing and the list alone. */
export async function sendToTheZone({ importer, zoneOperator }: Cast, tins: number): Promise<void> {
  const goods = {
    ...{ sku, hsCode: '1901101000', name: 'Infant formula stage 1, 900 g', nameZh: '婴儿配方奶粉1段900克' },
    ...{ model: 'stage 1, 900 g a tin, brand Southern Alps', barcode: '9421000000017', origin: 'NZ', unit: 'C62' },
    ...{ legalUnit: '035', legalQuantityPerUnit: '0.9', netWeight: '0.900' },
  };
  ok(await importer.post('/v1/goods', { goods }, `goods-${sku}`), 'the goods filing');
  const line = {
    ...{ line: 1, sku, lot: 'L2026-01', hsCode: '1901101000', name: goods.name, origin: 'NZ' },
    ...{ quantity: tins, price: { amount: '142.00', currency: 'CNY' } },
  };
  const list = { warehouseId: 'NGB-BND-1', direction: 'IN', owner, lines: [line] };
  ok(await zoneOperator.post('/v1/verification-lists', list, `in-${tins}`), 'the verification list');
}

async function bookStock(zoneOperator: Api): Promise<number> {
  const { body } = await zoneOperator.get(`/v1/account-book?sku=${sku}`);
  return listAt(body, 'items').reduce<number>((sum, item) => sum + Number(textAt(item, 'stock')), 0);
}

/** The buyer orders and pays; the platform's order message forgets the coupon. */
export async function orderTheTins(
  { importer, platform, outside }: Cast,
  orderNo: string,
  time: Time,
): Promise<string> {
  const placed = ok(await importer.post('/v1/orders', bondedOrder(orderNo), `order-${orderNo}`), 'the order');
  const id = textAt(placed, 'id');
  // The platform learns of its orders from its feed.
  await time.settle();
  const forgotten = orderDocumentOf(orderNo, '0.00', '597.87');
  ok(
    await platform.put(`/v1/orders/${id}/documents/order`, forgotten, `document-1-${orderNo}`),
    "the platform's order",
  );
  const payment = {
    ...{ reference: `PAY-${orderNo}`, account: collectionAccount, amount: { amount: '587.87', currency: 'CNY' } },
    ...{ payer: { name: order.buyer.name, account: '6222021202041234567' }, remittance: orderNo },
  };
  ok(await outside.post('/bank/credits', payment, `pay-${orderNo}`), "the buyer's payment");
  return id;
}

/** Matching sees before customs does that the payment is CNY 10.00 short of the order: answers that hold. */
export function untilDocumentsDisagree({ importer, zoneOperator }: Cast, orderId: string, time: Time): Promise<Json> {
  return untilHeld(importer, orderId, 'DOCUMENTS_DISAGREE', [zoneFloorOf(zoneOperator)], time);
}

/** The platform puts the corrected document: the call that the hold names. */
export async function mendTheOrder({ platform }: Cast, orderId: string, orderNo: string): Promise<void> {
  const mended = orderDocumentOf(orderNo, '10.00', '587.87');
  ok(await platform.put(`/v1/orders/${orderId}/documents/order`, mended, `document-2-${orderNo}`), 'the mended order');
}

/** Released, through the gate, delivered, paid out, and the tax bill paid. */
export async function finishBonded(cast: Cast, orderId: string, time: Time): Promise<void> {
  await carry(() => completed(cast.importer, orderId), [zoneFloorOf(cast.zoneOperator)], time);
}

/** The order as the platform tells customs of it (CEB311). */
export function orderDocumentOf(orderNo: string, discount: string, paid: string): Json {
  const { platform, merchant, goodsValue, freight, tax, lines } = order.terms;
  const cny = (amount: string) => ({ amount, currency: 'CNY' });
  return {
    ...{ orderNo, platform, merchant, goodsValue, freight },
    lines: (lines as readonly { readonly [field: string]: Json }[]).map(({ origin: _origin, ...line }) => ({
      ...line,
      barcode: '9421000000017',
    })),
    import: { discount: cny(discount), tax, paid: cny(paid) },
  };
}
