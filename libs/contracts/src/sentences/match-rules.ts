interface Text {
  readonly en: string;
  readonly zh: string;
}

export interface MatchRuleText extends Text {
  /** What whoever answers for the document does. */
  readonly mend: Text;
}

const order = { en: 'The platform puts the corrected order.', zh: '请电商平台提交更正后的订单。' };
const receipt = { en: 'The payment institution puts the corrected receipt.', zh: '请支付企业提交更正后的收款单。' };
const payment = { en: 'The payment institution puts the corrected payment.', zh: '请支付企业提交更正后的支付单。' };
const waybill = { en: 'The carrier puts the corrected waybill.', zh: '请物流企业提交更正后的运单。' };
const list = { en: 'The declarant corrects the list.', zh: '请申报单位更正清单。' };
const filing = {
  en: 'The merchant corrects the filing of the article or the order; then the list is drafted anew.',
  zh: '请商家更正商品备案或订单，再重新生成清单。',
};
const company = {
  en: 'Whoever sent the document names the company by the code under which customs knows it.',
  zh: '请单证出具方填写该企业在海关登记的编码。',
};

/** What each rule of matching compares, and what is done where it does not agree. */
export const matchRuleTexts: Readonly<Record<string, MatchRuleText>> = {
  LIST_KEYS: {
    en: 'order number and companies of the list = order',
    zh: '清单的订单编号及企业应与订单一致',
    mend: list,
  },
  RECEIPT_KEYS: {
    en: 'order number and companies of the receipt = order',
    zh: '收款单的订单编号及企业应与订单一致',
    mend: receipt,
  },
  PAYMENT_KEYS: {
    en: 'order number and platform of the payment = order',
    zh: '支付单的订单编号及电商平台应与订单一致',
    mend: payment,
  },
  ORDER_PAYMENT: {
    en: 'the payment that the order names = payment',
    zh: '订单所载支付企业及支付交易编号应与支付单一致',
    mend: order,
  },
  WAYBILL_KEYS: {
    en: 'order number and merchant of the waybill = order',
    zh: '运单的订单编号及电商企业应与订单一致',
    mend: waybill,
  },
  LIST_WAYBILL: {
    en: 'waybill number and carrier of the list = waybill',
    zh: '清单的运单编号及物流企业应与运单一致',
    mend: list,
  },
  ORDER_CURRENCY: { en: 'one currency in the whole order', zh: '订单各项金额币制应一致', mend: order },
  IMPORT_CURRENCY: { en: 'all amounts of an import order in yuan', zh: '进口订单各项金额应为人民币', mend: order },
  LIST_CURRENCY: { en: 'all amounts of an import list in yuan', zh: '进口清单各项金额应为人民币', mend: list },
  PAYMENT_CURRENCY: { en: 'payment in yuan', zh: '支付单币制应为人民币', mend: payment },
  CHARGE_CURRENCY: { en: 'currency of the receipt = order', zh: '收款单币制应与订单一致', mend: receipt },
  ORDER_PAID: {
    en: 'paid = goods + freight + tax − discount',
    zh: '实际支付金额应等于商品价格＋运杂费＋代扣税款－非现金抵扣',
    mend: order,
  },
  PAYMENT_AMOUNT: { en: 'amount paid = amount of the order', zh: '支付金额应与订单实际支付金额一致', mend: order },
  CHARGE: {
    en: 'amount received = goods + freight of the order',
    zh: '收款金额应等于订单商品价格与运杂费之和',
    mend: receipt,
  },
  ORDER_LINE_TOTAL: { en: 'total of a line = price × quantity', zh: '订单表体总价应等于单价×数量', mend: order },
  ORDER_SUM: { en: 'value of the goods = sum of the lines', zh: '订单商品价格应等于表体总价之和', mend: order },
  LIST_SUM: { en: 'sum of the list = value of the order', zh: '清单总价之和应与订单商品价格一致', mend: list },
  LINE_NUMBERS: { en: 'lines of list and order one to one', zh: '清单与订单表体项应一一对应', mend: list },
  LINE_GOODS: { en: 'article and commodity code of each line', zh: '各项商品货号及商品编码应一致', mend: filing },
  LINE_NAME: { en: 'name of each line as filed', zh: '各项商品名称应与备案一致', mend: filing },
  LINE_QUANTITY: { en: 'quantity and unit of each line', zh: '各项商品数量及单位应一致', mend: list },
  LINE_PRICE: { en: 'price and total of each line', zh: '各项商品单价及总价应一致', mend: list },
  LINE_CURRENCY: { en: 'currency of each line', zh: '各项商品币制应一致', mend: list },
  PAYER: { en: 'who ordered = who paid', zh: '订购人与支付人应一致', mend: payment },
  LIST_BUYER: { en: 'orderer of the list = order', zh: '清单订购人应与订单订购人一致', mend: list },
  CONSIGNEE: { en: 'recipient of the waybill = order', zh: '运单收货人应与订单收货人一致', mend: waybill },
  SINGLE_LIMIT: {
    en: 'value within the limit of one order, or one single item',
    zh: '单次交易限值以内，或为不可分割的单件商品',
    mend: {
      en: 'The platform splits the order, or it goes as ordinary trade.',
      zh: '请电商平台拆分订单，或改按一般贸易申报。',
    },
  },
  ANNUAL_LIMIT: {
    en: "value within what is left of the buyer's year",
    zh: '订购人年度交易限值余额充足',
    mend: {
      en: 'The platform lowers the order, or it goes as ordinary trade.',
      zh: '请电商平台减少订单金额，或改按一般贸易申报。',
    },
  },
  POSITIVE_LIST: {
    en: 'goods on the list of retail imports, within its remarks',
    zh: '商品在跨境电商零售进口商品清单内且符合备注',
    mend: filing,
  },
  HS_CODE: { en: 'commodity code of ten digits, valid on the day', zh: '商品编码为当日有效的十位税号', mend: filing },
  LEGAL_UNIT: { en: 'legal unit as in the tariff', zh: '法定计量单位与税则一致', mend: filing },
  COMPANY_CODE: {
    en: 'code of a company: ten or eighteen characters, right check character',
    zh: '企业编码为十位海关登记编码或校验正确的统一社会信用代码',
    mend: company,
  },
  COMPANY_ROLE: {
    en: 'company registered with customs in its role',
    zh: '企业已在海关登记且具备相应角色',
    mend: company,
  },
  GUARANTEE: {
    en: 'guarantee for the tax',
    zh: '税款担保有效',
    mend: { en: 'The declarant names a guarantor whom customs knows.', zh: '请申报单位填写已备案的担保企业。' },
  },
  BOOK_LINE: { en: 'account book and its line named', zh: '账册编号及账册序号已填写', mend: list },
  BOOK_STOCK: {
    en: 'line of the account book is there and has enough',
    zh: '账册序号存在且可用数量充足',
    mend: {
      en: 'The warehouse brings goods in by list and pass, or has its book line opened again.',
      zh: '请仓储企业以核注清单及核放单补足账册库存，或恢复该账册项。',
    },
  },
  PACKS: { en: 'packages of the list = waybill', zh: '清单件数应与运单一致', mend: list },
  GROSS_WEIGHT: { en: 'gross weight of the list = waybill', zh: '清单毛重应与运单一致', mend: list },
  NET_WEIGHT: { en: 'net weight at most gross weight', zh: '净重不得大于毛重', mend: list },
  NET_WEIGHT_FILED: { en: 'net weight as filed', zh: '净重应与商品备案一致', mend: filing },
};

/** What a rule compares; its code where it is newer than these words. */
export function matchRuleText(code: string): MatchRuleText {
  return matchRuleTexts[code] ?? { en: code, zh: code, mend: { en: '', zh: '' } };
}
