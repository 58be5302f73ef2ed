import type { Rule } from '../rule.ts';
import { label, series } from './series.ts';

const taxed = { jurisdiction: 'CN', kind: 'consumption-tax' } as const;
const cosmetics2016 = '财税〔2016〕103号';
const unit = [
  { amount: '10', of: 'ml' },
  { amount: '10', of: 'g' },
  { amount: '15', of: 'sheet' },
] as const;

const madeUp = (id: string, hs: string, en: string, zh: string): Rule[] =>
  series(
    { ...taxed, id: `cn-ct-${id}`, title: label(`Consumption tax: ${en}`, `消费税：${zh}`) },
    {
      from: '2009-01-01',
      source: 'consumption tax regulations of 2008, schedule',
      checked: false,
      parameters: { hs, rate: '0.30' },
    },
    { from: '2016-10-01', source: cosmetics2016, checked: true, parameters: { hs, rate: '0.15', from: unit } },
  );

/** VAT rates and consumption tax of China through time. */
export const chinaTaxes: readonly Rule[] = [
  ...series(
    { id: 'cn-vat-standard', kind: 'vat', jurisdiction: 'CN', title: label('VAT, standard rate', '增值税基本税率') },
    {
      from: '1994-01-01',
      source: 'VAT regulations of 1993',
      checked: false,
      parameters: { class: 'standard', rate: '0.17' },
    },
    { from: '2018-05-01', source: '财税〔2018〕32号', checked: false, parameters: { class: 'standard', rate: '0.16' } },
    {
      from: '2019-04-01',
      source: '财政部 税务总局 海关总署公告2019年第39号',
      checked: true,
      parameters: { class: 'standard', rate: '0.13' },
    },
  ),
  ...series(
    { id: 'cn-vat-reduced', kind: 'vat', jurisdiction: 'CN', title: label('VAT, reduced rate', '增值税低税率') },
    {
      from: '1994-01-01',
      source: 'VAT regulations of 1993',
      checked: false,
      parameters: { class: 'reduced', rate: '0.13' },
    },
    { from: '2017-07-01', source: '财税〔2017〕37号', checked: false, parameters: { class: 'reduced', rate: '0.11' } },
    { from: '2018-05-01', source: '财税〔2018〕32号', checked: false, parameters: { class: 'reduced', rate: '0.10' } },
    {
      from: '2019-04-01',
      source: '财政部 税务总局 海关总署公告2019年第39号',
      checked: true,
      parameters: { class: 'reduced', rate: '0.09' },
    },
  ),
  ...madeUp('lip', '33041000', 'lip make-up', '唇用化妆品'),
  ...madeUp('perfume', '33030000', 'perfume', '香水'),
  ...series(
    {
      ...taxed,
      id: 'cn-ct-skin-care',
      title: label('Consumption tax: high-end skin care', '消费税：高档护肤类化妆品'),
    },
    {
      from: '2016-10-01',
      source: cosmetics2016,
      checked: true,
      note: 'before that day skin care of high grade bore 30 % by a test that was not found: not entered',
      parameters: { hs: '330499', rate: '0.15', from: unit },
    },
  ),
  ...series(
    { ...taxed, id: 'cn-ct-wine', title: label('Consumption tax: wine', '消费税：葡萄酒') },
    {
      from: '2009-01-01',
      source: 'consumption tax regulations of 2008, schedule; published composite rate 17.9 %',
      checked: true,
      parameters: { hs: '2204', rate: '0.10' },
    },
  ),
  ...series(
    { ...taxed, id: 'cn-ct-spirits', title: label('Consumption tax: spirits', '消费税：白酒（烈性酒）') },
    {
      from: '2009-01-01',
      source: 'consumption tax regulations of 2008, schedule: 20 % and CNY 0.5 per 500 ml',
      checked: false,
      parameters: { hs: '2208', rate: '0.20', perUnit: { amount: '1', of: 'l' } },
    },
  ),
  ...series(
    { ...taxed, id: 'cn-ct-beer', title: label('Consumption tax: beer', '消费税：啤酒') },
    {
      from: '2009-01-01',
      source: 'consumption tax regulations of 2008, schedule: CNY 250 per tonne of class A',
      checked: false,
      note: 'class B (below USD 360 per tonne) bears 220; not entered',
      parameters: { hs: '2203', rate: '0', perUnit: { amount: '0.25', of: 'kg' } },
    },
  ),
  ...series(
    { ...taxed, id: 'cn-ct-watch', title: label('Consumption tax: high-end watches', '消费税：高档手表') },
    {
      from: '2009-01-01',
      source: 'consumption tax regulations of 2008, schedule: 20 % from CNY 10,000 each',
      checked: false,
      parameters: { hs: '9102', rate: '0.20', from: [{ amount: '10000', of: 'piece' }] },
    },
  ),
  ...series(
    { ...taxed, id: 'cn-ct-golf', title: label('Consumption tax: golf', '消费税：高尔夫球及球具') },
    {
      from: '2009-01-01',
      source: 'consumption tax regulations of 2008, schedule',
      checked: false,
      parameters: { hs: '95063', rate: '0.10' },
    },
  ),
];
