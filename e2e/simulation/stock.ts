import type { Plan } from '../random/plan.ts';
import { ok } from '../story/api.ts';
import type { Cast } from '../story/cast.ts';
import { fileGoods, goodsOnTheShelf, unitsOfAnOrder } from '../story/direct-mail.ts';

/** What lies in the warehouses before the first order: too little for all, so that some wait. */
export async function stockUp(cast: Cast, plans: readonly Plan[]): Promise<void> {
  const count = (mode: string) => plans.filter((plan) => plan.mode === mode).length;
  await fileGoods(cast.merchant);
  const some = Math.ceil(count('9610') * 0.7) + 1;
  await goodsOnTheShelf(
    cast.operator,
    'DN-SHELF',
    unitsOfAnOrder.map(({ sku, quantity }) => ({ sku, quantity: quantity * some })),
  );
  await goodsOnTheShelf(cast.operator, 'DN-BULK', [{ sku: 'CBL-C2C-1M', quantity: 60 * (count('9810') + 1) }]);
  const line = { sku: 'CBL-C2C-1M', lot: '', quantity: 2 * count('LOCAL') + 1 };
  const receipt = { warehouseId: 'PDX-OSW-1', owner: 'merchant-shenzhen', document: 'DN-PDX', lines: [line] };
  ok(await cast.overseasOperator.post('/v1/goods-receipts', receipt, 'receipt-DN-PDX'), 'the goods receipt');
  await enterTheZone(cast, 2 * count('1210') + 2);
}

/** The list goes its way: whoever works at the gate lets the goods in when it was approved. */
async function enterTheZone({ importer, zoneOperator }: Cast, tins: number): Promise<void> {
  const sku = 'NZ-MILK-900';
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
  const list = { warehouseId: 'NGB-BND-1', direction: 'IN', owner: 'merchant-ningbo', lines: [line] };
  ok(await zoneOperator.post('/v1/verification-lists', list, `in-${tins}`), 'the verification list');
}
