import type { ImportMode, Rule } from '../rule.ts';
import { label, series } from './series.ts';

const retail = { jurisdiction: 'CN', regimes: ['CN_RETAIL_IMPORT'] } as const;
const policy2016 = '财关税〔2016〕18号';
const policy2018 = '财关税〔2018〕49号';

const mode = (code: ImportMode, en: string, zh: string, from: string, source: string): Rule[] =>
  series(
    { ...retail, id: `cn-import-mode-${code}`, kind: 'import-mode', title: label(`${code}, ${en}`, `${code} ${zh}`) },
    {
      from,
      source,
      checked: false,
      note: 'until 2016-04-07 taxed as personal articles; limits of the pilots differed by city',
      parameters: { mode: code, taxed: 'as-articles' },
    },
    { from: '2016-04-08', source: policy2016, checked: true, parameters: { mode: code, taxed: 'as-retail-imports' } },
  );

/** Retail imports of cross-border e-commerce: modes, limits and shares (财关税〔2016〕18号, 〔2018〕49号). */
export const chinaRetail: readonly Rule[] = [
  ...mode('9610', 'direct purchase', '直购进口', '2014-02-10', 'GACC announcement 2014 No. 12; No. 56 (2014-08-01)'),
  ...mode('1210', 'bonded imports', '网购保税进口', '2014-08-01', 'GACC announcement 2014 No. 57'),
  ...series(
    {
      ...retail,
      id: 'cn-import-mode-1239',
      kind: 'import-mode',
      title: label('1239, bonded imports A', '1239 保税电商A'),
    },
    {
      from: '2016-12-01',
      source: 'GACC announcement 2016 No. 75',
      checked: false,
      note: 'the first day is general knowledge',
      parameters: { mode: '1239', taxed: 'as-retail-imports' },
    },
  ),
  ...series(
    {
      ...retail,
      id: 'cn-retail-limits',
      kind: 'retail-limits',
      title: label('Limits of retail imports', '跨境电商零售进口限值'),
    },
    {
      from: '2016-04-08',
      source: policy2016,
      checked: true,
      parameters: { single: '2000', yearly: '20000', dutyShare: '0', taxShare: '0.7' },
    },
    {
      from: '2019-01-01',
      announced: '2018-11-21',
      source: `${policy2018}; ${policy2016}`,
      checked: true,
      note: 'decided by the State Council on 2018-11-21, issued on 2018-11-29',
      parameters: { single: '5000', yearly: '26000', dutyShare: '0', taxShare: '0.7' },
    },
  ),
  ...series(
    {
      ...retail,
      id: 'cn-single-item',
      kind: 'single-item',
      title: label('One single item above the limit', '超限单件商品'),
    },
    {
      from: '2016-04-08',
      source: policy2016,
      checked: false,
      note: 'an indivisible item above 2,000 was taxed in full as ordinary trade',
      parameters: { taxed: 'in-full' },
    },
    { from: '2019-01-01', source: policy2018, checked: true, parameters: { taxed: 'in-full' } },
  ),
  ...series(
    {
      ...retail,
      id: 'cn-coupons',
      kind: 'coupons',
      title: label('Coupons do not lower the base', '代金券不抵减计税价格'),
    },
    {
      from: '2016-04-08',
      source: 'CEB message specification: 311 goodsValue includes what is paid by non-cash means',
      checked: true,
      note: 'that a price cut before payment lowers the base is general knowledge',
      parameters: { lowerTheBase: false },
    },
  ),
];
