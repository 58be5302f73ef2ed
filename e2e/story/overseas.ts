import { type Json, listAt, ok, textAt } from './api.ts';
import { carry, completed, type Time, untilHeld, type Worker } from './carry.ts';
import type { Cast } from './cast.ts';
import { fileGoods, goodsOnTheShelf, orderBody } from './direct-mail.ts';
import { floorOf } from './floor.ts';

// Overseas warehouse, 9810: cables go in bulk to Portland, two are missing there; a buyer nearby orders two, gives one
// back.

const sku = 'CBL-C2C-1M';
const warehouse = 'PDX-OSW-1';
const usd = (amount: string) => ({ amount, currency: 'USD' });

/** The stock booking (海外仓订仓单): 60 cables at USD 8.00, nobody's money. */
export async function bookBulk(cast: Cast, orderNo: string): Promise<string> {
  await fileGoods(cast.merchant);
  await goodsOnTheShelf(cast.operator, `DN-${orderNo}`, [{ sku, quantity: 60 }]);
  const placed = await cast.merchant.post('/v1/orders', bulkOrder(orderNo), `order-${orderNo}`);
  return textAt(ok(placed, 'the stock booking'), 'id');
}

/** The same as the merchant posts it. */
export function bulkOrder(orderNo: string): Json {
  const base = orderBody(orderNo) as { terms: { readonly [field: string]: Json } };
  const cable = listAt(base, 'terms', 'lines').find((line) => textAt(line, 'sku') === sku) as object;
  const line = { ...cable, line: 1, quantity: { value: '60', unit: 'C62' }, price: usd('8.00'), total: usd('480.00') };
  const terms = {
    ...{ ...base.terms, mode: '9810', destinationWarehouseId: warehouse, lines: [line] },
    ...{ goodsValue: usd('480.00'), freight: usd('0.00'), discount: usd('0.00'), total: usd('480.00') },
  };
  return { terms, buyer: receivingDesk };
}

const receivingDesk = {
  ...{ name: 'Receiving desk, Portland warehouse 1', phone: '+1 503 555 0188', email: 'inbound@pdx-osw-1.example.com' },
  address: { lines: ['7400 NE Airport Way'], city: 'Portland', region: 'OR', postcode: '97218', country: 'US' },
};

/** The desk in Portland counts 58 of 60: answers the hold that asks what to do about it. */
export async function countTwoShort(cast: Cast, orderId: string, orderNo: string, time: Time): Promise<Json> {
  await untilHeld(cast.merchant, orderId, 'AWAITING_COUNT', [floorOf(cast.operator)], time);
  const receipt = {
    ...{ warehouseId: warehouse, owner: 'merchant-shenzhen', document: orderNo },
    lines: [{ sku, lot: '', quantity: 58 }],
  };
  ok(await cast.overseasOperator.post('/v1/goods-receipts', receipt, `count-${orderNo}`), 'the count');
  return untilHeld(cast.merchant, orderId, 'COUNT_DIFFERS', [], time);
}

/** The merchant claims the two missing units from the carrier, who pays: the call that the hold names, and its end. */
export async function claimTheMissing(cast: Cast, orderId: string, inboundId: string, time: Time): Promise<void> {
  const call = cast.merchant.post(`/v1/inbounds/${inboundId}/resolution`, { resolution: 'CLAIM' }, `claim-${orderId}`);
  ok(await call, 'the claim');
  await carry(() => completed(cast.merchant, orderId), [claimsPaidBy(cast)], time);
}

/** The carrier pays whatever is claimed from it. */
export function claimsPaidBy({ merchant, outside }: Cast): Worker {
  const paid = new Set<string>();
  return async () => {
    const { body } = await merchant.get('/v1/claims?state=OPEN&limit=100');
    let worked = false;
    for (const claim of listAt(body, 'claims')) {
      const reference = textAt(claim, 'reference');
      if (paid.has(reference)) continue;
      paid.add(reference);
      const payment = {
        ...{ reference: `PAY-${reference}`.slice(0, 35), account: 'CN-COLL-USD-0001', remittance: reference },
        ...{ amount: (claim as { amount: Json }).amount, payer: { name: 'Yanwen Logistics (Shenzhen)' } },
      };
      ok(await outside.post('/bank/credits', payment, `pay-${reference}`), "the carrier's payment");
      worked = true;
    }
    return worked;
  };
}

/** A buyer in Portland orders two cables for USD 24.50 and USD 4.50 freight, and pays. */
export async function orderNearby({ merchant, outside }: Cast, orderNo: string): Promise<string> {
  const body = nearbyOrder(orderNo);
  const placed = ok(await merchant.post('/v1/orders', body, `order-${orderNo}`), 'the local order');
  const payment = {
    ...{ reference: `PAY-${orderNo}`.slice(0, 35), account: 'CN-COLL-USD-0001', amount: usd('29.00') },
    ...{ payer: { name: textAt(body, 'buyer', 'name'), account: 'US64SVBK00000123456789' }, remittance: orderNo },
  };
  ok(await outside.post('/bank/credits', payment, `pay-${orderNo}`), "the buyer's payment");
  return textAt(placed, 'id');
}

/** The same as the merchant posts it. */
export function nearbyOrder(orderNo: string): Json {
  const base = orderBody(orderNo) as { terms: { readonly [field: string]: Json }; buyer: Json };
  const cable = listAt(base, 'terms', 'lines').find((line) => textAt(line, 'sku') === sku) as object;
  const line = { ...cable, line: 1, quantity: { value: '2', unit: 'C62' }, total: usd('24.50') };
  const terms = {
    ...{ ...base.terms, mode: 'LOCAL', warehouseId: warehouse, carrier: 'CASCADE', lines: [line] },
    ...{ goodsValue: usd('24.50'), freight: usd('4.50'), discount: usd('0.00'), total: usd('29.00') },
  };
  return { ...base, terms };
}

/** Delivered; then so many come back and are refunded. Answers when the desk has graded them. */
export async function giveBack(cast: Cast, orderId: string, units: 1 | 2, time: Time): Promise<void> {
  const floor = floorOf(cast.overseasOperator);
  await untilHeld(cast.merchant, orderId, 'AWAITING_INSPECTION_END', [floor], time);
  const terms = {
    ...{ reason: 'UNWANTED', keepsGoods: false, lines: [{ sku, quantity: units }] },
    refund: usd(units === 1 ? '12.25' : '29.00'),
  };
  ok(await cast.merchant.post(`/v1/orders/${orderId}/returns`, terms, `return-${orderId}`), 'the return');
  const received = await untilHeld(cast.merchant, orderId, 'AWAITING_RETURN', [floor], time);
  const path = `/v1/returns/${textAt(received, 'data', 'returnId')}`;
  const lines = [{ sku, lot: '', quantity: units }];
  ok(await cast.overseasOperator.post(`${path}/receipt`, { lines }, `receipt-${orderId}`), 'the receipt of the return');
  const graded = [{ sku, grade: 'A', quantity: units }];
  ok(await cast.overseasOperator.post(`${path}/grading`, { lines: graded }, `grading-${orderId}`), 'the grading');
}

/** To its end: what is left of the escrow goes to the merchant. */
export async function finishNearby(cast: Cast, orderId: string, time: Time): Promise<void> {
  await carry(() => completed(cast.merchant, orderId), [floorOf(cast.overseasOperator)], time);
}
