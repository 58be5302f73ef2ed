import type { Rule, VatClass } from '../rule.ts';
import { label, series } from './series.ts';

const kingdom = { jurisdiction: 'GB', regimes: ['GB_IMPORT'] } as const;

const vat = (of: VatClass, rate: string, zh: string): Rule[] =>
  series(
    {
      ...kingdom,
      id: `gb-vat-${of}`,
      kind: 'vat',
      title: label(`VAT of the United Kingdom, ${of} rate`, `英国增值税${zh}`),
    },
    { from: '2021-01-01', source: 'general knowledge', checked: false, parameters: { class: of, rate } },
  );

const duty = (hs: string, en: string, zh: string, rate: string): Rule[] =>
  series(
    { ...kingdom, id: `gb-tariff-${hs}`, kind: 'tariff', title: label(`Tariff ${hs}: ${en}`, `英国税则 ${hs}：${zh}`) },
    { from: '2021-01-01', source: `UK global tariff (${en})`, checked: false, parameters: { hs, duty: rate } },
  );

/** The United Kingdom: VAT at sale up to GBP 135, gifts up to GBP 39. */
export const unitedKingdomRules: readonly Rule[] = [
  ...series(
    {
      ...kingdom,
      id: 'gb-duty-relief',
      kind: 'duty-relief',
      title: label('No duty up to GBP 135', '135英镑以下免征关税'),
    },
    {
      from: '2021-01-01',
      source: 'gov.uk consultation; taxscape.deloitte.com',
      checked: true,
      note: 'to end by March 2029; the day is not known',
      parameters: { ceiling: '135', currency: 'GBP' },
    },
  ),
  ...series(
    { ...kingdom, id: 'gb-sale-vat', kind: 'sale-vat', title: label('VAT at the point of sale', '销售环节征收增值税') },
    {
      from: '2021-01-01',
      source: 'gov.uk consultation; taxscape.deloitte.com',
      checked: true,
      parameters: { ceiling: '135', currency: 'GBP' },
    },
  ),
  ...series(
    { ...kingdom, id: 'gb-gift', kind: 'gift-relief', title: label('Gifts up to GBP 39', '39英镑以下个人礼品') },
    { from: '2021-01-01', source: 'gov.uk', checked: true, parameters: { ceiling: '39', currency: 'GBP' } },
  ),
  ...vat('standard', '0.20', '标准税率'),
  ...vat('reduced', '0.05', '低税率'),
  ...vat('zero', '0', '零税率'),
  ...duty('610910', 'T-shirts of cotton', '棉制T恤衫', '0.12'),
  ...duty('640399', 'leather footwear', '皮鞋', '0.08'),
  ...duty('420222', 'handbags', '手提包', '0.08'),
  ...duty('851830', 'headphones', '耳机', '0'),
  ...duty('950300', 'toys', '玩具', '0'),
  ...duty('490199', 'books', '书籍', '0'),
];
