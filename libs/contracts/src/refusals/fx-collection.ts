import type { Refusals } from '../language.ts';

/** What fx refuses of virtual accounts, and of receipts that are matched, held, released or sent back by hand. */
export const collectionRefusals = {
  FUNDS_HELD: {
    kind: 'not_now',
    en: 'Credit {funds} is held: {reason}.',
    zh: '入账 {funds} 已被暂扣：{reason}。',
    next: { en: 'Clear it with evidence of the trade, or send it back.', zh: '请提供贸易凭证解除暂扣，或将款项退回。' },
  },
  FUNDS_NOT_HELD: {
    kind: 'not_now',
    en: 'Credit {funds} is not held.',
    zh: '入账 {funds} 未被暂扣。',
    next: { en: 'There is nothing to clear.', zh: '无需解除。' },
  },
  FUNDS_SHORT: {
    kind: 'not_now',
    en: 'Of credit {funds}, {left} is left in suspense; {asked} is more.',
    zh: '入账 {funds} 待查余额为 {left}，不足 {asked}。',
    next: { en: 'Ask for no more than what is left.', zh: '金额请勿超过待查余额。' },
  },
  FUNDS_AMOUNT_INVALID: {
    kind: 'invalid',
    en: '{asked} cannot be taken of credit {funds}: it must be above zero, in {currency}.',
    zh: '不能从入账 {funds} 中划出 {asked}：须为大于零的 {currency} 金额。',
    next: {
      en: 'Give an amount above zero in the currency that was paid.',
      zh: '请提供大于零且与收款币种一致的金额。',
    },
  },
  VIRTUAL_ACCOUNT_UNKNOWN: {
    kind: 'not_found',
    en: 'There is no virtual account {account}.',
    zh: '不存在虚拟账户 {account}。',
    next: { en: 'List them at GET /v1/virtual-accounts.', zh: '请通过 GET /v1/virtual-accounts 查看。' },
  },
  VIRTUAL_ACCOUNT_CURRENCY: {
    kind: 'invalid',
    en: 'No bank keeps virtual accounts in {currency} for us.',
    zh: '暂无银行可开立 {currency} 虚拟账户。',
    next: { en: 'Use one of: {offered}.', zh: '可用币种：{offered}。' },
  },
  VIRTUAL_ACCOUNT_ORDER_MISSING: {
    kind: 'invalid',
    en: 'An account for one payment needs the number of its order; one for all payments has none.',
    zh: '按笔开立的虚拟账户须注明订单号；按客户开立的不得注明订单号。',
    next: {
      en: 'Give `orderNo` for PER_PAYMENT, and leave it out for PER_CUSTOMER.',
      zh: 'PER_PAYMENT 请提供 `orderNo`，PER_CUSTOMER 请勿提供。',
    },
  },
  VIRTUAL_ACCOUNT_EXISTS: {
    kind: 'exists',
    en: 'Virtual account {number} stands for something else.',
    zh: '虚拟账户 {number} 已作他用。',
    next: { en: 'Open it for another order.', zh: '请为其他订单开立。' },
  },
  VIRTUAL_ACCOUNT_NOT_ACTIVE: {
    kind: 'not_now',
    en: 'Virtual account {number} is not in use yet.',
    zh: '虚拟账户 {number} 尚未启用。',
    next: { en: 'Wait until the bank has opened it.', zh: '请等待银行开立。' },
  },
  VIRTUAL_ACCOUNT_CLOSED: {
    kind: 'not_now',
    en: 'Virtual account {number} is closed for good.',
    zh: '虚拟账户 {number} 已永久关闭。',
    next: { en: 'Open another one.', zh: '请另行开立。' },
  },
  VIRTUAL_ACCOUNT_OPERATIONS_ONLY: {
    kind: 'forbidden',
    en: 'Only operations may activate, freeze or unfreeze a virtual account.',
    zh: '仅运营人员可启用、冻结或解冻虚拟账户。',
    next: { en: 'Ask operations.', zh: '请联系运营人员。' },
  },
} as const satisfies Refusals;
