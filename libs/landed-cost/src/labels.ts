import type { Treatment } from './answer.ts';
import type { FigureKind } from './figure.ts';
import type { Label } from './rule.ts';

const label = (en: string, zh: string): Label => ({ en, zh });

/** What a figure is called. */
export const figureLabels: Readonly<Record<FigureKind, Label>> = {
  GOODS: label('Goods', '货值'),
  FREIGHT: label('Freight and insurance', '运费及保费'),
  INSURANCE: label('Insurance', '保费'),
  PRICE_CUT: label('Price cut', '售前降价'),
  CONVERTED: label('Converted', '折算金额'),
  TAXABLE_VALUE: label('Dutiable value', '完税价格'),
  DUTY: label('Customs duty', '关税'),
  DUTY_LAYER: label('Additional duty', '加征关税'),
  ITEM_DUTY: label('Duty per item', '按项计征关税'),
  CONSUMPTION_TAX: label('Consumption tax', '消费税'),
  VAT: label('Value added tax', '增值税'),
  ARTICLES_TAX: label('Tax on personal articles', '行邮税'),
  POSTAL_DUTY: label('Duty on postal items', '邮递物品关税'),
  PARCEL_FEE: label('Parcel fee', '包裹处理费'),
  VAT_REFUND: label('VAT refund', '出口退税额'),
  VAT_NOT_REFUNDED: label('VAT that is not refunded', '不予退税额'),
  REFUND_CEILING: label('Exempt, credit and refund amount', '免抵退税额'),
  CREDIT_SET_OFF: label('Credit set off', '免抵税额'),
  OUTPUT_VAT: label('Output VAT', '销项税额'),
  TAXABLE_INCOME: label('Taxable income', '应纳税所得额'),
  INCOME_TAX: label('Enterprise income tax', '企业所得税'),
  PREPAID_REFUND: label('Refund on departure', '离境预退税额'),
  SETTLED_REFUND: label('Settled by sales', '已核算退税额'),
  REFUND_DIFFERENCE: label('Refund still open', '未核算退税额'),
  DUE: label('Duties, taxes and fees', '税费合计'),
  REFUND: label('Refund', '退税合计'),
  LANDED: label('Landed cost', '到岸总成本'),
};

/** How the law takes the consignment, as it is told to people. */
export const treatmentLabels: Readonly<Record<Treatment, Label>> = {
  WITHIN_LIMITS: label('retail import within the limits', '限值以内的跨境电商零售进口'),
  OVER_SINGLE_LIMIT: label('one single item above the single limit, taxed in full', '超单次限值的单件商品，全额征税'),
  PERSONAL_ARTICLES: label('personal postal articles', '个人邮递物品'),
  GENERAL_TRADE: label('ordinary trade', '一般贸易'),
  REFUND: label('exempt with refund', '免退税'),
  EXEMPT_WITH_INVOICE: label('exempt with an invoice', '有票免税'),
  EXEMPT_NO_INVOICE: label('exempt without an invoice', '无票免税'),
  TAXED: label('taxed as a domestic sale', '视同内销征税'),
  PREPAID_REFUND: label('refund on departure, settled on sale', '离境即退税、销售再核算'),
  RELIEF: label('relief from duty', '免征关税'),
  ITEM_DUTY: label('duty per item', '按项征收关税'),
  ORDINARY_TARIFF: label('ordinary tariff', '按一般税率征税'),
  GIFT: label('gift free of duty and tax', '免税礼品'),
  SALE_VAT: label('VAT at the point of sale, no duty', '销售环节征收增值税，免征关税'),
  DE_MINIMIS: label('free as of low value', '低值免税'),
  POSTAL_FLAT: label('flat duty on postal items', '邮递物品定额关税'),
  POSTAL_RATE: label('duty on postal items by value', '邮递物品从价关税'),
};
