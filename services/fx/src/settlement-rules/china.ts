import type { SettlementRule } from './rules.ts';

const pilot = '汇发〔2015〕7号, safe.gov.cn/en/2015/0316/1150.html';
const institutions = '汇发〔2019〕13号';
const newFormats = '汇发〔2020〕11号';
const codes = '涉外收支交易分类与代码（2014版）';
const fees = 'GOODS,WAREHOUSING,LOGISTICS,TAX';

/** What Chinese law asks of settlement, rule by rule. A change of law is a line here, with the day it begins. */
export const settlementRules: readonly SettlementRule[] = [
  {
    ...{ code: 'SINGLE_TRANSACTION', values: { limit: '10000.00', currency: 'USD' }, from: '2013-02-01' },
    ...{ to: '2015-01-19', source: `${pilot}（此前试点限额）`, checked: false },
  },
  {
    ...{ code: 'SINGLE_TRANSACTION', values: { limit: '50000.00', currency: 'USD' }, from: '2015-01-20' },
    ...{ to: '2019-04-28', source: pilot, checked: true },
  },
  {
    ...{ code: 'SINGLE_TRANSACTION', values: { limit: '50000.00', currency: 'USD' }, from: '2019-04-29', to: '' },
    ...{ source: institutions, checked: false },
  },
  {
    ...{ code: 'REFUND_ROUTE', values: { days: '180', classes: '', limit: '0.00', currency: 'USD' } },
    ...{ from: '2015-01-20', to: '2024-05-31', source: `${pilot} 指引第15条`, checked: false },
  },
  {
    ...{ code: 'REFUND_ROUTE', values: { days: '180', classes: 'A', limit: '200000.00', currency: 'USD' } },
    ...{ from: '2024-06-01', to: '', checked: true },
    source: '汇发〔2024〕11号, gov.cn/zhengce/zhengceku/202404/content_6943880.htm',
  },
  {
    ...{ code: 'ADVANCE', values: { months: '12' }, from: '2020-05-20', to: '', source: newFormats, checked: true },
  },
  {
    ...{ code: 'NETTING_FEE', values: { kinds: fees }, from: '2020-05-20', to: '2025-10-28', source: newFormats },
    checked: true,
  },
  {
    ...{ code: 'NETTING_FEE', values: { kinds: `${fees},TRANSPORT,STORAGE,REPAIR,COMPENSATION` } },
    ...{ from: '2025-10-29', to: '', source: '国家外汇管理局 2025-10-29 便利化九条', checked: false },
  },
  {
    ...{ code: 'INDIVIDUAL_QUOTA', values: { limit: '50000.00', currency: 'USD' }, from: '2007-02-01', to: '' },
    ...{ source: '汇发〔2007〕1号 个人外汇管理办法实施细则', checked: true },
  },
  {
    ...{ code: 'EVIDENCE', values: { needs: 'payer,goods,declaration,track', years: '5' }, from: '2015-01-20', to: '' },
    ...{ source: `${pilot}; ${institutions}`, checked: true },
  },
  {
    ...{ code: 'BOP_RECEIPT', values: { workingDays: '5' }, from: '2014-01-01', to: '', checked: true },
    source: '通过银行进行国际收支统计申报业务实施细则',
  },
  ...Object.entries({
    '0110': ['121010', '一般贸易'],
    '9710': ['121010', '跨境电商B2B直接出口'],
    '9810': ['121010', '跨境电商出口海外仓'],
    '1210': ['121030', '保税电商'],
    '1239': ['121030', '保税电商A'],
    '9610': ['122030', '跨境电商网络购物'],
  }).map(
    ([mode, [code = '', remark = '']]): SettlementRule => ({
      ...{ code: 'BOP_CODE', values: { mode, code, remark }, from: '2014-05-01', to: '', source: codes },
      checked: code !== '122030',
    }),
  ),
  {
    ...{ code: 'VERIFICATION_SHEET', values: { goods: '30000000.00', other: '10000000.00', currency: 'USD' } },
    ...{ from: '2014-05-01', to: '', source: '国际收支申报核查, 10100.com/article/1856875', checked: false },
  },
];
