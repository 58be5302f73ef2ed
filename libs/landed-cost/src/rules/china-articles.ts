import type { Article, Rule } from '../rule.ts';
import { label, series } from './series.ts';

const small: readonly Article[] = ['book', 'it', 'food', 'gold', 'furniture'];
const others: readonly Article[] = ['sport', 'textile', 'appliance', 'bicycle', 'watch', 'skin-care', 'other'];
const luxuries: readonly Article[] = ['tobacco', 'alcohol', 'jewellery', 'golf', 'high-end-watch', 'high-end-cosmetic'];

/** Personal postal articles (行邮税): limits, waiver, and rates by kind of article. */
export const chinaArticles: readonly Rule[] = [
  ...series(
    {
      id: 'cn-article-limits',
      kind: 'article-limits',
      jurisdiction: 'CN',
      regimes: ['CN_PERSONAL_POST', 'CN_RETAIL_IMPORT'],
      title: label('Limits of personal parcels', '个人邮递物品限值'),
    },
    {
      from: '2010-09-01',
      source: 'GACC announcement 2010 No. 43',
      checked: true,
      parameters: { near: ['HK', 'MO', 'TW'], nearLimit: '800', limit: '1000', waivedUpTo: '50' },
    },
  ),
  ...series(
    {
      id: 'cn-article-rates',
      kind: 'article-rates',
      jurisdiction: 'CN',
      regimes: ['CN_PERSONAL_POST', 'CN_RETAIL_IMPORT'],
      title: label('Rates of personal articles', '进境物品进口税税率'),
    },
    {
      from: '2011-01-27',
      source: '税委会〔2011〕3号; the four rates of 10, 20, 30 and 50 % are named by public articles of 2016',
      checked: false,
      note: 'which article was in which class is general knowledge',
      parameters: {
        classes: [
          { rate: '0.10', of: [...small, 'toy', 'medicine', 'sport', 'skin-care', 'jewellery', 'other'] },
          { rate: '0.20', of: ['textile', 'appliance', 'bicycle', 'watch'] },
          { rate: '0.30', of: ['golf', 'high-end-watch'] },
          { rate: '0.50', of: ['tobacco', 'alcohol', 'cosmetic', 'high-end-cosmetic'] },
        ],
      },
    },
    {
      from: '2016-04-08',
      source: '税委会〔2016〕2号',
      checked: false,
      note: 'cosmetics: all of them at 60 % here; from 2016-10-01 sources may mean high-end ones alone',
      parameters: {
        classes: [
          { rate: '0.15', of: [...small, 'toy'] },
          { rate: '0.30', of: [...others, 'medicine'] },
          { rate: '0.60', of: [...luxuries, 'cosmetic'] },
        ],
      },
    },
    {
      from: '2018-11-01',
      source: '税委会〔2018〕49号 (HKTDC research, 2018-10-19)',
      checked: false,
      parameters: {
        classes: [
          { rate: '0.15', of: [...small, 'toy', 'medicine'] },
          { rate: '0.25', of: [...others, 'cosmetic'] },
          { rate: '0.50', of: luxuries },
          { rate: '0.03', of: ['special-medicine'] },
        ],
      },
    },
    {
      from: '2019-04-09',
      source: '税委会〔2019〕17号',
      checked: true,
      parameters: {
        classes: [
          { rate: '0.13', of: [...small, 'toy', 'medicine'] },
          { rate: '0.20', of: [...others, 'cosmetic'] },
          { rate: '0.50', of: luxuries },
          { rate: '0.03', of: ['special-medicine'] },
        ],
      },
    },
  ),
];
