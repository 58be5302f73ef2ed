import type { ExportMode, Rule } from '../rule.ts';
import { label, series } from './series.ts';

const exporting = { jurisdiction: 'CN', regimes: ['CN_EXPORT_VAT'] } as const;

const mode = (code: ExportMode, en: string, zh: string, from: string, source: string, checked: boolean): Rule[] =>
  series(
    {
      ...exporting,
      id: `cn-export-mode-${code}`,
      kind: 'export-mode',
      title: label(`${code}, ${en}`, `${code} ${zh}`),
    },
    { from, source, checked, parameters: { mode: code } },
  );

const refund = (
  hs: string,
  en: string,
  zh: string,
  ...rates: readonly (readonly [from: string, rate: string])[]
): Rule[] =>
  series(
    {
      ...{ id: `cn-refund-rate-${hs}`, kind: 'refund-rate', jurisdiction: 'CN' },
      regimes: ['CN_EXPORT_VAT', 'CN_PREPAID_REFUND'],
      title: label(`Refund rate ${hs}: ${en}`, `出口退税率 ${hs}：${zh}`),
    },
    ...rates.map(([from, rate]) => ({
      from,
      source: 'export refund rate file of the State Taxation Administration',
      checked: false,
      parameters: { hs, rate },
    })),
  );

/** VAT of exports: modes, conditions of a refund, exemption without an invoice, deemed income, 9810's refund. */
export const chinaExport: readonly Rule[] = [
  ...mode('0110', 'ordinary trade', '一般贸易', '2000-01-01', 'general knowledge', false),
  ...mode('9610', 'direct mail', '跨境直邮出口', '2014-02-10', 'GACC announcement 2014 No. 12', false),
  ...mode('1210', 'bonded e-commerce', '保税跨境贸易电子商务', '2014-08-01', 'GACC announcement 2014 No. 57', false),
  ...mode('9710', 'B2B direct export', '跨境电商B2B直接出口', '2020-07-01', 'GACC announcement 2020 No. 75', true),
  ...mode('9810', 'overseas warehouse', '跨境电商出口海外仓', '2020-07-01', 'GACC announcement 2020 No. 75', true),
  ...series(
    {
      ...exporting,
      id: 'cn-refund-conditions',
      kind: 'refund-conditions',
      title: label('Conditions of a refund', '退（免）税条件'),
    },
    {
      from: '2014-01-01',
      source: '财税〔2013〕96号',
      checked: false,
      note: 'formulas of refunds are general knowledge',
      parameters: { needs: ['filing', 'electronic declaration', 'proceeds received', 'special VAT invoice (trader)'] },
    },
  ),
  ...series(
    {
      ...exporting,
      id: 'cn-no-invoice',
      kind: 'no-invoice-exemption',
      title: label('Exempt without an invoice', '无票免税'),
    },
    {
      from: '2018-10-01',
      source: '财税〔2018〕103号',
      checked: true,
      parameters: { needs: ['registered in a pilot zone', 'goods on its platform', 'cleared by its formalities'] },
    },
  ),
  ...series(
    {
      ...exporting,
      id: 'cn-deemed-income',
      kind: 'deemed-income',
      title: label('Income tax by deemed income', '企业所得税核定征收'),
    },
    {
      from: '2020-01-01',
      source: 'STA announcement 2019 No. 36',
      checked: true,
      note: 'relief for small profits may stack; it is not counted',
      parameters: { share: '0.04', incomeTax: '0.25' },
    },
  ),
  ...series(
    {
      ...{ id: 'cn-prepaid-refund', kind: 'prepaid-refund', jurisdiction: 'CN', regimes: ['CN_PREPAID_REFUND'] },
      title: label('Refund on departure (9810)', '出口海外仓离境即退税'),
    },
    { from: '2025-01-27', source: 'STA announcement 2025 No. 3', checked: true, parameters: { mode: '9810' } },
  ),
  ...refund(
    '6109',
    'T-shirts',
    'T恤衫',
    ['2014-01-01', '0.16'],
    ['2015-01-01', '0.17'],
    ['2018-05-01', '0.16'],
    ['2019-04-01', '0.13'],
  ),
  ...refund('8518', 'headphones', '耳机', ['2014-01-01', '0.17'], ['2018-05-01', '0.16'], ['2019-04-01', '0.13']),
  ...refund('9503', 'toys', '玩具', ['2014-01-01', '0.15'], ['2018-11-01', '0.16'], ['2019-04-01', '0.13']),
  ...refund('4202', 'handbags', '箱包', ['2014-01-01', '0.15'], ['2018-11-01', '0.16'], ['2019-04-01', '0.13']),
  ...refund(
    '2106',
    'food preparations',
    '其他食品',
    ['2014-01-01', '0.15'],
    ['2018-11-01', '0.16'],
    ['2019-04-01', '0.13'],
  ),
  ...refund('3304', 'cosmetics', '化妆品', ['2014-01-01', '0.13']),
  ...refund(
    '4901',
    'books',
    '书籍',
    ['2014-01-01', '0.13'],
    ['2017-07-01', '0.11'],
    ['2018-05-01', '0.10'],
    ['2019-04-01', '0.09'],
  ),
  ...refund('0409', 'honey', '天然蜂蜜', ['2014-01-01', '0.05'], ['2019-04-01', '0.09']),
  ...refund('1006', 'rice', '大米', ['2014-01-01', '0']),
];
