import type { Refusals } from '../language.ts';

/** Refusals of warehouse: deliveries, stock, parcels. */
export const warehouseRefusals = {
  WAREHOUSE_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no warehouse {warehouseId}, or it is not yours to operate.',
    zh: '仓库 {warehouseId} 不存在，或不由贵方运营。',
    next: {
      en: 'Check the warehouse id, or use the key of its operator.',
      zh: '请核对仓库编号，或使用该仓库运营方的密钥。',
    },
  },
  DELIVERY_INVALID: {
    kind: 'invalid',
    en: 'The delivery cannot be booked in: {field} is empty or not above zero. Nothing of it was booked.',
    zh: '入库单无法登记：{field} 为空或不大于零。整单未登记。',
    next: { en: 'Correct {field} and send the whole delivery again.', zh: '请更正 {field} 后重新提交整单。' },
  },
  STOCK_QUANTITY_INVALID: {
    kind: 'invalid',
    en: 'Stock of {sku} cannot move by {quantity}: whole units above zero are needed.',
    zh: '货品 {sku} 的变动数量 {quantity} 无效，须为大于零的整数。',
    next: { en: 'Give a whole number of units above zero.', zh: '请填写大于零的整数数量。' },
  },
  STOCK_SHORT: {
    kind: 'not_now',
    en: 'Of {sku} {wanted} are wanted and only {available} are available.',
    zh: '货品 {sku} 需要 {wanted} 件，可用库存仅 {available} 件。',
    next: { en: 'Have more goods delivered, or ask for fewer.', zh: '请补货，或减少数量。' },
  },
  STOCK_NOT_HELD: {
    kind: 'not_now',
    en: 'Parcel {parcelId} holds {available} of {sku} for this step, not {wanted}.',
    zh: '包裹 {parcelId} 在此环节持有货品 {sku} {available} 件，不足 {wanted} 件。',
    next: { en: 'Reserve, pick and pack the parcel in this order.', zh: '请依次办理预留、拣货、打包。' },
  },
  PARCEL_INVALID: {
    kind: 'invalid',
    en: 'The parcel cannot be planned: {field} is empty, repeated or not above zero.',
    zh: '包裹无法建立：{field} 为空、重复或不大于零。',
    next: { en: 'Correct {field} and plan the parcel again.', zh: '请更正 {field} 后重新建立包裹。' },
  },
  PARCEL_EXISTS: {
    kind: 'exists',
    en: 'Order {orderNo} already has a parcel, with other lines or in another warehouse.',
    zh: '订单 {orderNo} 已有包裹，但明细或仓库不同。',
    next: { en: 'Use the parcel that exists.', zh: '请使用已有的包裹。' },
  },
  PARCEL_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no parcel {parcelId} for you.',
    zh: '未找到贵方的包裹 {parcelId}。',
    next: {
      en: 'List your parcels at GET /v1/parcels and check the id.',
      zh: '请通过 GET /v1/parcels 查询并核对包裹编号。',
    },
  },
  PARCEL_NOT_READY: {
    kind: 'not_now',
    en: 'Parcel {parcelId} is {state}; this step needs it to be {needs}.',
    zh: '包裹 {parcelId} 当前状态为 {state}，此操作须在 {needs} 状态下进行。',
    next: { en: 'Do the step before this one first.', zh: '请先完成前一环节。' },
  },
  PACKING_INVALID: {
    kind: 'invalid',
    en: 'The packing cannot be recorded: {field} is wrong. Weight is in kilograms above 0 with up to 3 decimals, packs are at least 1.',
    zh: '打包信息无法登记：{field} 有误。毛重以千克计，大于 0，最多三位小数；件数不少于 1。',
    next: { en: 'Weigh and count again, then correct {field}.', zh: '请重新称重、点件后更正 {field}。' },
  },
  NOT_RELEASED: {
    kind: 'not_now',
    en: 'The parcel of order {orderNo} may not leave: customs has not released it.',
    zh: '订单 {orderNo} 的包裹尚未获海关放行，不得出库。',
    next: {
      en: 'Wait for the release; the holds of the order say what is missing.',
      zh: '请等待海关放行；可在订单的滞留原因中查看所缺事项。',
    },
  },
  RELEASED_OTHERWISE: {
    kind: 'exists',
    en: 'Parcel {parcelId} is already released under declaration {declarationId}.',
    zh: '包裹 {parcelId} 已凭申报 {declarationId} 放行。',
    next: { en: 'Check which declaration covers the parcel.', zh: '请核对该包裹对应的申报清单。' },
  },
} as const satisfies Refusals;

export type WarehouseRefusal = keyof typeof warehouseRefusals;
