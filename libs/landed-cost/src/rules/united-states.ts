import type { Parameters, Rule } from '../rule.ts';
import { label, series } from './series.ts';

const states = { jurisdiction: 'US', regimes: ['US_IMPORT'] } as const;
const end2026 = '2026-02-23';
const ended = 'struck by the Supreme Court on 2026-02-20; the surcharge took its place on 2026-02-24';
const anywhere: readonly string[] = [];

type Layer = Parameters['duty-layer'];
type Version = readonly [from: string, rate: string, source: string, to?: string];

const layer = (id: string, en: string, zh: string, of: Omit<Layer, 'rate'>, ...versions: readonly Version[]): Rule[] =>
  series(
    { ...states, id: `us-${id}`, kind: 'duty-layer', title: label(en, zh) },
    ...versions.map(([from, rate, source, to]) => ({
      ...{ from, source, checked: false },
      ...(to === undefined ? {} : { to, note: ended }),
      parameters: { ...of, rate },
    })),
  );

const duty = (hs: string, en: string, zh: string, rate: string): Rule[] =>
  series(
    { ...states, id: `us-tariff-${hs}`, kind: 'tariff', title: label(`HTS ${hs}: ${en}`, `美国税则 ${hs}：${zh}`) },
    { from: '2020-01-01', source: `HTSUS (${en})`, checked: false, parameters: { hs, duty: rate } },
  );

const china = { origins: ['CN', 'HK'], hs: [], emergency: true } as const;
const emergency = (programme: string, origin: string) => ({ programme, origins: [origin], hs: [], emergency: true });

/** Duty programmes on top of the tariff, each with its days. */
export const unitedStatesLayers: readonly Rule[] = [
  ...layer(
    ...(['301-list-3', 'Section 301, list 3', '301条款清单3'] as const),
    { programme: '301', origins: ['CN'], hs: ['4202', '330499', '7323'], emergency: false },
    ['2019-05-10', '0.25', '84 FR 20459'],
  ),
  ...layer(
    ...(['301-list-4a', 'Section 301, list 4A', '301条款清单4A'] as const),
    { programme: '301', origins: ['CN'], hs: ['6109', '6206', '6403', '851830'], emergency: false },
    ['2020-02-14', '0.075', '85 FR 3741'],
  ),
  ...layer(
    ...(['fentanyl-cn', 'IEEPA, opioids, China', 'IEEPA芬太尼关税'] as const),
    { programme: 'IEEPA opioids', ...china },
    ['2025-02-04', '0.10', 'EO 14195'],
    ['2025-03-04', '0.20', 'EO 14228'],
    ['2025-11-10', '0.10', 'executive order of 2025-11-04', end2026],
  ),
  ...layer(
    ...(['reciprocal-cn', 'IEEPA, reciprocal, China', 'IEEPA对等关税（中国）'] as const),
    { programme: 'IEEPA reciprocal', ...china },
    ['2025-04-05', '0.10', 'EO 14257'],
    ['2025-04-09', '0.84', 'executive order of 2025-04-08'],
    ['2025-04-10', '1.25', 'executive order of 2025-04-09'],
    ['2025-05-14', '0.10', 'executive orders of 2025-05-12, 2025-08-11 and 2025-11-04', end2026],
  ),
  ...layer(
    ...(['reciprocal-gb', 'IEEPA, reciprocal, United Kingdom', 'IEEPA对等关税（英国）'] as const),
    emergency('IEEPA reciprocal', 'GB'),
    ['2025-04-05', '0.10', 'EO 14257', end2026],
  ),
  ...layer(
    ...(['reciprocal-vn', 'IEEPA, reciprocal, Viet Nam', 'IEEPA对等关税（越南）'] as const),
    emergency('IEEPA reciprocal', 'VN'),
    ['2025-04-05', '0.10', 'EO 14257'],
    ['2025-08-07', '0.20', 'executive order of 2025-07-31', end2026],
  ),
  ...layer(
    ...(['section-122', 'Section 122 surcharge', '122条款临时附加税'] as const),
    { programme: '122', origins: anywhere, hs: [], emergency: false },
    ['2026-02-24', '0.10', 'proclamation of 2026-02-20, for 150 days', '2026-07-23'],
  ),
];

const postal = (id: string, en: string, zh: string) =>
  ({ ...states, id: `us-post-${id}`, kind: 'postal-duty', title: label(en, zh) }) as const;
