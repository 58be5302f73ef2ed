import type { Refusals } from '../language.ts';
import { importRefusals } from './imports.ts';
import { underWayRefusals } from './orders-under-way.ts';

/** Every "no" of orders. `{field}` names the place in the request, as REST spells it. */
export const ordersRefusals = {
  ...importRefusals,
  ...underWayRefusals,
  ORDER_FIELD_MISSING: {
    kind: 'invalid',
    en: '{field} is empty.',
    zh: '{field} 未填写。',
    next: { en: 'Fill in {field} and send the order again.', zh: '请填写 {field} 后重新提交订单。' },
  },
  ORDER_TEXT_TOO_LONG: {
    kind: 'invalid',
    en: '{field} is longer than the {most} characters that a customs message carries.',
    zh: '{field} 超过海关报文允许的 {most} 个字符。',
    next: { en: 'Shorten {field}.', zh: '请缩短 {field}。' },
  },
  ORDER_LINES_TOO_MANY: {
    kind: 'invalid',
    en: 'The order has more than {most} lines, and one declaration list carries no more.',
    zh: '订单商品行超过 {most} 行，而一份清单最多 {most} 行。',
    next: { en: 'Split it into several orders.', zh: '请拆分为多笔订单。' },
  },
  ORDER_PARTY_CODE_WRONG: {
    kind: 'invalid',
    en: '{field} is "{actual}", which is neither a 10-digit customs registration nor an 18-character unified social credit code.',
    zh: '{field} 为“{actual}”，既不是10位海关注册编码，也不是18位统一社会信用代码。',
    next: { en: 'Give the code under which customs knows the company.', zh: '请填写该企业在海关备案的编码。' },
  },
  ORDER_COUNTRY_WRONG: {
    kind: 'invalid',
    en: '{field} is "{actual}", which is not a two-letter country code.',
    zh: '{field} 为“{actual}”，不是两位字母的国家（地区）代码。',
    next: { en: 'Use an ISO 3166-1 alpha-2 code such as CN or US.', zh: '请使用 ISO 3166-1 两位代码，例如 CN 或 US。' },
  },
  ORDER_INCOTERM_UNKNOWN: {
    kind: 'invalid',
    en: '{field} is "{actual}", which is not one of the 11 rules of Incoterms 2020.',
    zh: '{field} 为“{actual}”，不属于《2020年国际贸易术语解释通则》的11个术语。',
    next: { en: 'Use one of {offered}.', zh: '请使用 {offered} 之一。' },
  },
  ORDER_MODE_NOT_OFFERED: {
    kind: 'invalid',
    en: 'Supervision mode "{actual}" is not offered; this suite clears {offered}.',
    zh: '暂不支持监管方式“{actual}”，目前仅办理 {offered}。',
    next: { en: 'Send the order with mode {offered}.', zh: '请以监管方式 {offered} 提交订单。' },
  },
  ORDER_CARRIER_UNKNOWN: {
    kind: 'invalid',
    en: 'Carrier "{actual}" is not connected.',
    zh: '承运商“{actual}”尚未接入。',
    next: { en: 'Use one of {offered}.', zh: '请使用已接入的承运商：{offered}。' },
  },
  ORDER_WAREHOUSE_UNKNOWN: {
    kind: 'invalid',
    en: 'Warehouse "{actual}" is not connected.',
    zh: '仓库“{actual}”尚未接入。',
    next: { en: 'Use one of {offered}.', zh: '请使用已接入的仓库：{offered}。' },
  },
  ORDER_DESTINATION_DOMESTIC: {
    kind: 'invalid',
    en: 'The buyer is in China; mode 9610 declares an export.',
    zh: '买家地址在中国境内，监管方式 9610 仅用于出口申报。',
    next: {
      en: 'Sell to a buyer abroad, or carry the order out as a domestic one.',
      zh: '请确认境外收货地址；境内订单请按国内贸易办理。',
    },
  },
  ORDER_LINES_MISSING: {
    kind: 'invalid',
    en: 'The order has no lines.',
    zh: '订单没有商品行。',
    next: { en: 'Add at least one line.', zh: '请至少添加一行商品。' },
  },
  LINE_NUMBER_WRONG: {
    kind: 'invalid',
    en: '{field} is {actual}, but lines count from 1 without a gap: here it must be {expected}.',
    zh: '{field} 为 {actual}，但行号须从1起连续编号，此处应为 {expected}。',
    next: {
      en: 'Number the lines 1, 2, 3 in the order in which you send them.',
      zh: '请按提交顺序将商品行编号为1、2、3……',
    },
  },
  LINE_HS_CODE_WRONG: {
    kind: 'invalid',
    en: '{field} is "{actual}", but an HS code has 10 digits.',
    zh: '{field} 为“{actual}”，而商品编码（HS编码）应为10位数字。',
    next: {
      en: 'Give the 10-digit code of the Chinese tariff for line {line}.',
      zh: '请为第 {line} 行填写中国税则的10位商品编码。',
    },
  },
  LINE_QUANTITY_WRONG: {
    kind: 'invalid',
    en: '{field} is "{actual}", but goods are sold in whole units above zero.',
    zh: '{field} 为“{actual}”，而销售数量须为大于零的整数。',
    next: { en: 'Give line {line} a whole quantity of at least 1.', zh: '请将第 {line} 行的数量改为不小于1的整数。' },
  },
  LINE_TOTAL_WRONG: {
    kind: 'invalid',
    en: 'Line {line} says {actual}, but price × quantity is {expected}.',
    zh: '第 {line} 行总价为 {actual}，而单价×数量应为 {expected}。',
    next: { en: 'Correct price, quantity or total of line {line}.', zh: '请更正第 {line} 行的单价、数量或总价。' },
  },
  ORDER_CURRENCY_UNKNOWN: {
    kind: 'invalid',
    en: '{field} is in "{actual}", which is not an ISO 4217 currency.',
    zh: '{field} 的币种“{actual}”不是 ISO 4217 货币代码。',
    next: { en: 'Use a three-letter code such as USD.', zh: '请使用三位货币代码，例如 USD。' },
  },
  ORDER_CURRENCIES_DIFFER: {
    kind: 'invalid',
    en: '{field} is in {actual}, but the order is in {expected}.',
    zh: '{field} 的币种为 {actual}，而订单币种为 {expected}。',
    next: { en: 'State all amounts of one order in one currency.', zh: '同一订单的所有金额请使用同一币种。' },
  },
  ORDER_AMOUNT_NOT_POSITIVE: {
    kind: 'invalid',
    en: '{field} is {actual}, but must be above zero.',
    zh: '{field} 为 {actual}，应大于零。',
    next: { en: 'Correct {field}.', zh: '请更正 {field}。' },
  },
  ORDER_AMOUNT_NEGATIVE: {
    kind: 'invalid',
    en: '{field} is {actual}, but must not be below zero.',
    zh: '{field} 为 {actual}，不得为负数。',
    next: { en: 'State {field} as zero or more.', zh: '请将 {field} 填为零或正数。' },
  },
  ORDER_GOODS_VALUE_WRONG: {
    kind: 'invalid',
    en: 'The goods value says {actual}, but the lines add up to {expected}.',
    zh: '商品总值为 {actual}，而各行合计为 {expected}。',
    next: { en: 'Correct the goods value or the lines.', zh: '请更正商品总值或商品行。' },
  },
  ORDER_DISCOUNT_NOT_DECLARABLE: {
    kind: 'invalid',
    en: 'The order has a discount of {actual}, but the export order message of customs (CEB303) has no field for one, so payment and order would never agree.',
    zh: '订单优惠 {actual} 无法申报：海关出口订单报文（CEB303）没有优惠栏目，收款与订单将无法一致。',
    next: {
      en: 'Write the reduction into the line prices and send the order with a discount of zero.',
      zh: '请将优惠直接计入各行单价，并将优惠金额填为零。',
    },
  },
  ORDER_TOTAL_WRONG: {
    kind: 'invalid',
    en: 'The total says {actual}, but goods value + freight + tax − discount is {expected}.',
    zh: '订单总额为 {actual}，而商品总值+运费+税款−优惠应为 {expected}。',
    next: {
      en: 'Correct the total, the freight, the tax or the discount.',
      zh: '请更正订单总额、运费、税款或优惠金额。',
    },
  },
  ORDER_WAREHOUSE_KIND_WRONG: {
    kind: 'invalid',
    en: 'Warehouse {warehouseId} is of kind {actual}, but this way of trade needs one of kind {expected}.',
    zh: '仓库 {warehouseId} 的类型为 {actual}，而该监管方式需要 {expected} 类型的仓库。',
    next: { en: 'Name a warehouse of kind {expected} in {field}.', zh: '请在 {field} 填写 {expected} 类型的仓库。' },
  },
  ORDER_FIELD_NOT_FOR_MODE: {
    kind: 'invalid',
    en: '{field} is filled in, but means nothing in mode {mode}.',
    zh: '{field} 已填写，但监管方式 {mode} 不使用该项。',
    next: { en: 'Leave {field} out.', zh: '请删除 {field}。' },
  },
  ORDER_DESTINATION_WRONG: {
    kind: 'invalid',
    en: 'The goods go to {actual}, but in mode {mode} they must go to {expected}.',
    zh: '收货国家（地区）为 {actual}，而监管方式 {mode} 下应为 {expected}。',
    next: { en: 'Correct {field}, or the mode or the warehouse.', zh: '请更正 {field}，或更正监管方式或仓库。' },
  },
  ORDER_CURRENCY_NOT_DECLARABLE: {
    kind: 'invalid',
    en: '{field} is in {actual}, but a bonded import is declared in CNY alone.',
    zh: '{field} 的币种为 {actual}，而网购保税进口只能以人民币（CNY）申报。',
    next: { en: 'State all amounts in CNY.', zh: '请将所有金额改为人民币（CNY）。' },
  },
  BUYER_ID_NUMBER_WRONG: {
    kind: 'invalid',
    en: '{field} is not a resident identity number: its check digit does not fit (GB 11643).',
    zh: '{field} 不是有效的居民身份证号码：校验码不符（GB 11643）。',
    next: { en: 'Ask the buyer for the 18 characters of the identity card.', zh: '请向买家核实18位身份证号码。' },
  },
  BUYER_DATUM_MISSING: {
    kind: 'invalid',
    en: '{field} is empty, and the order cannot be labelled or declared without it.',
    zh: '{field} 未填写，缺少该信息无法打印面单或申报。',
    next: { en: 'Fill in {field}.', zh: '请填写 {field}。' },
  },
  ORDER_NUMBER_TAKEN: {
    kind: 'exists',
    en: 'Order number {orderNo} already names another order of yours.',
    zh: '订单号 {orderNo} 已被您的另一笔订单使用。',
    next: {
      en: 'Look that order up, or send this one under a number of its own.',
      zh: '请查询原订单，或为本订单使用新的订单号。',
    },
  },
  ORDER_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no order {id}.',
    zh: '没有订单 {id}。',
    next: {
      en: 'Check the id; it is the one that placing the order answered.',
      zh: '请核对订单标识，即下单时返回的标识。',
    },
  },
  PERSON_FORGOTTEN: {
    kind: 'not_now',
    en: 'This person was forgotten; the data cannot be read any more.',
    zh: '该个人信息已被删除，无法再读取。',
    next: { en: 'Ask the merchant to contact the buyer.', zh: '请由商家与买家联系。' },
  },
} as const satisfies Refusals;
