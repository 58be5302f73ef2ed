import type { Parameters, Rule } from '../rule.ts';
import { label, series } from './series.ts';

type Goods = Pick<Parameters['tariff'], 'vat' | 'article' | 'agreements'>;

const cuts2018 = '税委会公告〔2018〕4号: daily consumer goods since 2018-07-01';
const trial2015 = '税委会〔2015〕6号, GACC announcement 2015 No. 21: trial of lower provisional rates since 2015-06-01';

/** A row of the tariff, and how its duty changed: [first day, duty, source]. None was compared with the tariff in force. */
function row(
  hs: string,
  en: string,
  zh: string,
  goods: Goods,
  ...duties: readonly (readonly [from: string, duty: string, source?: string, announced?: string])[]
): Rule[] {
  return series(
    {
      id: `cn-tariff-${hs}`,
      kind: 'tariff',
      jurisdiction: 'CN',
      title: label(`Tariff ${hs}: ${en}`, `税则 ${hs}：${zh}`),
    },
    ...duties.map(([from, duty, source, announced]) => ({
      from,
      ...(announced === undefined ? {} : { announced }),
      source: source ?? `import tariff of China (${en})`,
      checked: false,
      parameters: { hs, duty, ...goods },
    })),
  );
}

const first = '2010-01-01';

/** Import duty by commodity code. What is not here cannot be priced and is refused. */
export const chinaTariff: readonly Rule[] = [
  ...row('0402210000', 'milk powder, unsweetened', '未加糖奶粉', { article: 'food' }, [first, '0.10']),
  ...row('1901101000', 'infant formula', '婴幼儿配方奶粉', { article: 'food' }, [first, '0.05']),
  ...row('1006302090', 'rice', '精米', { vat: 'reduced', article: 'food' }, [first, '0.65']),
  ...row('0409000000', 'honey', '天然蜂蜜', { vat: 'reduced', article: 'food' }, [first, '0.15']),
  ...row('0901210000', 'coffee, roasted', '已焙炒咖啡', { article: 'food' }, [first, '0.15']),
  ...row(
    '2106909090',
    'food preparations',
    '其他食品',
    { article: 'food' },
    [first, '0.20'],
    ['2018-07-01', '0.12', cuts2018],
  ),
  ...row(
    ...(['2204210000', 'wine in bottles of up to 2 litres', '小包装葡萄酒'] as const),
    { article: 'alcohol', agreements: { AU: '0', CL: '0', GE: '0', NZ: '0' } },
    [first, '0.14'],
  ),
  ...row('2208300000', 'whisky', '威士忌酒', { article: 'alcohol' }, [first, '0.10']),
  ...row('2203000000', 'beer', '麦芽酿造的啤酒', { article: 'alcohol' }, [first, '0']),
  ...row('4901990000', 'books', '书籍', { vat: 'reduced', article: 'book' }, [first, '0']),
  ...row(
    '6109100010',
    'T-shirts of cotton',
    '棉制T恤衫',
    { article: 'textile' },
    [first, '0.14'],
    ['2018-07-01', '0.06', cuts2018],
  ),
  ...row(
    ...(['9619001100', "babies' nappies", '婴儿尿裤'] as const),
    {},
    [first, '0.075'],
    ['2015-06-01', '0.02', trial2015, '2015-04-28'],
    ['2017-12-01', '0', '税委会〔2017〕25号'],
  ),
  ...row(
    ...(['33049900', 'skin care', '护肤品'] as const),
    { article: 'skin-care' },
    [first, '0.05'],
    ['2015-06-01', '0.02', trial2015, '2015-04-28'],
    ['2018-07-01', '0.01', cuts2018],
  ),
  ...row(
    '33041000',
    'lip make-up',
    '唇用化妆品',
    { article: 'cosmetic' },
    [first, '0.10'],
    ['2018-07-01', '0.05', cuts2018],
  ),
  ...row('33030000', 'perfume', '香水', { article: 'cosmetic' }, [first, '0.10'], ['2018-07-01', '0.03', cuts2018]),
  ...row('9102', 'wrist watches', '手表', { article: 'watch' }, [first, '0.11'], ['2018-07-01', '0.08', cuts2018]),
  ...row('8518300000', 'headphones', '耳机', { article: 'appliance' }, [first, '0']),
  ...row('9503', 'toys', '玩具', { article: 'toy' }, [first, '0']),
  ...row('420222', 'handbags', '手提包', { article: 'other' }, [first, '0.10'], ['2018-07-01', '0.06', cuts2018]),
  ...row('3004', 'medicines', '药品', { article: 'medicine' }, [first, '0.04'], ['2018-05-01', '0']),
  ...row('950631', 'golf clubs', '高尔夫球棍', { article: 'golf' }, [first, '0.14'], ['2018-07-01', '0.12', cuts2018]),
  ...row('9506', 'sports goods', '运动用品', { article: 'sport' }, [first, '0.12'], ['2018-07-01', '0.06', cuts2018]),
  ...row('8712', 'bicycles', '自行车', { article: 'bicycle' }, [first, '0.13'], ['2018-07-01', '0.05', cuts2018]),
];
