import type { MemberState, Parameters, Rule } from '../rule.ts';
import { label, series } from './series.ts';

const union = { jurisdiction: 'EU', regimes: ['EU_IMPORT'] } as const;
const reform = 'Council Reg. (EU) 2026/382';

const fee = (
  state: MemberState,
  from: string,
  parameters: Omit<Parameters['parcel-fee'], 'ceiling' | 'charged'>,
): Rule[] =>
  series(
    {
      ...{ id: `${state.toLowerCase()}-parcel-fee`, kind: 'parcel-fee', jurisdiction: state, regimes: ['EU_IMPORT'] },
      title: label(`Parcel fee of ${state}`, `${state} 包裹费`),
    },
    {
      from,
      source: 'globalimportblog.bakermckenzie.com, 2026-06-26 and 2026-07-02',
      checked: false,
      note: 'whether it is due per parcel or per item, and beside the union duty, was not confirmed',
      parameters: { ...parameters, ceiling: '150', charged: true },
    },
  );

const duty = (hs: string, en: string, zh: string, rate: string): Rule[] =>
  series(
    { ...union, id: `eu-tariff-${hs}`, kind: 'tariff', title: label(`Tariff ${hs}: ${en}`, `欧盟税则 ${hs}：${zh}`) },
    {
      from: '2021-07-01',
      source: `common customs tariff (${en})`,
      checked: false,
      parameters: { hs, duty: rate },
    },
  );

/** The union's rules on consignments of low value, and fees of member states. */
export const europeanUnionRules: readonly Rule[] = [
  ...series(
    {
      ...union,
      id: 'eu-duty-relief',
      kind: 'duty-relief',
      title: label('Relief up to EUR 150', '150欧元以下免征关税'),
    },
    {
      from: '2010-01-01',
      to: '2026-06-30',
      source: `Reg. (EC) 1186/2009 art. 23; ended by ${reform}`,
      checked: true,
      parameters: { ceiling: '150', currency: 'EUR' },
    },
  ),
  ...series(
    { ...union, id: 'eu-item-duty', kind: 'item-duty', title: label('EUR 3 per item', '按项征收3欧元关税') },
    {
      from: '2026-07-01',
      to: '2028-06-30',
      source: `${reform}, Impl. Reg. 2026/1200, Del. Reg. 2026/1022`,
      checked: false,
      note: 'some carriers count code and origin as one item; an early note held it to IOSS and post; carriers disagree on B2B',
      parameters: {
        ...{ perItem: '3', currency: 'EUR', ceiling: '150', test: 'code' },
        schemes: ['IOSS', 'SPECIAL', 'STANDARD'],
      },
    },
  ),
  ...series(
    { ...union, id: 'eu-ioss', kind: 'sale-vat', title: label('IOSS up to EUR 150', '进口一站式申报（IOSS）') },
    {
      from: '2021-07-01',
      source: 'Directive (EU) 2017/2455',
      checked: false,
      parameters: { ceiling: '150', currency: 'EUR' },
    },
  ),
  ...series(
    { ...union, id: 'eu-h7', kind: 'simplified-declaration', title: label('H7 declaration', 'H7低值货物申报') },
    {
      from: '2021-07-01',
      source: 'Agencia Tributaria, low-value manual 2.2.1.1',
      checked: true,
      parameters: { ceiling: '150', currency: 'EUR' },
    },
  ),
  ...series(
    { ...union, id: 'eu-gift', kind: 'gift-relief', title: label('Gifts up to EUR 45', '45欧元以下个人礼品') },
    {
      from: '2010-01-01',
      source: 'Reg. (EC) 1186/2009 art. 25; Agencia Tributaria, low-value manual 2.2.1.1',
      checked: true,
      parameters: { ceiling: '45', currency: 'EUR' },
    },
  ),
  ...series(
    { ...union, id: 'eu-handling-fee', kind: 'parcel-fee', title: label('Handling fee of the union', '欧盟处理费') },
    {
      from: '2026-11-01',
      source: 'globalimportblog.bakermckenzie.com: about EUR 2 per item, planned by delegated act',
      checked: false,
      note: 'entry into force was not confirmed: shown, never charged',
      parameters: { amount: '2', currency: 'EUR', per: 'item', ceiling: '150', charged: false },
    },
  ),
  ...fee('RO', '2026-01-01', { amount: '25', currency: 'RON', per: 'parcel' }),
  ...fee('FR', '2026-03-01', { amount: '2', currency: 'EUR', per: 'parcel' }),
  ...fee('IT', '2026-07-01', { amount: '2', currency: 'EUR', per: 'parcel' }),
  ...duty('610910', 'T-shirts of cotton', '棉制T恤衫', '0.12'),
  ...duty('620610', 'blouses of silk', '丝制女衬衫', '0.12'),
  ...duty('620620', 'blouses of wool', '毛制女衬衫', '0.12'),
  ...duty('640399', 'leather footwear', '皮鞋', '0.08'),
  ...duty('420222', 'handbags', '手提包', '0.097'),
  ...duty('851830', 'headphones', '耳机', '0.02'),
  ...duty('950300', 'toys', '玩具', '0'),
  ...duty('330499', 'skin care', '护肤品', '0'),
  ...duty('961900', 'nappies', '尿裤', '0.063'),
];
