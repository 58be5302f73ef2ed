import type { Language } from '../language.ts';
import type { HoldText } from './hold-text.ts';
import { clearanceHolds } from './holds-clearance.ts';
import { goodsHolds } from './holds-goods.ts';
import { moneyHolds } from './holds-money.ts';

export type { HoldText } from './hold-text.ts';

/** Every hold by its code. A hold whose code is missing here is a defect that a test finds. */
export const holdTexts: Readonly<Record<string, HoldText>> = { ...moneyHolds, ...goodsHolds, ...clearanceHolds };

/** The states of an order. */
export const stateTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  PLACED: { en: 'placed', zh: '已下单' },
  PAID: { en: 'paid', zh: '已付款' },
  CLEARED: { en: 'cleared by customs', zh: '海关已放行' },
  SHIPPED: { en: 'shipped', zh: '已发运' },
  DELIVERED: { en: 'delivered', zh: '已妥投' },
  STOCKED: { en: 'stocked in the overseas warehouse', zh: '已入海外仓' },
  SETTLED: { en: 'settled', zh: '已结算' },
  CANCELLED: { en: 'cancelled', zh: '已取消' },
  REFUNDED: { en: 'refunded', zh: '已退款' },
};

/** Who acts next on a hold. */
export const ownerTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  buyer: { en: 'the buyer', zh: '买家' },
  merchant: { en: 'the merchant', zh: '商家' },
  warehouse_operator: { en: 'the warehouse operator', zh: '仓库操作员' },
  carrier: { en: 'the carrier', zh: '承运商' },
  customs: { en: 'customs', zh: '海关' },
  platform: { en: 'the platform', zh: '电商平台' },
  bank: { en: 'the bank', zh: '银行' },
  operations: { en: 'operations', zh: '运营人员' },
};
