import type { Plan } from '../random/plan.ts';
import { ok } from '../story/api.ts';
import { sendToTheZone } from '../story/bonded-import.ts';
import type { Cast } from '../story/cast.ts';
import { fileGoods, goodsOnTheShelf, unitsOfAnOrder } from '../story/direct-mail.ts';

/** A share of the orders. */
const enoughFor = 0.7;

/** What lies in the warehouses before the first order: too little for all, so that some wait. */
export async function stockUp(cast: Cast, plans: readonly Plan[]): Promise<void> {
  const count = (mode: string) => plans.filter((plan) => plan.mode === mode).length;
  await fileGoods(cast.merchant);
  const some = Math.ceil(count('9610') * enoughFor) + 1;
  await goodsOnTheShelf(
    cast.operator,
    'DN-SHELF',
    unitsOfAnOrder.map(({ sku, quantity }) => ({ sku, quantity: quantity * some })),
  );
  await goodsOnTheShelf(cast.operator, 'DN-BULK', [{ sku: 'CBL-C2C-1M', quantity: 60 * (count('9810') + 1) }]);
  const line = { sku: 'CBL-C2C-1M', lot: '', quantity: 2 * Math.ceil(count('LOCAL') * enoughFor) + 1 };
  const receipt = { warehouseId: 'PDX-OSW-1', owner: 'merchant-shenzhen', document: 'DN-PDX', lines: [line] };
  ok(await cast.overseasOperator.post('/v1/goods-receipts', receipt, 'receipt-DN-PDX'), 'the goods receipt');
  // The list goes its way: whoever works at the gate lets the goods in when it was approved.
  await sendToTheZone(cast, 2 * count('1210') + 2);
}
