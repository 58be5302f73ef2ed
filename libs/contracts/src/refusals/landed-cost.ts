import type { Refusals } from '../language.ts';

const ordinaryTrade = {
  en: 'Split nothing to stay below it: import the goods as ordinary trade, or order less.',
  zh: '请勿为规避限值而拆单；请改按一般贸易进口，或减少订购。',
} as const;

/** Refusals of the landed cost: what cannot be worked out, and why. */
export const landedCostRefusals = {
  COST_QUESTION_INVALID: {
    kind: 'invalid',
    en: "The field {field} cannot be '{value}'.",
    zh: '字段 {field} 的取值“{value}”无效。',
    next: { en: 'Correct the field and ask again.', zh: '请更正该字段后重新询价。' },
  },
  COST_CURRENCY_DIFFERS: {
    kind: 'invalid',
    en: 'The amount {field} is in {currency}; it must be in {expected}.',
    zh: '金额 {field} 的币制为 {currency}，须为 {expected}。',
    next: { en: 'Give the amount in the currency of the law.', zh: '请以法定币制填写该金额。' },
  },
  COST_EXCHANGE_RATE_MISSING: {
    kind: 'invalid',
    en: 'There is no rate from {from} to {to}.',
    zh: '缺少 {from} 兑 {to} 的汇率。',
    next: { en: 'Give the rate with its source.', zh: '请提供汇率及其来源。' },
  },
  COST_CODE_UNKNOWN: {
    kind: 'invalid',
    en: 'The tariff of {jurisdiction} has no rates for {hsCode} on {day}.',
    zh: '{jurisdiction} 税则在 {day} 没有商品编码 {hsCode} 的税率。',
    next: { en: 'Check the commodity code, or have its rates entered.', zh: '请核对商品编码，或补录其税率。' },
  },
  COST_RULE_MISSING: {
    kind: 'invalid',
    en: 'No rule "{rule}" of {jurisdiction} holds on {day}.',
    zh: '{jurisdiction} 在 {day} 没有有效的规则“{rule}”。',
    next: { en: 'Ask for a day on which the regime exists.', zh: '请改询该制度有效的日期。' },
  },
  COST_MODE_NOT_ALLOWED: {
    kind: 'invalid',
    en: 'Goods could not move under {mode} on {day}.',
    zh: '{day} 不能以 {mode} 方式进出口。',
    next: { en: 'Choose a mode that exists on that day and fits the goods.', zh: '请选择当日有效且适用的监管方式。' },
  },
  COST_SINGLE_LIMIT: {
    kind: 'invalid',
    en: 'The order of {value} is above the single limit of {limit} and is not one single item.',
    zh: '订单完税价格 {value} 超过单次交易限值 {limit}，且并非单件商品。',
    next: ordinaryTrade,
  },
  COST_YEARLY_LIMIT: {
    kind: 'invalid',
    en: "The order of {value} and the {used} used this year are above the buyer's limit of {limit}.",
    zh: '订单完税价格 {value} 与本年度已用额度 {used} 之和超过个人年度限值 {limit}。',
    next: ordinaryTrade,
  },
  COST_PARCEL_LIMIT: {
    kind: 'invalid',
    en: 'The parcel of {value} is above the limit of {limit} for personal articles and is not one single item.',
    zh: '邮包完税价格 {value} 超过个人物品限值 {limit}，且并非单件物品。',
    next: { en: 'Return the parcel, or declare it as goods.', zh: '请退运，或按货物规定办理通关手续。' },
  },
  COST_MEASURE_MISSING: {
    kind: 'invalid',
    en: 'Line {line} ({hsCode}) is taxed by quantity or by price per unit, and has none of: {measures}.',
    zh: '第 {line} 项（{hsCode}）按数量或单位价格计税，缺少计量数据：{measures}。',
    next: { en: 'Give the quantity in one of the units.', zh: '请按其中一种计量单位填写数量。' },
  },
  COST_SCHEME_NOT_ALLOWED: {
    kind: 'invalid',
    en: '{scheme} ends at {limit}; the goods are worth {value}.',
    zh: '{scheme} 仅适用于不超过 {limit} 的货物，本批货值为 {value}。',
    next: { en: 'Declare the goods by the standard declaration.', zh: '请改用标准报关方式。' },
  },
  COST_EXCISE_NOT_ALLOWED: {
    kind: 'invalid',
    en: 'Line {line} ({hsCode}) bears excise: {declaration} is not open to it.',
    zh: '第 {line} 项（{hsCode}）属应征消费税货物，不能使用 {declaration} 申报。',
    next: { en: 'Declare the goods by H1.', zh: '请改用 H1 申报。' },
  },
  COST_QUANTITY_EXCEEDED: {
    kind: 'invalid',
    en: 'Line {line}: more was sold, returned and lost than the {exported} that were exported.',
    zh: '第 {line} 项：已售、退回及灭失数量之和超过出口数量 {exported}。',
    next: { en: 'Correct the quantities of the line.', zh: '请更正该项数量。' },
  },
} as const satisfies Refusals;