const chinese = ['CN', 'HK'];
const first2025 = 'EO 14256 as amended on 2025-04-08, 2025-04-09 and 2025-05-12';

/** Relief, post and the tariff of the United States. */
export const unitedStatesRules: readonly Rule[] = [
  ...series(
    { ...states, id: 'us-de-minimis', kind: 'de-minimis', title: label('De minimis, USD 800', '800美元以下免税') },
    {
      from: '2016-03-10',
      source: '19 USC 1321(a)(2)(C)',
      checked: true,
      parameters: { ceiling: '800', exceptOrigins: [] },
    },
    {
      ...{ from: '2025-05-02', to: '2025-08-28' },
      source: 'EO 14256; suspended for all since 2025-08-29 by EO 14324, kept by EO 14388 and 91 FR 37789, 37801',
      checked: true,
      note: 'repealed by statute from 2027-07-01',
      parameters: { ceiling: '800', exceptOrigins: chinese },
    },
  ),
  ...series(
    { ...states, id: 'us-gift', kind: 'gift-relief', title: label('Gifts up to USD 100', '100美元以下礼品') },
    {
      from: '2016-03-10',
      source: '19 USC 1321(a)(2)(A)',
      checked: false,
      parameters: { ceiling: '100', currency: 'USD' },
    },
  ),
  ...series(
    { ...states, id: 'us-layer-origins', kind: 'layer-origins', title: label('Origins entered', '已录入原产地') },
    {
      ...{ from: '2025-04-05', to: end2026 },
      source: 'our own rule: while rates hang on the origin, only these are priced',
      checked: false,
      parameters: { origins: ['CN', 'HK', 'GB', 'VN'] },
    },
  ),
  ...series(
    postal('cn-rate', 'Post from China, by value', '中国邮件从价关税'),
    {
      ...{ from: '2025-05-02', source: first2025, checked: false },
      parameters: { method: 'ad-valorem', origins: chinese, rate: '1.20' },
    },
    {
      ...{ from: '2025-05-14', to: '2025-08-28', source: first2025, checked: false },
      parameters: { method: 'ad-valorem', origins: chinese, rate: '0.54' },
    },
  ),
  ...series(postal('cn-flat', 'Post from China, flat', '中国邮件定额关税'), {
    ...{ from: '2025-05-02', to: '2025-08-28', source: first2025, checked: false },
    parameters: { method: 'flat', origins: chinese, bands: [{ amount: '100' }] },
  }),
  ...series(postal('flat', 'Post, flat per item', '邮件按件定额关税'), {
    ...{ from: '2025-08-29', to: end2026, source: 'EO 14324', checked: true, note: `for six months; ${ended}` },
    parameters: {
      ...{ method: 'flat', origins: anywhere },
      bands: [{ below: '0.16', amount: '80' }, { upTo: '0.25', amount: '160' }, { amount: '200' }],
    },
  }),
  ...series(postal('rate', 'Post, by the emergency rate', '邮件按IEEPA税率从价关税'), {
    ...{ from: '2025-08-29', to: end2026, source: 'EO 14324', checked: true },
    parameters: { method: 'ad-valorem', origins: anywhere },
  }),
  ...series(postal('surcharge', 'Post, at the surcharge', '邮件按附加税率从价关税'), {
    ...{ from: '2026-02-24', to: '2026-07-23', source: 'EO 14388; proclamation of 2026-02-20', checked: true },
    parameters: { method: 'ad-valorem', origins: anywhere, rate: '0.10' },
  }),
  ...series(postal('entry', 'Post, by entry', '邮件按一般税率申报'), {
    ...{ from: '2026-07-24', source: '91 FR 37801, 19 CFR 145.31; entry type 13 test 91 FR 38007', checked: true },
    parameters: { method: 'tariff', origins: anywhere },
  }),
  ...duty('610910', 'T-shirts of cotton', '棉制T恤衫', '0.165'),
  ...duty('620610', 'blouses of silk', '丝制女衬衫', '0.069'),
  ...duty('640399', 'leather footwear', '皮鞋', '0.10'),
  ...duty('420222', 'handbags', '手提包', '0.16'),
  ...duty('851830', 'headphones', '耳机', '0'),
  ...duty('950300', 'toys', '玩具', '0'),
  ...duty('330499', 'skin care', '护肤品', '0'),
  ...duty('732393', 'steel tableware', '不锈钢餐具', '0.02'),
];
